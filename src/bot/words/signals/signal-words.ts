import type { SignalVerdict } from "#checks/signal.ts";
import type { SignalId } from "#checks/signal-ids.ts";
import { fileWords } from "./file-words.ts";
import { machineWords } from "./machine-words.ts";
import { updateWords } from "./update-words.ts";

/** What is said of a signal whatever the machine put into it. */
export interface SignalWords {
  /** In the middle of a sentence, and the title of its evidence. No jargon where there is a plain word. */
  readonly name: string;
  /** Who asks, at the beginning of a sentence that a caller may hear. */
  readonly who: string;
  /** Follows “needs a restart”. */
  readonly settles: string;
  /** What its being there means: one sentence. */
  readonly means: string;
  /** What to do now, by verdict. */
  readonly now: Readonly<Record<SignalVerdict, string>>;
  /** Around the workstation's name, where it is not true that this asks anybody to restart. */
  readonly quietly?: readonly [before: string, after: string];
  /** Follows “a restart that cannot help:”, where the check itself knows why. */
  readonly stale?: string;
  /** What may refuse to run while it is there. */
  readonly blocks: readonly Blocked[];
}

/**
 * Which setups look at which signal: SQL Server's and MSI-based ones at pending renames; Exchange's
 * at these and at UpdateExeVolatile; Configuration Manager's prerequisite check at four keys. Each
 * page of docs/signals names the sources.
 */
export type Blocked =
  | "other-msi-setups"
  | "msi-setups"
  | "sql-server"
  | "exchange"
  | "configuration-manager-check";

export const blockedWords: Readonly<Record<Blocked, string>> = {
  "other-msi-setups": "every other MSI installation (exit 1618)",
  "msi-setups": "MSI-based setups",
  "sql-server": "SQL Server's setup",
  exchange: "Exchange's setup",
  "configuration-manager-check": "Configuration Manager's prerequisite check",
};

/** Total over the ids: a new signal does not compile without its words. */
export const signalWords: Readonly<Record<SignalId, SignalWords>> = {
  ...updateWords,
  ...fileWords,
  ...machineWords,
};
