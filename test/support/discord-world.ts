import { randomBytes } from "node:crypto";
import { EventEmitter, once } from "node:events";
import type { Component } from "./discord-components.ts";
import type { StoredAttachment } from "./discord-files.ts";

/** A small guild as Discord would keep it: what was said, by whom, and who may see it. */
export interface World {
  /** Another one once it was made anew: then the old one is refused. */
  token: string;
  /** Of the bot; its application has the same id, as with most bots. */
  readonly self: string;
  readonly guild: string;
  readonly channels: readonly Channel[];
  readonly members: readonly Member[];
  /** Channels that the bot cannot see; commands work there all the same. */
  readonly closed: Set<string>;
  readonly messages: Map<string, StoredMessage>;
  /** By token, as Discord finds them. */
  readonly interactions: Map<string, StoredInteraction>;
  /** The guild's slash commands, as `PUT` left them. */
  commands: readonly StoredCommand[];
  commandWrites: number;
  /** Every rule that was broken, in words. */
  readonly violations: string[];
  /** Called after every change, so that waiting people look again. */
  changed(): void;
  /** Resolves when the condition holds; looks again at every change. */
  until(what: string, holds: () => boolean): Promise<void>;
}

interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: "text" | "direct" | "thread";
  readonly parent?: string;
  /** Direct channels: the person at the other end. */
  readonly person?: string;
}

interface Member {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

export interface StoredMessage {
  readonly id: string;
  readonly channel: string;
  readonly author: string;
  content: string;
  flags: number;
  components: readonly Component[];
  attachments?: readonly StoredAttachment[];
  /** Only this person sees it. */
  readonly onlyFor?: string;
  readonly replyTo?: string;
  readonly nonce?: string;
  /** The interaction whose response it is. */
  readonly interaction?: string;
  /** How often words were put in it; a deferral has none yet. */
  writes: number;
}

export interface StoredInteraction {
  readonly id: string;
  readonly token: string;
  readonly kind: "command" | "click" | "typing";
  readonly user: string;
  readonly channel: string;
  /** The message that had the button. */
  readonly source?: string;
  /** Moved back by tests that let it grow old. */
  bornAt: number;
  /** The callback's type. */
  answered?: number;
  /** The message that `@original` means. */
  original?: string;
  /** What was suggested for what is being typed. */
  choices?: readonly string[];
  /** Words put into its response, by the callback or later. */
  writes: number;
}

interface StoredCommand {
  readonly id: string;
  readonly name: string;
  readonly type: number;
  readonly description: string;
  readonly options: readonly Readonly<Record<string, unknown>>[];
}

/** Milliseconds after which waiting fails with what was waited for. */
const patience = 10_000;

export function createWorld(): World {
  const bell = new EventEmitter();
  bell.setMaxListeners(0);
  const world: World = {
    token: "a-token.of-the.local-server",
    self: "900",
    guild: "500",
    channels: [
      { id: "601", name: "helpdesk", kind: "text" },
      { id: "602", name: "a thread", kind: "thread", parent: "601" },
      { id: "701", name: "direct", kind: "direct", person: "1001" },
    ],
    members: [
      { id: "1001", name: "Mia Member", roles: ["222"] },
      { id: "1002", name: "Stan Stranger", roles: [] },
    ],
    closed: new Set(),
    messages: new Map(),
    interactions: new Map(),
    commands: [],
    commandWrites: 0,
    violations: [],
    changed: () => void bell.emit("change"),
    async until(what, holds) {
      const end = Date.now() + patience;
      while (!holds()) {
        const signal = AbortSignal.timeout(Math.max(1, end - Date.now()));
        await once(bell, "change", { signal }).catch((cause: unknown) => {
          const broken = world.violations.join("; ") || "none";
          throw new Error(`waited in vain: ${what}; broken rules: ${broken}`, { cause });
        });
      }
    },
  };
  return world;
}

let last = 0n;

/** An id as Discord makes them: the milliseconds since 2015 and a counter. */
export function newSnowflake(): string {
  const now = (BigInt(Date.now()) - 1_420_070_400_000n) << 22n;
  last = now > last ? now : last + 1n;
  return String(last);
}

export function newToken(): string {
  return randomBytes(32).toString("base64url");
}
