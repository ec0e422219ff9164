import { z } from "zod";
import type { Known, RunCounts, WatchRecord } from "#bot/watch/watch.ts";
import { columns } from "./columns.ts";
import type { SameType } from "./same-type.ts";
import { sweepColumns } from "./sweep-columns.ts";

const record = z.object({
  begunAt: z.string(),
  askedBy: columns.who,
  question: z.string(),
  scope: sweepColumns.record.shape.scope,
  everyMinutes: z.number(),
  held: z.array(z.array(z.string())),
});

const mark = { case: z.string(), from: z.string(), at: z.string() };

const known = z.object({
  look: z
    .object({
      ...mark,
      causes: z.array(z.object({ id: z.string(), verdict: sweepColumns.verdict })),
      unseen: z.array(z.object({ id: z.string(), seenAt: z.object(mark).exactOptional() })),
      had: z.array(z.string()),
    })
    .exactOptional(),
  leftOut: z.literal(true).exactOptional(),
});

const number = z.number().exactOptional();

const counts = z.object({
  asks: number,
  harmless: number,
  clear: number,
  unknown: number,
  unreachable: number,
  waiting: number,
});

true satisfies SameType<z.infer<typeof record>, Omit<WatchRecord, "id" | "until">>;
true satisfies SameType<z.infer<typeof known>, Omit<Known, "workstation">>;
true satisfies SameType<z.infer<typeof counts>, RunCounts["counts"]>;

/** What the columns of watches hold whose content is more than plain text. */
export const watchColumns = { record, known, counts };
