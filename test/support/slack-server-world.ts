import { EventEmitter, once } from "node:events";
import { noSurfaces, type ShownSurfaces } from "./slack-server-surfaces.ts";

/** One workspace as Slack keeps it, and the list of rules that the app broke. */
export interface SlackWorld {
  readonly team: string;
  readonly bot: { readonly userId: string; readonly botId: string };
  readonly channels: Map<string, SlackChannel>;
  /** `unavailable` answers with an error, as on a plan without user groups. */
  readonly groups: Map<string, readonly string[] | "unavailable">;
  /** By their ids; whoever is not in here does not exist. */
  readonly users: Map<string, SlackUser>;
  /** What the bot's token may do; undefined: a server that does not tell. */
  scopes: readonly string[] | undefined;
  readonly surfaces: ShownSurfaces;
  /** Where files are uploaded to, before the id. */
  uploadsAt: string;
  readonly messages: SlackMessage[];
  /** Every call of the Web API, in order. */
  readonly calls: { readonly method: string; readonly fields: Record<string, unknown> }[];
  readonly violations: string[];
  /** Errors that the next calls of a method get instead of an answer. */
  readonly planned: Map<string, string[]>;
  /** What the next calls of a method wait for before they are done. */
  readonly held: Map<string, Promise<void>[]>;
  nextTs(): string;
  /** Wakes those who wait for something to be so. */
  changed(): void;
  /** Resolves with the value once it is there; rejects, naming what, after ten seconds. */
  until<T>(what: string, look: () => T | undefined): Promise<T>;
}

interface SlackUser {
  readonly name: string;
  /** `is_restricted`, `deleted`, …, as users.info has them. */
  readonly marks: readonly string[];
}

interface SlackChannel {
  readonly members: Set<string>;
}

export interface SlackMessage {
  readonly channel: string;
  readonly ts: string;
  readonly thread: string | undefined;
  /** A person, or the bot's user id. */
  readonly author: string;
  /** Only this person sees it. */
  readonly onlyFor: string | undefined;
  text: string;
  blocks: readonly unknown[];
  /** How often it was posted or edited: 1 for a new one. */
  version: number;
  deleted: boolean;
}

export function createSlackWorld(): SlackWorld {
  const changes = new EventEmitter().setMaxListeners(0);
  const start = Math.floor(Date.now() / 1000);
  let count = 0;
  const bot = { userId: "U0WHYBOT", botId: "B0WHYBOT" };
  return {
    team: "T0HOME",
    bot,
    channels: new Map([
      ["C0HELPDESK", { members: new Set(["U0MEMBER", "U0STRANGER", bot.userId]) }],
      ["C0ELSEWHERE", { members: new Set(["U0MEMBER"]) }],
      ["D0MEMBER", { members: new Set(["U0MEMBER", bot.userId]) }],
    ]),
    groups: new Map([["S0DESK", ["U0MEMBER"]]]),
    users: new Map(
      ["U0MEMBER", "U0STRANGER", "U0ALICE"].map((id) => [
        id,
        { name: `${id.slice(2, 3)}${id.slice(3).toLowerCase()}`, marks: [] },
      ]),
    ),
    scopes: undefined,
    surfaces: noSurfaces(),
    uploadsAt: "",
    messages: [],
    calls: [],
    violations: [],
    planned: new Map(),
    held: new Map(),
    nextTs() {
      count += 1;
      return `${start}.${String(count).padStart(6, "0")}`;
    },
    changed() {
      changes.emit("change");
    },
    async until(what, look) {
      const late = AbortSignal.timeout(10_000);
      for (;;) {
        const found = look();
        if (found !== undefined) return found;
        try {
          await once(changes, "change", { signal: late });
        } catch (cause) {
          throw new Error(`waited ten seconds in vain: ${what}`, { cause });
        }
      }
    },
  };
}
