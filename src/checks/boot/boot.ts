import type { Sighting } from "../sighting.ts";

/** When Windows really started. Data only; the words are the bot's. All times by its own clock. */
export interface Boot {
  /**
   * The newest start that ran everything which waits for a restart. `unseen` also when the newest
   * events of the log hold none: then nothing is claimed about how long ago it was, except by
   * `noRestartSince`.
   */
  readonly lastRestart: Sighting<{ readonly at: string }>;
  /** Only when no restart is in the log: every start from then on is known not to be one. */
  readonly noRestartSince?: string;
  /** The newest start of all, when it was no restart. */
  readonly poweredOn?: PoweredOn;
  /** A counter of starts; undefined when it was not asked for. */
  readonly bootId?: Sighting<number>;
  /** Whether "shut down" may be a hybrid shutdown; undefined when it was not asked for. */
  readonly fastStartup?: Sighting<boolean>;
}

export interface PoweredOn {
  /**
   * ISO 8601, UTC. Whether Windows sets its clock before it writes this record of a resumed start
   * is not verified on a real Windows: the time may be that of the shutdown.
   */
  readonly at: string;
  /** Neither starts the kernel afresh, so nothing that waits for a restart is done. */
  readonly how: "fast-startup" | "hibernation";
}
