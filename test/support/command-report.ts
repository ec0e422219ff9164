import { z } from "zod";

const file = z.discriminatedUnion("state", [
  z.looseObject({
    state: z.literal("present"),
    name: z.string(),
    path: z.string(),
    bytes: z.int(),
    modified: z.iso.datetime(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  }),
  z.looseObject({ state: z.literal("absent"), name: z.string() }),
  z.looseObject({ state: z.literal("unseen"), name: z.string(), why: z.string() }),
]);

/**
 * The report that `--json` promises, as scripts outside this repository read it. Written down once
 * more on purpose: it does not follow when the product's own type changes.
 */
const report = z.looseObject({
  schema: z.literal("whyreboot/report@1"),
  case: z.string().min(1),
  workstation: z.string(),
  askedAt: z.iso.datetime(),
  headline: z.enum([
    "restart-files",
    "signals",
    "nothing-found",
    "cannot-tell",
    "unreachable",
    "unknown-workstation",
  ]),
  why: z.string().optional(),
  restartFiles: z
    .looseObject({
      verdict: z.enum(["none", "one-file", "leftover", "stranded", "pending", "cannot-tell"]),
      windowsDirectory: z.string().optional(),
      files: z.array(file),
      operations: z.array(
        z.looseObject({
          line: z.int(),
          text: z.string(),
          state: z.enum(["pending", "half-done", "done", "broken", "unknown"]),
        }),
      ),
    })
    .optional(),
  signals: z.array(
    z.looseObject({
      id: z.string(),
      state: z.enum(["present", "absent", "unseen"]),
      verdict: z.enum(["real", "harmless", "stale", "unseen"]).optional(),
      evidence: z.array(z.string()),
    }),
  ),
  offers: z.array(
    z.looseObject({
      id: z.string(),
      act: z.literal("clear-restart-files"),
      confirm: z.enum(["once", "twice"]),
    }),
  ),
  notLookedAt: z.array(z.looseObject({ id: z.string(), why: z.string() })),
  milliseconds: z.looseObject({
    connect: z.number().min(0),
    look: z.number().min(0),
    total: z.number().min(0),
  }),
});

/** The whole of stdout is the report; anything else there makes this throw. */
export function readReport(stdout: string): z.infer<typeof report> {
  return report.parse(JSON.parse(stdout));
}
