import { z } from "zod";
import type { Report } from "#bot/report.ts";
import type { SameType } from "./same-type.ts";

const restartFile = z.discriminatedUnion("state", [
  z.object({
    name: z.string(),
    state: z.literal("present"),
    path: z.string(),
    bytes: z.number(),
    modified: z.string(),
    sha256: z.string().exactOptional(),
  }),
  z.object({ name: z.string(), state: z.literal("absent") }),
  z.object({ name: z.string(), state: z.literal("unseen"), why: z.string() }),
]);

const restartFiles = z.object({
  verdict: z.enum(["none", "one-file", "leftover", "stranded", "pending", "cannot-tell"]),
  windowsDirectory: z.string().exactOptional(),
  files: z.array(restartFile),
  operations: z.array(
    z.object({
      line: z.number(),
      text: z.string(),
      state: z.enum(["pending", "half-done", "done", "broken", "unknown"]),
    }),
  ),
});

const boot = z.object({
  lastRestart: z.string().exactOptional(),
  noRestartSince: z.string().exactOptional(),
  poweredOn: z
    .object({ at: z.string(), how: z.enum(["fast-startup", "hibernation"]) })
    .exactOptional(),
  bootId: z.number().exactOptional(),
  fastStartup: z.boolean().exactOptional(),
});

const signal = z.object({
  id: z.string(),
  state: z.enum(["present", "absent", "unseen"]),
  verdict: z.enum(["real", "harmless", "stale", "unseen"]).exactOptional(),
  evidence: z.array(z.string()),
  since: z.string().exactOptional(),
  survived: z
    .object({
      restart: z.string().exactOptional(),
      extent: z.enum(["all", "some", "unnamed"]),
      items: z.array(z.string()),
    })
    .exactOptional(),
  returned: z
    .object({ goneAt: z.string(), seenAt: z.string(), items: z.array(z.string()) })
    .exactOptional(),
});

/** `whyreboot/report@1` as the store keeps it. */
export const report = z.object({
  schema: z.literal("whyreboot/report@1"),
  case: z.string(),
  workstation: z.string(),
  askedAt: z.string(),
  headline: z.enum([
    "restart-files",
    "signals",
    "nothing-found",
    "cannot-tell",
    "unreachable",
    "unknown-workstation",
  ]),
  why: z
    .enum([
      "no-answer",
      "jump-host",
      "not-listed",
      "no-worker",
      "refused",
      "name-not-found",
      "login-refused",
      "host-key-unknown",
      "host-key-changed",
      "not-ssh",
      "lost",
      "not-in-inventory",
    ])
    .exactOptional(),
  detail: z.string().exactOptional(),
  hostKey: z.string().exactOptional(),
  boot: boot.exactOptional(),
  restartFiles: restartFiles.exactOptional(),
  signals: z.array(signal),
  offers: z.array(
    z.object({
      id: z.string(),
      act: z.literal("clear-restart-files"),
      confirm: z.enum(["once", "twice"]),
    }),
  ),
  notLookedAt: z.array(z.object({ id: z.string(), why: z.string() })),
  milliseconds: z.object({ connect: z.number(), look: z.number(), total: z.number() }),
});

true satisfies SameType<z.infer<typeof report>, Report>;
