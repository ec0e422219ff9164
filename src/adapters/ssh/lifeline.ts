/** Whether something that answers is still there. It ends once and stays ended. */
export interface Lifeline {
  /** Words for how it ended; undefined while it lasts. */
  ended(): string | undefined;
  /** Calls the listener at the end, at once when that is past. Gives the way to stop listening. */
  onEnd(listener: (how: string) => void): () => void;
  /** Only the first end counts. */
  end(how: string): void;
}

export function lifeline(): Lifeline {
  const listeners = new Set<(how: string) => void>();
  let ended: string | undefined;
  return {
    ended: () => ended,
    onEnd(listener) {
      if (ended !== undefined) listener(ended);
      else listeners.add(listener);
      return () => listeners.delete(listener);
    },
    end(how) {
      if (ended !== undefined) return;
      ended = how;
      for (const listener of listeners) listener(how);
      listeners.clear();
    },
  };
}
