import type { Reply } from "#bot/reply.ts";
import { plain } from "#bot/reply.ts";
import { evidenceLeft } from "./dress.ts";
import type { FilePlace, PutBelow } from "./files-below.ts";
import { limits } from "./limits.ts";
import { literal } from "./literal.ts";

/**
 * Gives the whole evidence as a text file when the message had no room for all of it, and the app
 * may upload files. Never rejects: the message itself says how much is missing.
 */
export type GiveEvidence = (place: FilePlace, reply: Reply) => Promise<void>;

export function createGiveEvidence(putBelow: PutBelow): GiveEvidence {
  return async (place, reply) => {
    if (evidenceLeft(reply) === 0) return;
    const content = Buffer.from(evidenceText(reply));
    await putBelow(place, [{ name: "evidence.txt", title: "The whole evidence", content }]);
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
