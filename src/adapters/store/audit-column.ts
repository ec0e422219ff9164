import { z } from "zod";
import type { AuditEntry } from "#bot/audit.ts";
import { columns } from "./columns.ts";
import type { SameType } from "./same-type.ts";

const happened = {
  at: z.string(),
  by: columns.who,
  place: z.string().exactOptional(),
};

const ofAnOffer = {
  ...happened,
  case: z.string(),
  workstation: z.string(),
  offer: z.string(),
  act: columns.act,
};

const ofAnAct = { ...ofAnOffer, act: z.union([columns.act, z.literal("purge-kept")]) };

const seenFile = z.object({
  path: z.string(),
  bytes: z.number(),
  modified: z.string(),
  sha256: z.string().exactOptional(),
});

const asked = z.object({
  ...happened,
  event: z.literal("asked"),
  case: z.string(),
  workstation: z.string().exactOptional(),
  question: z.string(),
  headline: columns.report.shape.headline,
  why: columns.report.shape.why,
  hostKey: z.string().exactOptional(),
  files: z.array(seenFile),
  signals: z.array(z.object({ id: z.string(), verdict: z.string() })),
});

const sweepBegun = z.object({
  ...happened,
  event: z.literal("sweep-begun"),
  sweep: z.string(),
  question: z.string(),
  workstations: z.number(),
});

const refused = z.object({
  ...happened,
  event: z.literal("refused"),
  what: z.enum(["question", "press"]),
  why: z.enum([
    "may-not",
    "cannot-tell",
    "limit",
    "unknown-button",
    "already-pressed",
    "not-listed",
    "expired",
    "own-request",
    "no-request",
  ]),
  question: z.string().exactOptional(),
  case: z.string().exactOptional(),
  workstation: z.string().exactOptional(),
  offer: z.string().exactOptional(),
  leftOut: z.number().exactOptional(),
});

const offered = z.object({
  ...ofAnOffer,
  event: z.literal("offered"),
  confirm: columns.confirm,
  hostKey: z.string(),
  files: z.array(seenFile),
});

const pressed = z.object({
  ...ofAnOffer,
  event: z.literal("pressed"),
  stage: z.enum(["ask", "confirm", "lose", "approve", "approved", "withdraw", "withdrawn"]),
});

const approvalAsked = z.object({
  ...ofAnOffer,
  event: z.literal("approval-asked"),
  until: z.string(),
});

const approvalWithdrawn = z.object({
  ...ofAnOffer,
  event: z.literal("approval-withdrawn"),
  requestedBy: columns.who,
});

const actBegun = z.object({
  ...ofAnAct,
  event: z.literal("act-begun"),
  requestedBy: columns.who.exactOptional(),
  hostKey: z.string(),
  files: z.array(seenFile),
});

const actEnded = z.object({
  ...ofAnAct,
  event: z.literal("act-ended"),
  outcome: z.union([columns.outcome, z.enum(["unreachable", "not-as-left", "cut-off", "fault"])]),
  files: z.array(
    z.object({
      name: z.string(),
      at: z.enum(["home", "kept", "both", "neither", "replaced", "other", "unseen"]),
      sha256: z.string().exactOptional(),
    }),
  ),
  keptIn: z.string().exactOptional(),
  wayBack: z.string().exactOptional(),
});

/** What an audit entry's text holds; it is written by `canonical` and never through this. */
export const auditEntry = z.discriminatedUnion("event", [
  asked,
  sweepBegun,
  refused,
  offered,
  pressed,
  approvalAsked,
  approvalWithdrawn,
  actBegun,
  actEnded,
]);

true satisfies SameType<z.infer<typeof auditEntry>, AuditEntry>;
