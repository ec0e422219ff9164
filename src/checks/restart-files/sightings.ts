import type { Entry, RegistryBranch, WindowsPath } from "../machine.ts";
import type { Sighting } from "../sighting.ts";
import type { PlannedLine } from "./batch.ts";
import type { RestartFile } from "./finding.ts";
import { samePath } from "./operand.ts";
import type { OriginTrace } from "./origin-traces.ts";

/** Everything the judge may see. Data only: a judgement can be repeated from it. */
export interface RestartFilesSightings {
  readonly windowsDirectory: Sighting<WindowsPath>;
  readonly batch: Sighting<RestartFile>;
  readonly runner: Sighting<RestartFile>;
  /** Empty unless the batch was read. */
  readonly lines: readonly PlannedLine[];
  readonly files: FilesSeen;
  readonly machine: MachineSeen;
  /** `_MSSETUP.EXE` in the Windows directory. */
  readonly toolkitRunner: Sighting<Entry>;
  /** Looked at only when one of the two files is there. */
  readonly origin?: OriginSeen;
}

/** What the batch's operands look like on the disk now. */
export interface FilesSeen {
  /** By `samePath(path)`. A path that is not in it was not looked at. */
  readonly entries: ReadonlyMap<string, Sighting<Entry>>;
  /** By `comparisonKey(a, b)`: whether both files hold the same bytes. */
  readonly same: ReadonlyMap<string, Sighting<boolean>>;
}

/** What decides whether anything can still run the batch. */
export interface MachineSeen {
  /** `AMD64`, `ARM64`, `x86` of a fresh process. */
  readonly architecture: Sighting<string>;
  /** Set only in a 32-bit process on a 64-bit Windows. */
  readonly architectureBehindWow64: Sighting<string>;
  readonly ntvdm: Sighting<Entry>;
  /** In the order of `packageCommandManagerTraces`. */
  readonly pcm: readonly Sighting<Entry>[];
}

/** What may tell who left the files behind. */
export interface OriginSeen {
  readonly traces: readonly SeenTrace[];
  /** The lists of installed programs: the 64-bit one, and the 32-bit one where there are two. */
  readonly programs: readonly Sighting<readonly RegistryBranch[]>[];
}

export interface SeenTrace {
  readonly trace: OriginTrace;
  readonly seen: Sighting<Entry>;
}

export function comparisonKey(one: WindowsPath, other: WindowsPath): string {
  return `${samePath(one)}|${samePath(other)}`;
}
