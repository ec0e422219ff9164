import * as fc from "fast-check";
import { expect, it } from "vitest";
import { shareConnections } from "#bot/connections.ts";
import type { Opened, Workstation, Workstations } from "#bot/ports.ts";
import { must } from "../support/office.ts";
import { world } from "../support/world.ts";

interface Watched extends Workstations {
  readonly opened: string[];
  most: number;
  now: number;
}

/** Workstations that tell how many connections there are. */
function watched(): Watched {
  const pc = world();
  const self: Watched = {
    opened: [],
    most: 0,
    now: 0,
    async open(name) {
      self.opened.push(name);
      self.now += 1;
      self.most = Math.max(self.most, self.now);
      const opened = await pc.workstations.open(name);
      return {
        ok: true,
        workstation: {
          ...workstationOf(opened),
          async [Symbol.asyncDispose]() {
            self.now -= 1;
            await Promise.resolve();
          },
        },
      };
    },
  };
  return self;
}

function workstationOf(opened: Opened): Workstation {
  if (!opened.ok) throw new Error(opened.why);
  return opened.workstation;
}

async function close(opened: Promise<Opened>): Promise<void> {
  await workstationOf(await opened)[Symbol.asyncDispose]();
}

/** Everything that can happen without anybody closing anything has happened. */
async function settled(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}

it("opens no more than the cap, and the waiting ones in order, acts first", async () => {
  const pcs = watched();
  const { forLooks, forActs } = shareConnections(pcs, 2);
  const first = [forLooks.open("A"), forLooks.open("B")];
  const waiting = [forLooks.open("C"), forLooks.open("D"), forActs.open("E")];
  await settled();
  expect(pcs.opened).toEqual(["A", "B"]);

  await close(must(first[0]));
  await settled();
  expect(pcs.opened).toEqual(["A", "B", "E"]);
  await close(must(first[1]));
  await close(must(waiting[2]));
  await settled();

  expect(pcs.opened).toEqual(["A", "B", "E", "C", "D"]);
  expect(pcs.most).toBe(2);
});

it("lets upkeep in only when nobody else waits, and no question waits for it before that", async () => {
  const pcs = watched();
  const { forLooks, forActs, forUpkeep } = shareConnections(pcs, 1);
  const first = forLooks.open("A");
  const upkeep = forUpkeep.open("A");
  const waiting = [forLooks.open("A"), forActs.open("B")];
  await settled();

  await close(first);
  await close(must(waiting[1]));
  await close(must(waiting[0]));
  await settled();
  expect(pcs.opened).toEqual(["A", "B", "A", "A"]);

  const late = forLooks.open("A");
  await settled();
  expect(pcs.opened).toHaveLength(4);
  await close(upkeep);
  await close(late);

  expect(pcs.most).toBe(1);
});

it("counts upkeep as an act, so that what was seen before is not shared any more", async () => {
  const connections = shareConnections(watched(), 1);

  await close(connections.forUpkeep.open("A"));

  expect(connections.actsBegun("A")).toBe(1);
});

it("gives a place back when nobody answers, and when opening is a bug", async () => {
  const answers: Readonly<Record<string, () => Opened>> = {
    A: () => ({ ok: false, why: "no-answer", detail: "" }),
    bug: () => {
      throw new Error("a bug");
    },
  };
  const pcs: Workstations = { open: async (name) => must(answers[name])() };
  const { forLooks, forActs } = shareConnections(pcs, 1);

  await forLooks.open("A");
  await forActs.open("A");
  await expect(forActs.open("bug")).rejects.toThrow("a bug");

  await expect(forLooks.open("bug")).rejects.toThrow("a bug");
  expect(await forLooks.open("A")).toMatchObject({ ok: false });
});

it("gives a place back once, however often a connection is closed", async () => {
  const pcs = watched();
  const { forLooks } = shareConnections(pcs, 1);
  const first = workstationOf(await forLooks.open("A"));

  await first[Symbol.asyncDispose]();
  await first[Symbol.asyncDispose]();
  void forLooks.open("B");
  void forLooks.open("C");
  await settled();

  expect(pcs.opened).toEqual(["A", "B"]);
});

it("lets one act at a time on a workstation, and no look meanwhile", async () => {
  const pcs = watched();
  const connections = shareConnections(pcs, 10);
  const { forLooks, forActs } = connections;
  const act = forActs.open("A");
  const next = forActs.open("A");
  const look = forLooks.open("A");
  void forLooks.open("B");
  await settled();
  expect(pcs.opened).toEqual(["A", "B"]);

  await close(act);
  await settled();
  expect(pcs.opened).toEqual(["A", "B", "A"]);
  await close(next);
  await close(look);

  expect(pcs.opened).toEqual(["A", "B", "A", "A"]);
  expect([connections.actsBegun("A"), connections.actsBegun("B")]).toEqual([2, 0]);
});

it("opens everything in the end, never past the cap, whatever is asked for", async () => {
  const request = fc.record({
    name: fc.constantFrom("A", "B", "C"),
    as: fc.constantFrom("forLooks" as const, "forActs" as const),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(request, { maxLength: 20 }),
      fc.integer({ min: 1, max: 4 }),
      async (requests, cap) => {
        const pcs = watched();
        const connections = shareConnections(pcs, cap);

        await Promise.all(
          requests.map(async ({ name, as }) => {
            await using _ = workstationOf(await connections[as].open(name));
            await settled();
          }),
        );

        expect(pcs.opened).toHaveLength(requests.length);
        expect(pcs.most).toBeLessThanOrEqual(cap);
        expect(pcs.now).toBe(0);
      },
    ),
    { numRuns: 50 },
  );
});
