import type { Fleet } from "./fleet.ts";
import type { CommandLine } from "./measured.ts";

/** Somebody who looks at many workstations, in a process of its own. */
export interface Contender {
  readonly name: string;
  /** What is run in `folder`, an empty one. */
  prepare(job: Job): Promise<CommandLine>;
  /** How many whole answers it left there. */
  answers(job: Job): Promise<number>;
}

export interface Job {
  readonly fleet: Fleet;
  readonly addresses: readonly string[];
  readonly folder: string;
}

/** How many workstations each looks at together, unless its name says otherwise. */
export const together = 32;
