/**
 * A number of places that are taken and given back; acts are let in before questions, and what
 * nobody waits for comes last.
 */
export interface Slots {
  /** Resolves with what gives the place back; giving it back twice does nothing more. */
  take(as: Waiter): Promise<() => void>;
}

type Waiter = "act" | "look" | "upkeep";

export function slots(most: number): Slots {
  let free = most;
  const waiting: Record<Waiter, (() => void)[]> = { act: [], look: [], upkeep: [] };
  const giveBack = (): void => {
    const next = waiting.act.shift() ?? waiting.look.shift() ?? waiting.upkeep.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    async take(as) {
      if (free > 0) free -= 1;
      else {
        const { promise, resolve } = Promise.withResolvers<void>();
        waiting[as].push(resolve);
        await promise;
      }
      return once(giveBack);
    },
  };
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}
