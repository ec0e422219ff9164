/**
 * What looking at one thing on a workstation gave. The three states never collapse into two:
 * `absent` is said only when the machine itself answered "no such thing"; every failure to look is
 * `unseen` and keeps its reason, so that it can never be taken for "clean".
 */
export type Sighting<T> = Present<T> | Absent | Unseen;

export interface Present<T> {
  readonly state: "present";
  readonly seen: T;
}

export interface Absent {
  readonly state: "absent";
}

export interface Unseen {
  readonly state: "unseen";
  readonly why: UnseenReason;
  /** Words of the machine or the library, for the log and the engineer; hostile text. */
  readonly detail?: string;
}

export type UnseenReason =
  /** The machine refused to show it (SFTP status 3, access denied). */
  | "denied"
  /** No answer within the call's deadline. */
  | "timed-out"
  /** The connection ended before the answer. */
  | "connection-lost"
  /** The machine answered with a failure that does not say what is there (SFTP status 4). */
  | "failed"
  /** The answer does not have the shape it must have. */
  | "odd-answer"
  /** The answer stopped before its end mark. */
  | "cut-off"
  /** Larger than is read. */
  | "too-large"
  /** A directory, a link or a device stands where a file should. */
  | "not-a-file"
  /** It was written to while it was read. */
  | "changing"
  /** A place that this tool never goes to: a network share, a drive that is not there now. */
  | "out-of-reach"
  /** Something that had to be seen first was itself unseen. */
  | "depends";

export function present<T>(seen: T): Present<T> {
  return { state: "present", seen };
}

export const absent: Absent = { state: "absent" };

export function unseen(why: UnseenReason, detail?: string): Unseen {
  return detail === undefined ? { state: "unseen", why } : { state: "unseen", why, detail };
}
