import { slots } from "../slots.ts";

/** How many workstations all sweeps look at together. */
export interface SweepPlaces {
  readonly most: number;
  /** Resolves with what gives the place back. */
  take(): Promise<() => void>;
}

/**
 * Three of four connections: one to a workstation that does not answer holds its place for half a
 * minute, and somebody with a caller on the phone must not wait behind them.
 */
export function sweepPlaces(connections: number): SweepPlaces {
  const most = Math.max(1, Math.floor((connections * 3) / 4));
  const places = slots(most);
  return { most, take: async () => await places.take("sweep") };
}
