import { describe, expect, it } from "vitest";
import { keepPurging } from "#bot/act/keep-purging.ts";
import { laterDeps } from "../../support/cut-off.ts";
import { kept, look } from "../../support/kept-removal.ts";
import { office } from "../../support/office.ts";

/** A signal that comes at the last of so many passes. */
function passes(count: number): { readonly signal: AbortSignal; readonly pass: () => void } {
  const stop = new AbortController();
  let made = 0;
  return {
    signal: stop.signal,
    pass: () => {
      made += 1;
      if (made === count) stop.abort();
    },
  };
}

describe("the keeper of what is kept", () => {
  it("removes only what is older than its days, and tries a machine once a day", async () => {
    const scene = await kept();
    const { signal, pass } = passes(3);
    const deps = laterDeps(scene.desk);
    const asked: string[] = [];
    const cases = {
      ...deps.cases,
      keptBefore: async (time: string) => {
        asked.push(time);
        pass();
        return await deps.cases.keptBefore("9999-01-01T00:00:00.000Z");
      },
    };
    scene.desk.pc.unreachable("no-answer");
    let tries = 0;
    const workstations = {
      open: async (name: string) => {
        tries += 1;
        return await deps.workstations.open(name);
      },
    };
    const now = (): Date => new Date("2026-03-31T10:00:00Z");

    await keepPurging({ ...deps, cases, workstations, now }, { signal, days: 30, every: 0 });

    expect(asked).toEqual(Array.from({ length: 3 }, () => "2026-03-01T10:00:00.000Z"));
    expect(tries).toBe(1);
  });

  it("is held up by no machine that never answers, nor by one that is not listed any more", async () => {
    const scene = await kept();
    const { signal, pass } = passes(3);
    const deps = laterDeps(scene.desk);
    const far = Array.from({ length: 25 }, (_, at) => ({
      ...scene.offer,
      id: `far-${at}`,
      workstation: "PC-GONE",
    }));
    const cases = {
      ...deps.cases,
      keptBefore: async () => {
        pass();
        return await Promise.resolve([...far, scene.offer]);
      },
    };
    const warned: object[] = [];
    const log = { ...deps.log, warn: (facts: object) => void warned.push(facts) };

    await keepPurging({ ...deps, cases, log }, { signal, days: 1, every: 0 });

    expect(await look(scene.desk, scene.folder)).toBe("absent");
    expect(warned).toHaveLength(25);
    expect(warned[0]).toMatchObject({ workstation: "PC-GONE", why: "not-listed" });
  });

  it("goes on with the next one when one fails", async () => {
    const scene = await kept();
    const stop = new AbortController();
    const deps = laterDeps(scene.desk);
    const cases = {
      ...deps.cases,
      keptBefore: async () =>
        await Promise.resolve([{ ...scene.offer, caseId: "none" }, scene.offer]),
    };
    const errors: string[] = [];
    const log = {
      ...deps.log,
      info: () => {
        stop.abort();
      },
      error: (_: object, message: string) => void errors.push(message),
    };

    await keepPurging({ ...deps, cases, log }, { signal: stop.signal, days: 1, every: 0 });

    expect(errors).toEqual(["what was kept long enough could not be removed"]);
    expect(await look(scene.desk, scene.folder)).toBe("absent");
  });

  it("goes on when the store fails", async () => {
    const desk = office();
    const { signal, pass } = passes(2);
    const errors: string[] = [];
    const deps = laterDeps(desk);
    const cases = {
      ...deps.cases,
      keptBefore: async () => {
        pass();
        return await Promise.reject(new Error("the disk is full"));
      },
    };
    const log = { ...deps.log, error: (_: object, message: string) => void errors.push(message) };

    await keepPurging({ ...deps, cases, log }, { signal, days: 1, every: 0 });

    expect(errors).toHaveLength(2);
  });
});
