/** Running handlers, so that a stop can wait for them: Bolt's own stop waits for none. */
export interface InFlight {
  /** Counts the work until it settles; the work must not reject. */
  track(work: Promise<void>): Promise<void>;
  /** Resolves with how many are still running once none is, or after `milliseconds`. */
  drained(milliseconds: number): Promise<number>;
}

export function createInFlight(): InFlight {
  const running = new Set<Promise<void>>();
  return {
    async track(work) {
      running.add(work);
      await work;
      running.delete(work);
    },
    async drained(milliseconds) {
      const end = Date.now() + milliseconds;
      while (running.size > 0 && Date.now() < end) {
        await within(Promise.all(running), end - Date.now());
      }
      return running.size;
    },
  };
}

/** Whether the promise resolved in time; rejects if it rejects before that. */
export async function within(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), milliseconds);
  try {
    return await Promise.race([work.then(() => true as const), late]);
  } finally {
    clearTimeout(timer);
  }
}
