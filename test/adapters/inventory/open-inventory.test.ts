import { describe, expect, it, onTestFinished, vi } from "vitest";
import { type LiveInventory, openInventory } from "#adapters/inventory/open-inventory.ts";
import type { Listed, Reading, Source } from "#adapters/inventory/source.ts";
import { sourceOf } from "./reading.ts";

/** A directory whose next answer a test decides. */
const directory: Source["from"] = {
  kind: "ldap",
  url: "ldaps://dc1.example.net",
  base: "DC=example,DC=net",
  filter: "(objectClass=computer)",
  groupsFrom: "none",
  deadline: 1000,
};

const down: Reading = { ok: false, faults: [{ says: "cannot be reached", mend: "Look" }] };

function reading(...workstations: readonly Partial<Listed>[]): Reading {
  return { ok: true, workstations: workstations.map(listedOf), notes: [] };
}

function listedOf(one: Partial<Listed>): Listed {
  return { name: "PC-1", address: "a", port: 22, user: "helpdesk", groups: [], ...one };
}

interface Stage {
  readonly live: LiveInventory;
  /** What each source says from now on. */
  readonly says: Record<string, Reading | Error>;
  readonly logged: readonly string[];
  /** Begins to read again, and resolves when so many more readings of each source are through. */
  reads(more: number): Promise<void>;
}

async function stage(
  first: Readonly<Record<string, Reading | Error>>,
  hosts: readonly Partial<Listed>[] = [],
): Promise<Stage> {
  const says = { ...first };
  const logged: string[] = [];
  const read = new Map<string, number>();
  const note = (level: string) => (facts: object, message: string) => {
    const list = "list" in facts ? String(facts.list) : "";
    logged.push(`${level} ${list}: ${message}`);
  };
  const live = await openInventory({
    hosts: hosts.map(listedOf),
    sources: Object.keys(first).map((name) => sourceOf(directory, { name })),
    groupNames: ["lab"],
    reader: {
      read: async ({ name }) => {
        read.set(name, (read.get(name) ?? 0) + 1);
        const said = says[name] ?? down;
        if (said instanceof Error) throw said;
        return await Promise.resolve(said);
      },
    },
    log: { info: note("info"), warn: note("warn"), error: note("error") },
  });
  const stopping = new AbortController();
  onTestFinished(() => {
    stopping.abort();
  });
  let begun = false;
  return {
    live,
    says,
    logged,
    reads: async (more) => {
      // One more than those has begun then, so they are through.
      const until = Array.from(read, ([name, times]) => [name, times + more] as const);
      const how = { signal: stopping.signal, every: 1, pauses: { first: 1, most: 1 } };
      if (!begun) void live.keepFresh(how);
      begun = true;
      const through = (): boolean => until.every(([name, times]) => (read.get(name) ?? 0) > times);
      await vi.waitUntil(through, { timeout: 20_000, interval: 5 });
    },
  };
}

describe("the lists together", () => {
  it("name every workstation once, hosts first, then the sources in their order", async () => {
    const { live } = await stage(
      {
        one: reading({ name: "PC-2", address: "first" }, { name: "pc-1", groups: ["Lab"] }),
        two: reading({ name: "pc-2", address: "second", groups: ["floor 3"] }, { name: "PC-3" }),
      },
      [{ name: "PC-1", address: "own", port: 2222, groups: ["all"] }],
    );
    const { inventory, hosts } = live;

    expect(inventory.names()).toEqual(["PC-1", "PC-2", "PC-3"]);
    expect(hosts.get("PC-1")).toMatchObject({ address: "own", port: 2222 });
    expect(hosts.get("PC-2")).toMatchObject({ address: "first" });
    expect(inventory.groupsOf("PC-1")).toEqual(["all", "lab"]);
    expect(inventory.groupsOf("PC-2")).toEqual(["floor 3"]);
    expect(inventory.inGroup("LAB")).toEqual(["PC-1"]);
    expect(hosts.get("pc-1")).toBeUndefined();
  });

  it("are without one that is down from the start, and say which", async () => {
    const { live, logged } = await stage({ one: down, two: reading({ name: "PC-2" }) });

    expect(live.inventory.names()).toEqual(["PC-2"]);
    expect(live.inventory.unread()).toEqual(["one"]);
    expect(logged).toEqual([
      "warn one: a list of workstations cannot be read; what it names is not known",
    ]);
  });
});

