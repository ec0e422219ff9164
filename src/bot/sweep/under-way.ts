import { pauseFor } from "../pauses.ts";

/** Work that goes on behind the answers, so that a bot which is stopped can wait for it. */
export interface UnderWay {
  readonly signal: AbortSignal;
  /** The work must heed the signal and never reject. */
  add(work: Promise<void>): void;
  /** Tells all of it to stop, and resolves when it has, or after so many milliseconds. */
  stop(within?: number): Promise<void>;
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
    async stop(within) {
      stopping.abort();
      if (within === undefined) return void (await Promise.all(works));
      const late = new AbortController();
      await Promise.race([Promise.all(works), pauseFor(within, late.signal)]);
      late.abort();
    },
  };
}
