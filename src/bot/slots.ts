/**
 * A number of places that are taken and given back; acts are let in before questions, questions
 * before sweeps, and what nobody waits for comes last.
 */
export interface Slots {
  /** Resolves with what gives the place back; giving it back twice does nothing more. */
  take(as: Waiter): Promise<() => void>;
}

type Waiter = "act" | "look" | "sweep" | "upkeep";

const order: readonly Waiter[] = ["act", "look", "sweep", "upkeep"];

export function slots(most: number): Slots {
  let free = most;
  const waiting: Record<Waiter, (() => void)[]> = {
    act: [],
    look: [],
    sweep: [],
    upkeep: [],
  };
  const giveBack = (): void => {
    const next = order
      .map((as) => waiting[as])
      .find((line) => line.length > 0)
      ?.shift();
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
