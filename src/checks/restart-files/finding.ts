import type { WindowsPath } from "../machine.ts";
import type { Sighting, UnseenReason } from "../sighting.ts";
import type { NotUnderstood } from "./operand.ts";
import type { Origin } from "./origin.ts";
import type { Statement } from "./statement.ts";

/** The check's result on `_Mssetup.bat` and `_Msrstrt.exe`. */
export interface RestartFilesFinding {
  readonly verdict: RestartFilesVerdict;
  readonly windowsDirectory: Sighting<WindowsPath>;
  readonly batch: Sighting<RestartFile>;
  readonly runner: Sighting<RestartFile>;
  /** Every line of the batch that is not blank, in order; empty when it was not read. */
  readonly operations: readonly Operation[];
  /** `true` when nothing is there that somebody may still want: the button may come at once. */
  readonly litter: boolean;
  /** Whether something on this machine can still run the batch. */
  readonly machineRuns: MachineRuns;
  /** `_MSSETUP.EXE` beside a batch: a Setup Toolkit restart was cut off (KB Q90793). */
  readonly toolkitRunner: boolean;
  /** Why the verdict is `cannot-tell`; empty for every other verdict. */
  readonly obstacles: readonly Obstacle[];
  /** Only when at least one of the two files is there. */
  readonly origin?: Origin;
}

/**
 * - `none`: both files are absent.
 * - `one-file`: only one is there: PCM does not ask, but the next setup arms it.
 * - `leftover`: nothing in the batch is left to do.
 * - `stranded`: staged work was never done, and no restart of this Windows will do it.
 * - `pending`: work is staged and something on this machine will still run it.
 * - `cannot-tell`: something that decides was not seen or not understood.
 */
export type RestartFilesVerdict =
  | "none"
  | "one-file"
  | "leftover"
  | "stranded"
  | "pending"
  | "cannot-tell";

export interface RestartFile {
  /** Exactly one of the two names, as the tool spells it. */
  readonly name: string;
  readonly path: WindowsPath;
  readonly bytes: number;
  /** ISO 8601, UTC, whole seconds. */
  readonly modified: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export interface Operation {
  /** From 1, as an editor counts. */
  readonly line: number;
  readonly text: string;
  readonly statement: Statement;
  readonly state: OperationState;
  /** After a Ctrl-Z: COMMAND.COM never reaches it. */
  readonly afterEnd: boolean;
  /** For `unknown`: what stood in the way. */
  readonly why?: NotUnderstood | UnseenReason | "other-name-possible" | "too-many";
  /** A DEL that, run now, would delete its file and get nothing in its place. */
  readonly destructiveNow?: boolean;
}

/**
 * - `pending`: the new file is staged and not yet in place.
 * - `half-done`: the new file is staged and its target is missing: lost until it is renamed.
 * - `done`: nothing is left of it to do.
 * - `broken`: both source and target are gone; the product was damaged or removed.
 * - `unknown`: not understood, or could not be looked at. Never counts as done.
 */
export type OperationState = "pending" | "half-done" | "done" | "broken" | "unknown";

/** `no` needs one proof; `yes` needs all of 32-bit, NTVDM and PCM seen. */
export type MachineRuns =
  | { readonly answer: "no"; readonly because: "64-bit" | "no-ntvdm" | "no-pcm" }
  | { readonly answer: "yes" }
  | { readonly answer: "unknown" };

export type Obstacle =
  | { readonly what: "windows-directory" | "batch" | "runner"; readonly why: UnseenReason }
  | { readonly what: "line"; readonly line: number }
  | { readonly what: "machine" };
