import type { Sighting } from "./sighting.ts";

/**
 * What a check may ask of a workstation: look, read, and the answers to fixed queries. There is no
 * way to run a command through it and no way to change anything.
 *
 * No method ever rejects for anything the workstation does: silence, a lost connection and a
 * refusal are all `unseen`. Asking for something that no check declared (`Asks`) is a bug and throws.
 */
export interface Machine {
  /** The file or directory at `path`, without following links. */
  look(path: WindowsPath): Promise<Sighting<Entry>>;
  /** The whole content of a plain file, or `unseen: too-large` past `limit` bytes. */
  read(path: WindowsPath, limit: number): Promise<Sighting<FileContent>>;
  /** The value of an environment variable of a fresh process. */
  environment(name: EnvironmentName): Promise<Sighting<string>>;
  /**
   * The values and first-level subkeys of a registry key. `absent` is proved by a parent that was
   * listed and does not have it: `reg.exe` answers 1 for missing and denied alike. Each key is asked
   * for once a connection, however many checks want it; each costs the start of a process there, so
   * list a parent that answers for many, and go down only where it lists something.
   */
  registry(key: RegistryKey): Promise<Sighting<RegistryListing>>;
  /**
   * A key with everything below it. What is denied below it is left out without a word, so a key that
   * is not in the tree is not proved absent.
   */
  registryTree(key: RegistryKey): Promise<Sighting<readonly RegistryBranch[]>>;
  /** The newest events that the query finds, newest first. An empty list is an answer. */
  events(query: EventQuery): Promise<Sighting<readonly WindowsEvent[]>>;
}

/** Everything that checks may ask of a process on the workstation; nothing else is ever asked. */
export interface Asks {
  readonly environment: readonly EnvironmentName[];
  /** With every key above them, which proves that they are absent; so also for the trees. */
  readonly registry: readonly RegistryKey[];
  readonly trees: readonly RegistryKey[];
  readonly events: readonly EventQuery[];
}

/** A local path with a drive letter and backslashes: `C:\Windows\_Mssetup.bat`. */
export type WindowsPath = string;

/** `HKLM\…`, without a trailing backslash. Always read in the 64-bit view (`/reg:64`). */
export type RegistryKey = `HKLM\\${string}`;

export type EnvironmentName = "SystemRoot" | "PROCESSOR_ARCHITECTURE" | "PROCESSOR_ARCHITEW6432";

export interface Entry {
  readonly kind: "file" | "directory" | "other";
  readonly bytes: number;
  /** ISO 8601, UTC, whole seconds (all that SFTP version 3 carries). */
  readonly modified: string;
  readonly readOnly: boolean;
}

export interface FileContent {
  readonly entry: Entry;
  readonly content: Uint8Array;
}

export interface RegistryListing {
  readonly values: readonly RegistryValue[];
  /** Names of the direct subkeys, as the machine spells them. */
  readonly subkeys: readonly string[];
}

/** A key of a tree, by its names below the key that was asked for; the key itself has none. */
export interface RegistryBranch {
  readonly below: readonly string[];
  readonly values: readonly RegistryValue[];
}

export interface RegistryValue {
  readonly name: string;
  /** `REG_SZ`, `REG_MULTI_SZ`, … */
  readonly type: string;
  /** As `reg.exe` prints it. */
  readonly data: string;
}

/** A fixed question to one event log. */
export interface EventQuery {
  readonly log: "System" | "Setup" | "Application";
  /** One or more sources with the numbers of their events; any of them matches. */
  readonly sources: readonly { readonly provider: string; readonly ids: readonly number[] }[];
  /** How many events are wanted at most. */
  readonly newest: number;
}

export interface WindowsEvent {
  readonly provider: string;
  readonly id: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** EventData and UserData in their order; classic events leave the names empty. Hostile text. */
  readonly data: readonly { readonly name: string; readonly text: string }[];
}
