import { expect, it } from "vitest";
import { keepResuming } from "#bot/act/keep-resuming.ts";
import type { Resumed } from "#bot/act/resume.ts";
import { createNudge } from "#bot/nudge.ts";
import type { Opened } from "#bot/ports.ts";
import { freezeAfter, laterDeps } from "../../support/cut-off.ts";
import type { Office } from "../../support/office.ts";
import { office, plantLeftover } from "../../support/office.ts";

it("tries again what waits, and tells each change once", async () => {
  const desk = await cutOffDesk();
  const stop = new AbortController();
  let tries = 0;
  const answers = ["no-answer", "no-answer", undefined] as const;
  const open = async (name: string): Promise<Opened> => {
    desk.pc.unreachable(answers[tries]);
    tries += 1;
    return await desk.pc.workstations.open(name);
  };
  const told = tellUntil("removed", stop);

  await keepResuming(
    { ...steppingDeps(desk), workstations: { open } },
    { signal: stop.signal, pauses: [0, 0, 0, 0], onResumed: told.tell },
  );

  expect(told.all).toEqual(["unreachable", "removed"]);
  expect(tries).toBe(3);
  expect(await desk.cases.unfinished()).toEqual([]);
});

it("ends as unknown what the workstation does not show until the pauses are used up", async () => {
  const desk = await cutOffDesk();
  await desk.pc.deny?.("C:\\Windows");
  const stop = new AbortController();
  const told = tellUntil("unknown", stop);

  await keepResuming(steppingDeps(desk), {
    signal: stop.signal,
    pauses: [0, 0],
    onResumed: told.tell,
  });

  expect(told.all).toEqual(["unseen", "unknown"]);
});

it("finds an act that was cut off while the bot ran", async () => {
  const desk = office();
  const stop = new AbortController();
  const told = tellUntil("removed", stop);
  const read = desk.cases.unfinished.bind(desk.cases);
  desk.cases.unfinished = async () => {
    desk.cases.unfinished = read;
    const nothingYet = await read();
    await cutOff(desk);
    return nothingYet;
  };

  await keepResuming(steppingDeps(desk), { signal: stop.signal, idle: 0, onResumed: told.tell });

  expect(told.all).toEqual(["removed"]);
});

it("ends its waiting at once when it is told to stop", async () => {
  const desk = await cutOffDesk();
  desk.pc.unreachable("no-answer");
  const stop = new AbortController();

  await keepResuming(steppingDeps(desk), {
    signal: stop.signal,
    pauses: [60 * 60 * 1000],
    onResumed: () => stop.abort(),
  });

  expect(await desk.cases.unfinished()).toHaveLength(1);
});

it("looks again at once when it is nudged, also during a look, and uses up no pause by that", async () => {
  const desk = await cutOffDesk();
  await desk.pc.deny?.("C:\\Windows");
  const stop = new AbortController();
  const nudge = createNudge();
  const stopAt: Readonly<Record<number, AbortController>> = { 5: stop };
  let looks = 0;
  const open = async (name: string): Promise<Opened> => {
    looks += 1;
    nudge.now();
    stopAt[looks]?.abort();
    return await desk.pc.workstations.open(name);
  };
  const told = tellUntil("removed", stop);

  await keepResuming(
    { ...steppingDeps(desk), workstations: { open } },
    { signal: stop.signal, pauses: [60 * 60 * 1000], onResumed: told.tell, nudge },
  );

  expect(looks).toBe(5);
  expect(told.all).toEqual(["unseen"]);
});

it("goes on when the store fails", async () => {
  const desk = await cutOffDesk();
  const stop = new AbortController();
  const told = tellUntil("removed", stop);
  const read = desk.cases.unfinished.bind(desk.cases);
  desk.cases.unfinished = async () => {
    desk.cases.unfinished = read;
    throw new Error("disk");
  };

  await keepResuming(steppingDeps(desk), { signal: stop.signal, idle: 0, onResumed: told.tell });

  expect(told.all).toEqual(["removed"]);
});

/** A start whose clock is a lease further with every look at it. */
function steppingDeps(desk: Office): ReturnType<typeof laterDeps> {
  const deps = laterDeps(desk);
  const lease = deps.now().getTime() - Date.now();
  let looks = 0;
  return {
    ...deps,
    now: () => {
      looks += 1;
      return new Date(Date.now() + looks * lease);
    },
  };
}

async function cutOffDesk(): Promise<Office> {
  const desk = office();
  await cutOff(desk);
  return desk;
}

async function cutOff(desk: Office): Promise<void> {
  await plantLeftover(desk.pc);
  const { reply } = await desk.bot.ask({ text: "PC-42", person: desk.member });
  await freezeAfter(
    desk,
    reply,
    ({ step, facts }) => step === "move" && String(facts["from"]).endsWith("bat"),
  );
}

/** Keeps what it is told, and stops at this. */
function tellUntil(
  end: string,
  stop: AbortController,
): { readonly all: readonly string[]; readonly tell: (resumed: Resumed) => void } {
  const all: string[] = [];
  return {
    all,
    tell: ({ came }) => {
      const how = came.kind === "ended" ? came.outcome : "why" in came ? came.why : came.kind;
      all.push(how);
      if (how === end) stop.abort();
    },
  };
}
