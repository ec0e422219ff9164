/** Has what waits for its next time look at once. */
export interface Nudge {
  now(): void;
  /** Aborts at the next nudge. */
  next(): AbortSignal;
}

export function createNudge(): Nudge {
  let coming = new AbortController();
  return {
    now() {
      coming.abort();
      coming = new AbortController();
    },
    next: () => coming.signal,
  };
}
