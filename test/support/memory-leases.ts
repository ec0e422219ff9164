import type { ProcessMark } from "#bot/act/process-mark.ts";
import type { Leases } from "#bot/leases.ts";

export interface MemoryLeases extends Leases {
  /** As the store may be away: every call rejects from then on, or no more. */
  away: boolean;
}

/** Leases that end with the test; the same contract runs on them and on the real ones. */
export function memoryLeases(): MemoryLeases {
  const held = new Map<string, { readonly by: ProcessMark; readonly until: number }>();
  const leases: MemoryLeases = {
    away: false,
    take: async (name, by, { milliseconds, after }) => {
      if (leases.away) throw new Error("the store is away");
      const now = performance.now();
      const holder = held.get(name);
      const free =
        holder === undefined || holder.until <= now || [by.run, after?.run].includes(holder.by.run);
      if (!free) return structuredClone(holder.by);
      held.set(name, { by: structuredClone(by), until: now + milliseconds });
      return by;
    },
    giveBack: async (name, by) => {
      if (leases.away) throw new Error("the store is away");
      if (held.get(name)?.by.run === by.run) held.delete(name);
    },
  };
  return leases;
}
