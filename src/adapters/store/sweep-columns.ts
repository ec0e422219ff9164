import { z } from "zod";
import type { ProcessMark } from "#bot/act/process-mark.ts";
import type { Result, SweepRecord, TellPlace } from "#bot/sweep/sweep.ts";
import { columns } from "./columns.ts";
import type { SameType } from "./same-type.ts";

const scope = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("all") }),
  z.object({ kind: z.literal("groups"), groups: z.array(z.string()) }),
  z.object({ kind: z.literal("pattern"), pattern: z.string() }),
  z.object({ kind: z.literal("names"), names: z.array(z.string()) }),
]);

const record = z.object({
  askedAt: z.string(),
  askedBy: columns.who,
  question: z.string(),
  scope,
  focus: z.enum(["everything", "restart-files"]),
  gaps: z.array(z.enum(["rights", "lists"])),
  retryAfter: z.array(z.number()),
  watch: z.string().exactOptional(),
});

const verdict = z.enum([
  ...columns.report.shape.restartFiles.unwrap().shape.verdict.options,
  "real",
  "harmless",
  "stale",
  "unseen",
]);

const unreachable = columns.report.shape.why.unwrap().exclude(["not-in-inventory"]);

// The order of the keys here is the order in the text, whatever it is in the value.
const result = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("looked"),
    headline: z.enum(["restart-files", "signals", "nothing-found", "cannot-tell"]),
    causes: z.array(z.object({ id: z.string(), verdict })),
    unseen: z.array(z.string()).exactOptional(),
  }),
  z.object({ state: z.literal("unreachable"), why: unreachable }),
  z.object({ state: z.literal("fault") }),
]);

const place = z.object({ platform: z.string(), place: z.string() });

const processMark = z.object({ host: z.string(), pid: z.number(), run: z.string() });

true satisfies SameType<z.infer<typeof record>, Omit<SweepRecord, "id">>;
true satisfies SameType<z.infer<typeof result>, Result>;
true satisfies SameType<z.infer<typeof place>, TellPlace>;
true satisfies SameType<z.infer<typeof processMark>, ProcessMark>;

/** What the columns of sweeps hold whose content is more than plain text. */
export const sweepColumns = { record, result, place, processMark, verdict };
