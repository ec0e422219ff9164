import type { Logger } from "pino";
import type { Claims } from "#bot/cases.ts";
import type { Click } from "./answer-click.ts";
import type { Question } from "./answer-question.ts";
import { actionIds } from "./buttons.ts";
import { firstOnly } from "./first-only.ts";
import { createPerson, type People } from "./person.ts";
import {
  type BlockAction,
  confirmedValue,
  type EventDelivery,
  type Identity,
  type Post,
  type SlashCommand,
} from "./schema.ts";
import { spoken } from "./spoken.ts";

/** Slack's deliveries as questions and clicks; undefined for what is not to be answered. */
export interface Inbound {
  mention(delivery: EventDelivery): Promise<Question | undefined>;
  directMessage(delivery: EventDelivery): Promise<Question | undefined>;
  command(command: SlashCommand): Promise<Question | undefined>;
  /** `close`: a private confirmation was answered with no. */
  click(action: BlockAction): Promise<Click | "close" | undefined>;
}

interface Needs {
  readonly claims: Claims;
  readonly log: Logger;
  readonly people: People;
  readonly identity: Identity;
}

export function createInbound({ claims, log, people, identity }: Needs): Inbound {
  const first = firstOnly(claims, log);

  async function question(
    delivery: EventDelivery,
    place: { thread: string | undefined; privateThread: string | undefined },
  ): Promise<Question | undefined> {
    const post = delivery.event;
    const userId = asker(post, identity);
    if (userId === undefined || !(await first(`slack:event:${delivery.event_id}`)))
      return undefined;
    const { channel } = post;
    const atHome = isHome(delivery, identity);
    return {
      text: spoken(post.text ?? "", identity.user_id),
      person: createPerson(
        { userId, name: undefined, channelId: channel, atHome, fresh: false },
        people,
      ),
      userId,
      place: { channel, thread: place.thread },
      privately: { channel, thread: place.privateThread },
    };
  }

  return {
    async mention(delivery) {
      const { ts, thread_ts } = delivery.event;
      return await question(delivery, { thread: thread_ts ?? ts, privateThread: thread_ts });
    },

    async directMessage(delivery) {
      const { channel_type, thread_ts } = delivery.event;
      // A post in a channel comes as app_mention too; answering both would answer twice.
      if (channel_type !== "im") return undefined;
      return await question(delivery, { thread: thread_ts, privateThread: thread_ts });
    },

    async command(command) {
      if (!(await first(`slack:command:${command.trigger_id}`))) return undefined;
      const place = { channel: command.channel_id, thread: undefined };
      const text = spoken(command.text, identity.user_id);
      const about = {
        userId: command.user_id,
        name: command.user_name,
        channelId: command.channel_id,
        atHome: command.team_id === identity.team_id,
        fresh: false,
      };
      return {
        text: text === "" ? "help" : text,
        person: createPerson(about, people),
        userId: command.user_id,
        place,
        privately: place,
        responseUrl: command.response_url,
      };
    },

    async click(action) {
      const { user, container, response_url: responseUrl } = action;
      const [pressed] = action.actions;
      if (pressed === undefined) return undefined;
      const { channel_id: channel, message_ts: ts } = container;
      const key = `slack:click:${channel}:${ts}:${user.id}:${pressed.action_ts}`;
      if (!(await first(key))) return undefined;
      if (pressed.action_id === actionIds.no) return "close";
      const target = targetOf(pressed, ts);
      if (target === undefined) {
        log.warn({ actionId: pressed.action_id }, "A click came from a button that is not ours");
        return undefined;
      }
      const team = user.team_id ?? action.team?.id;
      const about = {
        userId: user.id,
        name: user.username,
        channelId: channel,
        atHome: team === identity.team_id,
        fresh: true,
      };
      return {
        press: target.press,
        person: createPerson(about, people),
        userId: user.id,
        original: { channel, ts: target.ts },
        thread: target.thread ?? container.thread_ts ?? action.message?.thread_ts,
        from: target.from,
        responseUrl,
      };
    },
  };
}

/** Undefined for posts of bots, of workflows and of the bot itself, and for edits and the like. */
function asker(post: Post, identity: Identity): string | undefined {
  if (post.bot_id !== undefined || post.subtype !== undefined) return undefined;
  return post.user === identity.user_id ? undefined : post.user;
}

function isHome(delivery: EventDelivery, identity: Identity): boolean {
  const { team, user_team, source_team } = delivery.event;
  const teams = [delivery.team_id, team, user_team, source_team];
  const elsewhere = teams.some((id) => id !== undefined && id !== identity.team_id);
  return !elsewhere && delivery.is_ext_shared_channel !== true;
}

type Target = Pick<Click, "press" | "from"> & { ts: string; thread?: string | undefined };

/** The message that a click is about: its own, or the one that a private confirmation names. */
function targetOf(
  pressed: { readonly action_id: string; readonly value: string },
  ts: string,
): Target | undefined {
  if (pressed.action_id.startsWith(actionIds.press)) {
    return { press: pressed.value, from: "original", ts };
  }
  if (pressed.action_id !== actionIds.yes) return undefined;
  const value = confirmedValue.safeParse(parseJson(pressed.value));
  return value.success ? { ...value.data, from: "confirmation" } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a value that is no JSON is none of ours, and the schema refuses it
  }
}
