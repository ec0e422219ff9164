/** Work that goes on behind the answers, so that a bot which is stopped can wait for it. */
export interface UnderWay {
  readonly signal: AbortSignal;
  /** The work must heed the signal and never reject. */
  add(work: Promise<void>): void;
  /** Tells all of it to stop, and resolves when it has. */
  stop(): Promise<void>;
}

export function underWay(): UnderWay {
  const stopping = new AbortController();
  const works = new Set<Promise<void>>();
  return {
    signal: stopping.signal,
    add(work) {
      const mine = work.finally(() => works.delete(mine));
      works.add(mine);
    },
    async stop() {
      stopping.abort();
      await Promise.all(works);
    },
  };
}
