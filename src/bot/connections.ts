import type { Opened, Workstation, Workstations } from "./ports.ts";
import { slots } from "./slots.ts";

/** The bot's connections: at most so many at once, and no look in the middle of an act. */
export interface Connections {
  /** Waits for an act on the workstation to end: half of its work is no finding. */
  readonly forLooks: Workstations;
  /** The same, after everybody who waits for the answer about one workstation. */
  readonly forSweeps: Workstations;
  /** One act at a time on a workstation, and before every question that waits for a connection. */
  readonly forActs: Workstations;
  /** An act that nobody has asked for: after everybody who waits for a connection. */
  readonly forUpkeep: Workstations;
  /** Changes when an act begins: what was seen before may not be so any more. */
  actsBegun(workstation: string): number;
}

export function shareConnections(workstations: Workstations, most: number): Connections {
  const places = slots(most);
  const begun = new Map<string, number>();
  /** The end of the newest act on each workstation that has one. */
  const acting = new Map<string, Promise<void>>();

  const beginAct = (name: string): { before: Promise<void> | undefined; end: () => void } => {
    begun.set(name, (begun.get(name) ?? 0) + 1);
    const before = acting.get(name);
    const { promise, resolve } = Promise.withResolvers<void>();
    acting.set(name, promise);
    const end = (): void => {
      if (acting.get(name) === promise) acting.delete(name);
      resolve();
    };
    return { before, end };
  };

  /** A place that is taken while no act is there. Nobody holds one while waiting for an act. */
  const placeFor = async (as: "look" | "sweep" | "upkeep", name: string): Promise<() => void> => {
    for (;;) {
      await acting.get(name);
      const giveBack = await places.take(as);
      if (!acting.has(name)) return giveBack;
      giveBack();
    }
  };

  return {
    forLooks: {
      open: async (name) => await openWith(workstations, name, await placeFor("look", name)),
    },
    forSweeps: {
      open: async (name) => await openWith(workstations, name, await placeFor("sweep", name)),
    },
    forActs: {
      async open(name) {
        const { before, end } = beginAct(name);
        await before;
        const giveBack = await places.take("act");
        return await openWith(workstations, name, () => {
          giveBack();
          end();
        });
      },
    },
    forUpkeep: {
      async open(name) {
        // Begun only with its place: until then no question about the workstation waits for it.
        const giveBack = await placeFor("upkeep", name);
        const { end } = beginAct(name);
        return await openWith(workstations, name, () => {
          giveBack();
          end();
        });
      },
    },
    actsBegun: (name) => begun.get(name) ?? 0,
  };
}

/** `done` is called when the connection is closed, or at once when there is none. */
async function openWith(
  workstations: Workstations,
  name: string,
  done: () => void,
): Promise<Opened> {
  try {
    const opened = await workstations.open(name);
    if (opened.ok) return { ok: true, workstation: closing(opened.workstation, done) };
    done();
    return opened;
  } catch (error) {
    done();
    throw error;
  }
}

function closing(workstation: Workstation, done: () => void): Workstation {
  const { machine, hands, hostKey, trust } = workstation;
  return {
    machine,
    hands,
    hostKey,
    trust,
    async [Symbol.asyncDispose]() {
      try {
        await workstation[Symbol.asyncDispose]();
      } finally {
        done();
      }
    },
  };
}