describe("reading again", () => {
  it("changes what the same objects say", async () => {
    const at = await stage({ one: reading({ name: "PC-1" }, { name: "PC-2" }) });
    const { inventory, hosts } = at.live;

    at.says["one"] = reading({ name: "PC-2", address: "new" }, { name: "PC-3" });
    await at.reads(2);

    expect(inventory.names()).toEqual(["PC-2", "PC-3"]);
    expect(inventory.find("pc-1")).toBeUndefined();
    expect(inventory.spelling().closest("pc33", 1)).toBe("PC-3");
    expect(hosts.get("PC-2")).toMatchObject({ address: "new" });
    expect(hosts.get("PC-1")).toBeUndefined();
  });

  it("keeps the last good reading of a list that fails, and tells the failure once", async () => {
    const at = await stage({ one: reading({ name: "PC-1" }), two: reading({ name: "PC-2" }) });

    at.says["one"] = down;
    await at.reads(2);
    expect(at.live.inventory.names()).toEqual(["PC-1", "PC-2"]);
    expect(at.live.inventory.unread()).toEqual([]);

    at.says["one"] = reading({ name: "PC-9" });
    await at.reads(2);
    expect(at.live.inventory.names()).toEqual(["PC-9", "PC-2"]);
    expect(at.logged).toEqual([
      "warn one: a list of workstations cannot be read; its last reading still counts",
      "info one: a list of workstations can be read again",
    ]);
  });

  it("takes up a list that was down at the start as soon as it is there", async () => {
    const at = await stage({ one: down });

    at.says["one"] = reading({ name: "PC-1" });
    await at.reads(2);

    expect(at.live.inventory.names()).toEqual(["PC-1"]);
    expect(at.live.inventory.unread()).toEqual([]);
    expect(at.logged.at(-1)).toBe("info one: a list of workstations can be read again");
  });

  it("survives a reader that breaks", async () => {
    const at = await stage({ one: reading({ name: "PC-1" }) });

    at.says["one"] = new Error("out of memory");
    await at.reads(2);

    expect(at.live.inventory.names()).toEqual(["PC-1"]);
    expect(at.live.readings()[0]?.[1]).toMatchObject({ faults: [{ says: "out of memory" }] });
  });

  it("refuses a list with which there would be too many workstations", async () => {
    const many = Array.from({ length: 200_000 }, (_, at) => ({ name: `PC-${at}` }));
    const at = await stage({ one: reading({ name: "LAB-1" }) }, many.slice(1));

    at.says["one"] = reading({ name: "LAB-1" }, { name: "LAB-2" });
    await at.reads(2);

    expect(at.live.inventory.names()).toHaveLength(200_000);
    expect(at.live.inventory.find("LAB-2")).toBeUndefined();
    expect(at.logged).toEqual([
      "warn one: a list of workstations cannot be read; its last reading still counts",
    ]);
  });

  it("shows nobody a half of the old and a half of the new", async () => {
    const from = (group: string): Reading =>
      reading(
        ...Array.from({ length: 12_000 }, (_, at) => ({ name: `PC-${at}`, groups: [group] })),
      );
    const at = await stage({ one: from("old") });
    const { inventory } = at.live;
    const seen = new Set<string>();
    const look = setInterval(() => {
      seen.add(`${inventory.inGroup("old").length} old, ${inventory.inGroup("new").length} new`);
    }, 0);

    at.says["one"] = from("new");
    await at.reads(2);
    clearInterval(look);
    expect(seen).toContain("12000 old, 0 new");

    seen.delete("12000 old, 0 new");
    seen.delete("0 old, 12000 new");
    expect([...seen]).toEqual([]);
  });

  it("ends with the signal", async () => {
    const { live } = await stage({ one: down });
    const stopping = new AbortController();
    const kept = live.keepFresh({ signal: stopping.signal, every: 3_600_000 });

    stopping.abort();

    await expect(kept).resolves.toBeUndefined();
  });
});
