import { quote } from "../legible.ts";
import type { Line } from "../reply.ts";
import { when } from "./times.ts";

/** The line that lets people find the case again. */
export function sayFooter(said: {
  readonly caseId: string;
  readonly askedBy: string;
  readonly askedAt: Date;
}): Line {
  return [
    `Case ${said.caseId} · asked by `,
    quote(said.askedBy),
    ` · ${when(said.askedAt.toISOString())}`,
  ];
}
