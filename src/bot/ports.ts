import type { Machine, WindowsPath } from "#checks/machine.ts";
import type { UnseenReason } from "#checks/sighting.ts";
import type { Spelling } from "./spelling/spelling.ts";

/** A person at a platform. Rights rest on ids alone; the name is only ever shown. */
export interface Person {
  /** `slack:user:U0ALICE`, `discord:user:222`, `web:user:local`, `shell:user:alice`. */
  readonly id: string;
  /** How the platform shows the person now. Hostile text. */
  readonly name: string;
  /** Where the person speaks: `slack:channel:C0HELP`, `discord:channel:601`, `web:page`, `shell`. */
  readonly place?: string;
  /** Nobody else sees what is said there: a direct message, the page, a shell. */
  readonly alone?: boolean;
  /**
   * Whether the person, here and now, is or belongs to any of these ids of the configuration
   * (`slack:channel:…`, `slack:usergroup:…`, `discord:role:…`). `cannot-tell` when the platform
   * failed to answer for the only ids that could have said yes. Never rejects.
   */
  holds(ids: readonly string[]): Promise<"yes" | "no" | "cannot-tell">;
}

/**
 * The workstations that may be asked about; nothing outside it is ever connected to. Its lists may be
 * read anew while the bot runs: then everything in it is replaced at once, and what was called
 * before keeps what it said.
 */
export interface Inventory {
  /** Case-insensitive. The name as the inventory spells it, or undefined. */
  find(name: string): string | undefined;
  names(): readonly string[];
  /** The groups that a workstation of the inventory is in, by the name as the inventory spells it. */
  groupsOf(name: string): readonly string[];
  /** Every group that a workstation is in, once, in the order of the inventory. */
  groups(): readonly string[];
  /** Case-insensitive. The workstations in a group, in the order of the inventory. */
  inGroup(name: string): readonly string[];
  /** The names that fit a pattern with `*` and `?` (`globOf`), in the order of the inventory. */
  matching(pattern: string): readonly string[];
  /**
   * The lists of workstations that could not be read since the start, by name. While there is one, a
   * workstation may be there that `find` does not know, and be in groups that `groupsOf` does not.
   */
  unread(): readonly string[];
  /** For slips of the fingers. */
  spelling(): Spelling;
}

/** Opens one connection to a workstation of the inventory, for one look or one act. Never rejects. */
export interface Workstations {
  open(name: string): Promise<Opened>;
}

export type Opened =
  | { readonly ok: true; readonly workstation: Workstation }
  | {
      readonly ok: false;
      readonly why: UnreachableReason;
      /** Words of the library or the other side; hostile text. */
      readonly detail: string;
    };

export type UnreachableReason =
  | "no-answer"
  | "refused"
  | "name-not-found"
  | "login-refused"
  | "host-key-unknown"
  | "host-key-changed"
  | "not-ssh"
  /** It was not asked: the machine on the way to it did not let the bot through. */
  | "jump-host"
  /** It was not asked: it is in no list of workstations any more. */
  | "not-listed"
  /** It was not asked: only a worker of its site reaches it, and none answers. */
  | "no-worker"
  | "lost";

/** An open connection. Disposing it closes the connection or gives it back; nothing waits for that. */
export interface Workstation extends AsyncDisposable {
  readonly machine: Machine;
  readonly hands: Hands;
  /** `SHA256:…` of the host key that was verified. */
  readonly hostKey: string;
  /** `first-use`: nobody vouched for the key, it was taken because the configuration allows that. */
  readonly trust: "known" | "first-use";
}

/**
 * The few changes that an act makes, each one a single remote step that either happened or did not.
 * Only an act uses it. Never rejects; `ok: false` means "not known to have happened": look again.
 */
export interface Hands {
  /** Makes one directory; `exists` if anything has that name. Its rights are its parent's. */
  makeDirectory(path: WindowsPath): Promise<Step>;
  /** Moves a file into a directory that this act has just made (so nothing can be overwritten). */
  moveAside(from: WindowsPath, to: WindowsPath): Promise<Step>;
  /**
   * Moves to a name that may be taken; never overwrites, `exists` if it is. Also a folder or a link
   * that came between the look and the move, and was moved in the file's place.
   */
  putBack(from: WindowsPath, to: WindowsPath): Promise<Step>;
  /** Removes one file, also a read-only one; never a folder or a link. */
  removeFile(path: WindowsPath): Promise<Step>;
  /** Removes an empty directory. */
  removeDirectory(path: WindowsPath): Promise<Step>;
}

export type Step =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly why: UnseenReason | "exists" | "missing";
      readonly detail?: string;
    };

/** The pages that explain what is looked at, one for each signal and one for the restart files. */
export interface Pages {
  /** Rejects when they cannot be read: this installation is not whole. */
  all(): Promise<readonly PageText[]>;
}

export interface PageText {
  /** A signal's id, or `restart-files`. */
  readonly id: string;
  /** Markdown, in the form that `parsePage` reads. */
  readonly text: string;
}

/** What the bot writes for its keeper; a pino logger fits. Never a secret, never a file's content. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
