import type { App } from "@slack/bolt";
import type { Logger } from "pino";
import type { z } from "zod";
import type { Bot } from "#bot/bot.ts";
import type { Claims } from "#bot/cases.ts";
import type { OpenMessages } from "#bot/open-messages.ts";
import { createAnswerClick } from "./answer-click.ts";
import { createAnswerHomeClick, type HomeClick } from "./answer-home-click.ts";
import { createAnswerQuestion, type Question } from "./answer-question.ts";
import type { GiveEvidence } from "./evidence-file.ts";
import type { GiveFiles } from "./files-below.ts";
import type { InFlight } from "./in-flight.ts";
import { createInbound, type Inbound } from "./inbound.ts";
import { listenToSurfaces, type SurfaceDoors } from "./listen-surfaces.ts";
import type { People } from "./person.ts";
import type { Progress } from "./progress.ts";
import { blockAction, eventDelivery, type Identity, slashCommand } from "./schema.ts";
import type { Surfaces } from "./surfaces.ts";
import type { Voice } from "./voice.ts";

export interface Listening {
  readonly bot: Bot;
  readonly claims: Claims;
  readonly messages: OpenMessages;
  readonly log: Logger;
  readonly voice: Voice;
  readonly surfaces: Surfaces;
  readonly progress: Progress;
  readonly giveEvidence: GiveEvidence;
  readonly giveFiles: GiveFiles;
  readonly people: People;
  readonly identity: Identity;
  readonly flights: InFlight;
}

/** The doors of a Bolt app, all that a bot needs of it. */
export type Doors = Pick<App, "event" | "command" | "action"> & SurfaceDoors;

/** How deliveries are taken, whatever door they come by. */
export interface Deliveries {
  readonly acknowledge: (ack: () => Promise<void>) => Promise<void>;
  /** Never rejects; the work is waited for at a stop. */
  readonly take: <T>(
    body: unknown,
    schema: z.ZodType<T>,
    answer: (delivery: T) => Promise<void>,
  ) => Promise<void>;
  readonly answerQuestion: (question: Question) => Promise<void>;
  readonly answerHomeClick: (click: HomeClick) => Promise<void>;
}

/** Those on the bot's own page come without a message. */
const inMessages = /^wr:(?!home:)/;

/**
 * Everything that Slack may deliver. Bolt acknowledges events before a listener runs; commands and
 * clicks are acknowledged here, before anything else, since Slack waits three seconds at most.
 */
export function listen(doors: Doors, listening: Listening): void {
  const { log, flights } = listening;
  const inbound: Inbound = createInbound(listening);
  const answerQuestion = createAnswerQuestion(listening);
  const answerClick = createAnswerClick(listening);

  doors.event("app_mention", async ({ body }) => {
    await flights.track(
      handle(body, eventDelivery, async (delivery) => {
        const question = await inbound.mention(delivery);
        if (question !== undefined) await answerQuestion(question);
      }),
    );
  });

  doors.event("message", async ({ body }) => {
    await flights.track(
      handle(body, eventDelivery, async (delivery) => {
        const question = await inbound.directMessage(delivery);
        if (question !== undefined) await answerQuestion(question);
      }),
    );
  });

  doors.command("/whyreboot", async ({ body, ack }) => {
    await acknowledge(ack);
    await flights.track(
      handle(body, slashCommand, async (command) => {
        const question = await inbound.command(command);
        if (question !== undefined) await answerQuestion(question);
      }),
    );
  });

  doors.action(inMessages, async ({ body, ack }) => {
    await acknowledge(ack);
    await flights.track(
      handle(body, blockAction, async (action) => {
        const click = await inbound.click(action);
        if (click === "close") {
          await listening.voice.respond(action.response_url, { delete_original: true });
        } else if (click !== undefined) await answerClick(click);
      }),
    );
  });

  listenToSurfaces(doors, listening, {
    acknowledge,
    take: async (body, schema, answer) => await flights.track(handle(body, schema, answer)),
    answerQuestion,
    answerHomeClick: createAnswerHomeClick(listening),
  });

  /** Slack does not repeat commands and clicks, so one whose acknowledgement failed is still done. */
  async function acknowledge(ack: () => Promise<void>): Promise<void> {
    try {
      await ack();
    } catch (error) {
      log.warn({ err: error }, "A delivery could not be acknowledged");
    }
  }

  async function handle<T>(
    body: unknown,
    schema: z.ZodType<T>,
    answer: (delivery: T) => Promise<void>,
  ): Promise<void> {
    try {
      const parsed = schema.safeParse(body);
      if (parsed.success) await answer(parsed.data);
      else log.warn({ issues: parsed.error.issues }, "A delivery from Slack has an odd shape");
    } catch (error) {
      log.error({ err: error }, "A delivery from Slack could not be handled");
    }
  }
}
