/** Something that a visitor asks of a practice workstation, before it is answered. */
export interface PracticeRequest {
  /** Counts the connections of this workstation, from 1. */
  readonly connection: number;
  /**
   * `connect` and `disconnect` of the connection; `exec` with its command line; `command` with a
   * line of the script on cmd's standard input; otherwise the SFTP request in lower case (`lstat`,
   * `open`, `read`, `posix-rename`, …) with the path as `C:\…`.
   */
  readonly kind: string;
  readonly path: string;
}

/**
 * What goes wrong with a request: it is never answered, the connection is reset, or SFTP answers
 * with this status (an `exec` ends with this exit code).
 */
export type PracticeFault = "silence" | "reset" | number;

/** Called before each request is looked at; undefined lets it through. */
export type OnRequest = (request: PracticeRequest) => PracticeFault | undefined;
