import { randomUUID } from "node:crypto";
import type { Log } from "#bot/ports.ts";
import type { Reply } from "#bot/reply.ts";

/** Logs a bug or an outage and words it for the person, joined by a reference. */
export function fault(log: Log, error: unknown, acting: boolean): Reply {
  const changed = acting
    ? "Whether anything was changed is not known: ask about the workstation again."
    : "Nothing was changed by this message.";
  return {
    headline: [
      `Something went wrong in the bot itself (reference ${faultReference(log, error)}). ${changed}`,
    ],
    mood: "trouble",
    body: [],
    evidence: [],
    buttons: [],
    footer: [],
  };
}

/** Logs it and gives what joins the log line to the words on the page. */
export function faultReference(log: Log, error: unknown): string {
  const reference = randomUUID().slice(0, 8);
  log.error({ err: error, reference }, "Something went wrong in the bot itself");
  return reference;
}
