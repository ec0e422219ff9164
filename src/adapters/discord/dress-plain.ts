import type { ReplyFile } from "#bot/reply.ts";
import type { Component, Payload } from "./dress.ts";
import { limits } from "./limits.ts";

/** The same words without components of the second kind, for when Discord refuses those. */
export interface PlainPayload {
  readonly flags: number;
  readonly content: string;
  readonly components: readonly Component[];
  /** Discord shows them below by itself. */
  readonly files?: readonly ReplyFile[];
  readonly allowed_mentions: Payload["allowed_mentions"];
}

/** MessageFlags.SuppressEmbeds: with components of the second kind no link unfolds anyway. */
const suppressEmbeds = 1 << 2;
const cut = "… The rest did not fit.";

/** The buttons stay; lines are taken whole or not at all, so that no code span ends half open. */
export function dressPlain({ components, files = [], allowed_mentions }: Payload): PlainPayload {
  const inside = components.flatMap((one) => (one.type === 17 ? one.components : [one]));
  const lines = inside.flatMap((one) => (one.type === 10 ? one.content.split("\n") : []));
  return {
    flags: suppressEmbeds,
    content: fit(lines).join("\n"),
    components: inside.filter(({ type }) => type === 1),
    ...(files.length === 0 ? {} : { files }),
    allowed_mentions,
  };
}

function fit(lines: readonly string[]): readonly string[] {
  if (lines.join("\n").length <= limits.content) return lines;
  // The case id, if there is one: it leads to everything else.
  const footer = lines.at(-1)?.startsWith("-# ") === true ? lines.slice(-1) : [];
  let room = limits.content - [cut, ...footer].join("\n").length - 1;
  const taken: string[] = [];
  for (const line of lines.slice(0, lines.length - footer.length)) {
    if (line.length + 1 > room) break;
    taken.push(line);
    room -= line.length + 1;
  }
  return [...taken, cut, ...footer];
}
