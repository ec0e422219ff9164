/**
 * What earlier looks at the same workstation tell about a request that is there now. Data only; a
 * request that no earlier look saw has no history. It also stands in the report as it is.
 */
export interface SignalHistory {
  /**
   * The earliest look that saw the signal, with none after it that saw it gone. ISO 8601, UTC; the
   * signal may be older than the look.
   */
  readonly since?: string;
  /** It was there before the last real restart. */
  readonly survived?: Survival;
  /** An earlier look saw it gone, and a look before that saw it: something asks again. */
  readonly returned?: Return;
}

export interface Survival {
  /** When the restart was, by the workstation's clock; unknown when only the boot counter grew. */
  readonly restart?: string;
  /**
   * - `all`: each item that the request names was there before the restart.
   * - `some`: the others came later.
   * - `unnamed`: nothing in it tells this request from one that was made anew after the restart.
   */
  readonly extent: "all" | "some" | "unnamed";
  /** Those that were there before the restart, as the machine spells them. Hostile text. */
  readonly items: readonly string[];
}

export interface Return {
  /** The newest look that saw it gone. ISO 8601, UTC. */
  readonly goneAt: string;
  /** The newest look before that which saw it. */
  readonly seenAt: string;
  /** The items that are there again; empty when the request names none. Hostile text. */
  readonly items: readonly string[];
}
