import type { Sighting } from "./sighting.ts";

/**
 * What a check may ask of a workstation: look, read, and the answers to fixed queries. There is no
 * way to run a command through it and no way to change anything.
 *
 * No method ever rejects for anything the workstation does: silence, a lost connection and a
 * refusal are all `unseen`.
 */
export interface Machine {
  /** The file or directory at `path`, without following links. */
  look(path: WindowsPath): Promise<Sighting<Entry>>;
  /** The whole content of a plain file, or `unseen: too-large` past `limit` bytes. */
  read(path: WindowsPath, limit: number): Promise<Sighting<FileContent>>;
  /** The value of an environment variable of a fresh process. */
  environment(name: EnvironmentName): Promise<Sighting<string>>;
  /**
   * The values and first-level subkeys of a registry key. The key must be one that the list of
   * checks declares (`Check.registry`), since all queries go in one fixed script. `absent` needs
   * the proof of a listed parent: `reg.exe` answers 1 for missing and denied alike.
   */
  registry(key: RegistryKey): Promise<Sighting<RegistryListing>>;
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

export interface RegistryValue {
  readonly name: string;
  /** `REG_SZ`, `REG_MULTI_SZ`, … */
  readonly type: string;
  /** As `reg.exe` prints it. */
  readonly data: string;
}
