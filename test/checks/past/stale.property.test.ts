import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { PastLook, ThisLook } from "#checks/past/look.ts";
import { withPast } from "#checks/past/with-past.ts";
import { present, unseen } from "#checks/sighting.ts";
import type { PresentSignal, SignalFinding } from "#checks/signal.ts";
import { signalIds } from "#checks/signal-ids.ts";

const start = Date.UTC(2026, 10, 1);
const minute = 60_000;
const fiveMinutes = 5 * minute;

const time = fc.integer({ min: 0, max: 60 }).map(iso);
const early = fc.integer({ min: -30, max: 40 }).map(iso);
const counter = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined });
const evidence = fc
  .subarray(["A", "B", "HKLM\\D"])
  .map((items) => ["what makes the signal", ...items]);
const id = fc.constantFrom(...signalIds);
// Mostly the same machine, mostly the same two signals: else hardly any world proves anything.
const host = fc.oneof(
  { weight: 9, arbitrary: fc.constant("SHA256:one") },
  { weight: 1, arbitrary: fc.constant("SHA256:other") },
);
const named = fc.constantFrom("pending-file-rename-operations", "windows-update-reboot-required");

const pastLook: fc.Arbitrary<PastLook> = fc.record({
  at: early,
  hostKey: host,
  boot: fc
    .record({ bootId: counter, lastRestart: fc.option(early, { nil: undefined }) })
    .map(({ bootId, lastRestart }) => ({
      ...(bootId === undefined ? {} : { bootId }),
      ...(lastRestart === undefined ? {} : { lastRestart }),
    })),
  signals: fc.uniqueArray(
    fc.record({
      id: named,
      state: fc.constantFrom("present", "present", "absent", "unseen"),
      evidence,
    }),
    { selector: (signal) => signal.id, minLength: 1 },
  ),
});

const hereNow: fc.Arbitrary<ThisLook> = fc.record({
  at: fc.oneof({ weight: 1, arbitrary: time }, { weight: 3, arbitrary: fc.constant(iso(61)) }),
  hostKey: host,
  boot: fc.record({
    lastRestart: fc.oneof(
      time.map((at) => present({ at })),
      fc.constant(unseen("denied")),
    ),
    bootId: fc
      .oneof(counter, fc.constant(4))
      .map((seen) => (seen === undefined ? unseen("denied") : present(seen))),
    fastStartup: fc.boolean().map(present),
  }),
});

const asking: fc.Arbitrary<PresentSignal> = fc.record({
  id: fc.oneof({ weight: 3, arbitrary: named }, { weight: 1, arbitrary: id }),
  state: fc.constant("present"),
  verdict: fc.constantFrom("real", "harmless", "unseen"),
  evidence,
});

/** The same rule as the code's, said the other way round: what must exist for "stale". */
function hasProof(signal: PresentSignal, here: ThisLook, past: readonly PastLook[]): boolean {
  const names = signal.evidence.slice(1).filter((item) => !item.startsWith("HKLM"));
  const hadIt = (look: PastLook, item: string): boolean =>
    look.signals.some(
      (one) => one.id === signal.id && one.state === "present" && one.evidence.includes(item),
    );
  const isBefore = (look: PastLook): boolean => {
    const { lastRestart, bootId } = here.boot;
    const restart = lastRestart.state === "present" ? Date.parse(lastRestart.seen.at) : undefined;
    const counted = bootId?.state === "present" ? bootId.seen : 0;
    return (
      look.hostKey === here.hostKey &&
      Date.parse(look.at) < Date.parse(here.at) &&
      (restart === undefined
        ? (look.boot.bootId ?? Infinity) < counted
        : restart <= Date.parse(here.at) && Date.parse(look.at) + fiveMinutes < restart)
    );
  };
  return (
    names.length > 0 &&
    names.every((item) => past.some((look) => isBefore(look) && hadIt(look, item)))
  );
}

const worlds = [asking, hereNow, fc.array(pastLook, { minLength: 1, maxLength: 6 })] as const;

function isStale(finding: SignalFinding | undefined): boolean {
  return finding?.state === "present" && finding.verdict === "stale";
}

function verdictOf(finding: SignalFinding | undefined): string {
  return finding?.state === "present" ? finding.verdict : "gone";
}

/** All times and all items that a history names. */
function told(finding: SignalFinding | undefined): { times: unknown[]; items: string[] } {
  const history = finding?.state === "present" ? finding.history : undefined;
  return {
    times: [history?.since, history?.returned?.goneAt, history?.returned?.seenAt],
    items: [...(history?.survived?.items ?? []), ...(history?.returned?.items ?? [])],
  };
}

it("never calls a request stale without a look from before the last restart that had all of it", () => {
  let stale = 0;

  fc.assert(
    fc.property(...worlds, (signal, here, past) => {
      const [judged] = withPast([signal], here, past);

      stale += Number(isStale(judged));
      expect([false, hasProof(signal, here, past)]).toContain(isStale(judged));
    }),
    { numRuns: 5000 },
  );

  // The worlds above must be such that some of them prove it.
  expect(stale).toBeGreaterThan(20);
});

it("never changes a verdict to anything else, and never the evidence", () => {
  fc.assert(
    fc.property(...worlds, (signal, here, past) => {
      const [judged] = withPast([signal], here, past);

      expect(judged).toMatchObject({ id: signal.id, evidence: signal.evidence });
      expect([signal.verdict, "stale"]).toContain(verdictOf(judged));
    }),
    { numRuns: 1000 },
  );
});

it("tells only what some look saw", () => {
  fc.assert(
    fc.property(...worlds, (signal, here, past) => {
      const [judged] = withPast([signal], here, past);

      const { times, items } = told(judged);
      expect([...past.map(({ at }) => at), undefined]).toEqual(expect.arrayContaining(times));
      expect(signal.evidence).toEqual(expect.arrayContaining(items));
    }),
    { numRuns: 1000 },
  );
});

function iso(minutes: number): string {
  return new Date(start + minutes * minute).toISOString();
}
