import type { webApi } from "@slack/bolt";
import type { Logger } from "pino";
import type { Reply } from "#bot/reply.ts";
import { plain } from "#bot/reply.ts";
import { evidenceLeft } from "./dress.ts";
import { limits } from "./limits.ts";
import { literal } from "./literal.ts";
import { filesScope } from "./scopes.ts";

/** Where a file goes: below the message that it belongs to. */
interface FilePlace {
  readonly channel: string;
  /** The thread, or the message that begins one. */
  readonly thread: string;
}

/**
 * Gives the whole evidence as a text file when the message had no room for all of it, and the app
 * may upload files. Never rejects: the message itself says how much is missing.
 */
export type GiveEvidence = (place: FilePlace, reply: Reply) => Promise<void>;

export function createGiveEvidence(
  client: webApi.WebClient,
  { scopes, log }: { readonly scopes: readonly string[]; readonly log: Logger },
): GiveEvidence {
  return async ({ channel, thread }, reply) => {
    if (!scopes.includes(filesScope) || evidenceLeft(reply) === 0) return;
    try {
      await client.filesUploadV2({
        channel_id: channel,
        thread_ts: thread,
        filename: "evidence.txt",
        title: "The whole evidence",
        content: evidenceText(reply),
      });
    } catch (error) {
      log.warn({ err: error }, "Slack did not take the evidence as a file");
    }
  };
}

/** One line for each row; nothing in a text file is parsed by Slack. */
function evidenceText({ headline, evidence, footer }: Reply): string {
  const groups = evidence.flatMap(({ title, rows }) => [
    "",
    title,
    ...rows.map(({ quote, says }) =>
      [...(quote === undefined ? [] : [quote]), plain(says)].map(line).join("  "),
    ),
  ]);
  return `${[line(plain(headline)), ...groups, "", line(plain(footer))].join("\n")}\n`;
}

function line(text: string): string {
  return literal(text, limits.textObject);
}
