import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Reply } from "#bot/reply.ts";

/** Logs a bug or an outage and words it for the person, joined by a reference. */
export function fault(log: Logger, error: unknown, acting: boolean): Reply {
  const reference = randomUUID().slice(0, 8);
  log.error({ err: error, reference }, "Something went wrong in the bot itself");
  const changed = acting
    ? "Whether anything was changed is not known: ask about the workstation again."
    : "Nothing was changed by this message.";
  return {
    headline: [`Something went wrong in the bot itself (reference ${reference}). ${changed}`],
    mood: "trouble",
    body: [],
    evidence: [],
    buttons: [],
    footer: [],
  };
}
