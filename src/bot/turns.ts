import type { ProcessMark } from "./act/process-mark.ts";

/** For platforms that one process of several speaks to at a time. */
export interface Turns {
  /** Another process speaks to this platform, so what is to be said there is left to that one. */
  elsewhere(platform: string): boolean;
  /**
   * Whether the process that began something there (`at`, ISO 8601) says nothing more about it, though
   * it may still run: it is this process's turn now, and the other one's last words are spoken.
   */
  orphaned(platform: string, by: ProcessMark, at: string): boolean;
}
