/** Between tries of what failed and may pass by itself; milliseconds. */
export interface Pauses {
  readonly first: number;
  readonly most: number;
}

/**
 * Each is twice the one before, up to the last; half of it is random, so that many that failed
 * together do not come back together.
 */
export function pauseAfter({ first, most }: Pauses, tries: number): number {
  return Math.min(first * 2 ** tries, most) * (0.5 + Math.random() / 2);
}
