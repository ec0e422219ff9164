import { z } from "zod";
import { signalIds } from "#checks/signal-ids.ts";

const verdict = z.enum(["real", "harmless", "stale", "cannot-weigh"]);

const signal = z.union([
  z.enum(["unseen", "absent"]),
  verdict,
  z.strictObject({
    verdict,
    /** Each must be among the finding's evidence. */
    evidence: z.array(z.string()).default([]),
    /** A part of the finding's detail. */
    detail: z.looseObject({}).optional(),
  }),
]);

/** What must be found on a machine, worked out by hand. `test/machines/README.md` explains each. */
export const expectation = z.strictObject({
  headline: z.enum(["restart-files", "signals", "nothing-found", "cannot-tell"]),
  restartFiles: z
    .enum(["none", "one-file", "leftover", "stranded", "pending", "cannot-tell"])
    .default("none"),
  signals: z.partialRecord(z.enum(signalIds), signal).default({}),
  otherSignals: z.enum(["absent", "unseen", "not-present"]).default("absent"),
  /** Parts of the finding's and the diagnosis' own. */
  origin: z.looseObject({}).default({}),
  boot: z.looseObject({}).default({}),
  offers: z.number().int().min(0).default(0),
  says: z.array(z.string()).default([]),
  neverSays: z.array(z.string()).default([]),
});

export type Expectation = z.output<typeof expectation>;
