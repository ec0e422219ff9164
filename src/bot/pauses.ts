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

/** Waits so many milliseconds, or until the signal. Never rejects. */
export async function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  const stop = (): void => resolve();
  signal.addEventListener("abort", stop);
  await promise;
  clearTimeout(timer);
  signal.removeEventListener("abort", stop);
}
