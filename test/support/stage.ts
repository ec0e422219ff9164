import type { Workstation } from "#bot/ports.ts";

/**
 * A workstation that a test furnishes: the in-memory fake, a practice workstation behind the real
 * SSH adapter, or the lab's sshd with Wine. The contract suite runs on each of them.
 */
export interface Stage {
  open(): Promise<Workstation>;
  /** Puts a file there, over anything that has the name; folders on the way are made. */
  plant(path: string, content: Uint8Array | string, extra?: Planted): Promise<void>;
  plantDirectory(path: string): Promise<void>;
  /** Takes a file or an empty folder away. */
  remove(path: string): Promise<void>;
  /** What is really there, seen from inside the machine; undefined when nothing has the name. */
  content(path: string): Promise<Uint8Array | undefined>;
  /** From now on the machine refuses to show or change this path and all below it. */
  deny?(path: string): Promise<void>;
}

export interface Planted {
  readonly modified?: Date;
  readonly readOnly?: boolean;
}
