import { isDeepStrictEqual } from "node:util";
import type { Sweep, SweepLine, SweepStore, Tally } from "#bot/sweep/sweep.ts";

interface Kept {
  sweep: Sweep;
  /** With the time from which on it is due; none once there is a result. */
  readonly lines: { line: SweepLine; due: string | undefined }[];
}

/** Sweeps that end with the test, as strict as the real store: the same contract runs on both. */
export function memorySweepStore(): SweepStore {
  const sweeps = new Map<string, Kept>();
  const kept = (id: string): Kept | undefined => sweeps.get(id);
  const change = (id: string, line: SweepLine, due: string | undefined): boolean => {
    const found = kept(id);
    const old = found?.lines.find((one) => one.line.workstation === line.workstation);
    if (found?.sweep.state.kind !== "running" || old?.due === undefined) return false;
    old.line = structuredClone(line);
    old.due = due;
    return true;
  };
  return {
    beginSweep: async (record, workstations, { owner, until }) => {
      if (sweeps.has(record.id)) throw new Error(`there is a sweep ${record.id} already`);
      if (new Set(workstations).size < workstations.length) throw new Error("one stands twice");
      sweeps.set(record.id, {
        sweep: structuredClone({ ...record, state: { kind: "running" }, owner, ownedUntil: until }),
        lines: workstations.map((workstation) => ({ line: { workstation, tries: 0 }, due: "" })),
      });
    },
    findSweep: async (id) => structuredClone(kept(id)?.sweep),
    runningSweeps: async () =>
      [...sweeps.values()]
        .filter(({ sweep }) => sweep.state.kind === "running")
        .map(({ sweep }) => structuredClone(sweep))
        .toSorted((one, other) =>
          `${one.askedAt} ${one.id}` < `${other.askedAt} ${other.id}` ? -1 : 1,
        ),
    ownSweep: async (id, from, { owner, until }) => {
      const found = kept(id);
      if (found?.sweep.state.kind !== "running") return false;
      if (!isDeepStrictEqual(found.sweep.owner, from)) return false;
      found.sweep = { ...found.sweep, owner, ownedUntil: until };
      return true;
    },
    tellSweepAt: async (id, place) => {
      const found = kept(id);
      if (found !== undefined) found.sweep = { ...found.sweep, place };
    },
    dueLines: async (id, now, limit) =>
      (kept(id)?.lines ?? [])
        .filter(({ due }) => due !== undefined && due <= now)
        .toSorted((one, other) => ((one.due ?? "") < (other.due ?? "") ? -1 : 1))
        .slice(0, limit)
        .map(({ line: { workstation, tries } }) => ({ workstation, tries })),
    nextDue: async (id) => (kept(id)?.lines ?? []).flatMap(({ due }) => due ?? []).toSorted()[0],
    retryLine: async (id, workstation, { tries, dueAt }) =>
      change(id, { workstation, tries }, dueAt),
    settleLine: async (id, line) => change(id, line, undefined),
    tallySweep: async (id) => tally((kept(id)?.lines ?? []).map(({ line }) => line)),
    linesOf: async (id) =>
      (kept(id)?.lines ?? [])
        .map(({ line }) => structuredClone(line))
        .toSorted((one, other) => (one.workstation < other.workstation ? -1 : 1)),
    endSweep: async (id, state) => {
      const found = kept(id);
      if (found?.sweep.state.kind !== "running") return false;
      found.sweep = { ...found.sweep, state };
      return true;
    },
  };
}

function tally(lines: readonly SweepLine[]): Tally[] {
  const tallies: Tally[] = [];
  for (const { result, tries } of lines) {
    const one = { ...(result ? { result } : {}), tried: result === undefined && tries > 0 };
    const same = tallies.findIndex(
      ({ count, ...other }) => count > 0 && isDeepStrictEqual(one, other),
    );
    const before = tallies[same];
    if (before === undefined) tallies.push({ ...one, count: 1 });
    else tallies[same] = { ...before, count: before.count + 1 };
  }
  return tallies;
}
