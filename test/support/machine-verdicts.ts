import type { Diagnosis } from "#checks/diagnose.ts";
import { signalIds } from "#checks/signal-ids.ts";
import type { Expectation } from "./machine-expectation.ts";

/** A diagnosis in the words of a machine file, for one comparison that shows every difference. */
export interface Verdicts {
  readonly headline: string;
  readonly restartFiles: string | undefined;
  /** Of every id: `absent`, `unseen`, or the verdict. */
  readonly signals: Readonly<Record<string, string>>;
}

/** What a report says as well: `verdict` is there exactly when the state is `present`. */
interface Told {
  readonly headline: string;
  readonly restartFiles?: { readonly verdict: string } | undefined;
  readonly signals: readonly {
    readonly id: string;
    readonly state: string;
    readonly verdict?: string;
  }[];
}

/** `expected` stands in for what `otherSignals: not-present` leaves open. */
export function verdictsOf(told: Told, expected: Expectation): Verdicts {
  const signals = told.signals.map((signal) => [signal.id, wordFor(signal, expected)] as const);
  return {
    headline: told.headline,
    restartFiles: told.restartFiles?.verdict,
    signals: Object.fromEntries(signals),
  };
}

export function expectedVerdicts(expected: Expectation): Verdicts {
  const signals = signalIds.map((id) => {
    const named = expected.signals[id];
    const word = typeof named === "object" ? named.verdict : named;
    return [id, word ?? expected.otherSignals] as const;
  });
  return {
    headline: expected.headline,
    restartFiles: expected.restartFiles,
    signals: Object.fromEntries(signals),
  };
}

function wordFor(signal: Told["signals"][number], expected: Expectation): string {
  const named = Object.hasOwn(expected.signals, signal.id);
  if (signal.state === "present") {
    return signal.verdict === "unseen" ? "cannot-weigh" : String(signal.verdict);
  }
  const open = !named && expected.otherSignals === "not-present";
  return open ? "not-present" : signal.state;
}

/** The parts of findings that a machine file asks for, as patterns for `toMatchObject`. */
export function expectedParts(expected: Expectation): {
  readonly id: string;
  readonly evidence: readonly string[];
  readonly detail: object;
}[] {
  return Object.entries(expected.signals).flatMap(([id, signal]) =>
    typeof signal === "object"
      ? [{ id, evidence: signal.evidence, detail: signal.detail ?? {} }]
      : [],
  );
}

/** As much of the findings as is asked for. */
export function partsOf(
  { signals }: Pick<Diagnosis, "signals">,
  expected: Expectation,
): { readonly id: string; readonly evidence: readonly string[]; readonly detail: object }[] {
  return expectedParts(expected).map(({ id, evidence }) => {
    const finding = signals.find((signal) => signal.id === id);
    const present = finding?.state === "present" ? finding : undefined;
    return {
      id,
      evidence: evidence.filter((item) => present?.evidence.includes(item) === true),
      detail: present?.detail ?? {},
    };
  });
}

/** Without what the adapter says of a failure: that is for the log, and nothing rests on it. */
export function withoutWords(diagnosis: Diagnosis): unknown {
  return JSON.parse(
    JSON.stringify(diagnosis, (key, value: unknown) => (isWords(key, value) ? undefined : value)),
  );
}

function isWords(key: string, value: unknown): boolean {
  return key === "detail" && typeof value === "string";
}
