import { expect, it } from "vitest";
import { rank } from "#checks/diagnose.ts";
import type { SignalFinding } from "#checks/signal.ts";

const id = "windows-update-reboot-required";
const quiet: SignalFinding = { id, state: "absent" };
const blind: SignalFinding = { id, state: "unseen", why: "denied" };
const asks: SignalFinding = { id, state: "present", verdict: "real", evidence: [] };

it.each([
  ["leftover", quiet, "restart-files"],
  ["stranded", asks, "restart-files"],
  ["pending", blind, "restart-files"],
  ["none", asks, "signals"],
  ["one-file", asks, "signals"],
  ["cannot-tell", asks, "signals"],
  ["one-file", quiet, "restart-files"],
  ["none", quiet, "nothing-found"],
  ["none", blind, "cannot-tell"],
  ["cannot-tell", quiet, "cannot-tell"],
] as const)("the pair %s with %o makes the headline %s", (verdict, signal, headline) => {
  expect(rank({ verdict }, [signal])).toBe(headline);
});
