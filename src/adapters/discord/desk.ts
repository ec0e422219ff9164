import { randomBytes } from "node:crypto";
import type { Logger } from "pino";
import type { Answer, Ask, Bot } from "#bot/bot.ts";
import type { Claims } from "#bot/cases.ts";
import type { OpenMessages, Watched } from "#bot/open-messages.ts";
import { watchMessage } from "#bot/open-messages.ts";
import type { Person } from "#bot/ports.ts";
import type { Api } from "./api.ts";
import { faultOf } from "./faults.ts";
import type { Patience } from "./patience.ts";
import { personOf } from "./person.ts";
import type { Interaction } from "./schema.ts";
import { writePlace } from "./tell.ts";
import type { Tickets } from "./tickets.ts";
import { sorryForQuestion } from "./words.ts";

/** What it takes to answer one message or interaction. */
export interface Desk {
  readonly bot: Bot;
  readonly api: Api;
  readonly patience: Patience;
  readonly claims: Claims;
  readonly messages: OpenMessages;
  readonly log: Logger;
  readonly tickets: Tickets;
  /** The channel that a thread hangs on; undefined for everything that is no known thread. */
  parentOf(channel: string): string | undefined;
}

/** Milliseconds; a store that does not answer must not use up the time for the first response. */
const claimWithin = 1000;

/**
 * True unless this delivery was taken before: Discord replays events after a lost connection. When
 * the store cannot tell, a second answer is the smaller harm than none.
 */
export async function isFirst({ claims, log }: Desk, key: string): Promise<boolean> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("the claim store did not answer")), claimWithin);
  try {
    return await Promise.race([claims.claim(key), late]);
  } catch (error) {
    log.warn({ key, fault: faultOf(error) }, "could not tell whether this was answered before");
    return true;
  } finally {
    clearTimeout(timer);
  }
}

/** The record of a message while its answer is being made. */
export function watch(
  { messages, log }: Desk,
  place: Parameters<typeof writePlace>[0],
  offer?: string,
): Watched {
  const about = { platform: "discord", place: writePlace(place) };
  return watchMessage({ open: messages, log }, offer === undefined ? about : { ...about, offer });
}

/** An answer that goes on changing does so in this message. Never rejects. */
export async function stay(
  { log }: Desk,
  answer: Pick<Answer, "stay">,
  place: Parameters<typeof writePlace>[0],
): Promise<void> {
  try {
    await answer.stay?.({ platform: "discord", place: writePlace(place) });
  } catch (error) {
    log.error({ fault: faultOf(error) }, "where a message goes on changing could not be kept");
  }
}

/** `bot.ask`, with words for a fault of the bot itself. */
export async function askBot({ bot, log }: Desk, ask: Ask): Promise<Answer> {
  try {
    return await bot.ask(ask);
  } catch (error) {
    const reference = newReference();
    log.error({ reference, fault: faultOf(error) }, "a question ended in a fault");
    return { reply: sorryForQuestion(reference), audience: "asker" };
  }
}

/** Short, for a person to read to the engineer who searches the log for it. */
export function newReference(): string {
  return randomBytes(4).toString("hex");
}

/** Undefined when Discord named nobody, which it never should. */
export function personIn(desk: Desk, interaction: Interaction): Person | undefined {
  const user = interaction.member?.user ?? interaction.user;
  if (user === undefined) return undefined;
  return personOf({
    user,
    guild: interaction.guild_id,
    member: interaction.member,
    channels: channelsOf(interaction.channel_id, (id) => desk.parentOf(id)),
  });
}

/** A thread counts as the channel that it hangs on. */
export function channelsOf(channel: string, parentOf: Desk["parentOf"]): readonly string[] {
  const parent = parentOf(channel);
  return parent === undefined ? [channel] : [channel, parent];
}
