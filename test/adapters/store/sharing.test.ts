import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "#adapters/store/open-store.ts";
import type { StorePlace } from "#adapters/store/place.ts";
import { alice, bob, caseRecord, offerRecord } from "../../support/case-records.ts";
import {
  describeWithPostgres,
  type PostgresServer,
  startPostgres,
} from "../../support/postgres.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("SQLite in a file", () => {
  const folders: AsyncDisposable[] = [];
  afterAll(async () => {
    for (const folder of folders) await folder[Symbol.asyncDispose]();
  });

  sharing(async () => {
    const folder = await temporaryFolder();
    folders.push(folder);
    return { file: folder.path("whyreboot.db") };
  });
});

describeWithPostgres("PostgreSQL", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  sharing(async () => await server.database());
});

/** What several connections and processes may rely on, whatever keeps the store. */
function sharing(newPlace: () => Promise<StorePlace>): void {
  it("keeps cases, acts, journals and claims when it is closed and opened again", async () => {
    const place = await newPlace();
    const note = { at: "2026-03-02T10:12:01Z", step: "move", facts: { bytes: 255 } };
    const before = await openStore(place);
    await before.add(caseRecord("K1"), [offerRecord("K1")]);
    await before.take("K1-1", alice, "2026-03-02T10:12:00Z");
    await before.note("K1-1", note);
    await before.claim("slack:event:Ev1");
    await before[Symbol.asyncDispose]();

    await using after = await openStore(place);

    expect(await after.findCase("K1")).toStrictEqual(caseRecord("K1"));
    expect(await after.take("K1-1", bob, "2026-03-02T10:13:00Z")).toStrictEqual({
      won: false,
      offer: { state: "taken", by: alice, at: "2026-03-02T10:12:00Z" },
    });
    expect(await after.journal("K1-1")).toStrictEqual([note]);
    expect(await after.claim("slack:event:Ev1")).toBe(false);
  });

  it("rejects once it is closed", async () => {
    const store = await openStore(await newPlace());

    await store[Symbol.asyncDispose]();

    await expect(store.findCase("K1")).rejects.toThrow(/destroyed/);
  });

  it("lets two open stores of one process change the same store at once, with one winner", async () => {
    const place = await newPlace();
    await using one = await openStore(place);
    await using other = await openStore(place);
    const stores = Array.from({ length: 10 }).flatMap(() => [one, other]);
    await one.add(caseRecord("K1"), [offerRecord("K1")]);

    const taken = await Promise.all(
      stores.map(async (store, at) => {
        await store.add(caseRecord(`C${at}`), [offerRecord(`C${at}`)]);
        return await store.take("K1-1", alice, "2026-03-02T10:12:00Z");
      }),
    );

    expect(taken.filter(({ won }) => won)).toHaveLength(1);
    const found = await Promise.all(stores.map(async (_, at) => await other.findOffer(`C${at}-1`)));
    expect(found.map((offer) => offer?.state)).toEqual(stores.map(() => "open"));
  });

  it("keeps every note of one journal, in one order, when two open stores write it at once", async () => {
    const place = await newPlace();
    await using one = await openStore(place);
    await using other = await openStore(place);
    await one.add(caseRecord("K1"), [offerRecord("K1")]);
    await one.take("K1-1", alice, "2026-03-02T10:12:00Z");
    const stores = Array.from({ length: 10 }).flatMap(() => [one, other]);

    await Promise.all(
      stores.map(async (store, at) => {
        await store.note("K1-1", { at: "2026-03-02T10:12:01Z", step: "move", facts: { at } });
      }),
    );

    const journal = await one.journal("K1-1");
    expect(new Set(journal.map(({ facts }) => facts["at"]))).toEqual(new Set(stores.keys()));
  });

  it("lets several processes make the same new store, and has one winner among them", async () => {
    const place = await newPlace();
    const names = ["a", "b", "c", "d", "e", "f"];
    await using processes = startProcesses(place, names);
    const ready = await Promise.all(processes.all.map(async (one) => await one.says()));
    await using store = await openStore(place);
    await store.add(caseRecord("K1"), [offerRecord("K1")]);

    const answers = await Promise.all(processes.all.map(async (one) => await one.ask("take")));

    expect(ready).toEqual(names.map(() => "ready"));
    expect(answers.toSorted()).toEqual(["lost", "lost", "lost", "lost", "lost", "won"]);
    expect(await store.findOffer("K1-1")).toMatchObject({
      state: "taken",
      by: { name: names[answers.indexOf("won")] },
    });
  });

  it("keeps what it has reported as added when the process is killed at once", async () => {
    const place = await newPlace();
    await using processes = startProcesses(place, ["K7"]);
    const [killed] = processes.all;
    await killed?.says();
    await killed?.ask("add");

    await killed?.kill();

    await using store = await openStore(place);
    expect(await store.findCase("K7")).toStrictEqual(caseRecord("K7"));
    expect(await store.take("K7-1", alice, "2026-03-02T10:12:00Z")).toMatchObject({ won: true });
  });
}

interface OtherProcess {
  says(): Promise<string>;
  ask(line: string): Promise<string>;
  kill(): Promise<void>;
}

function startProcesses(
  place: StorePlace,
  names: readonly string[],
): AsyncDisposable & { all: readonly OtherProcess[] } {
  const script = fileURLToPath(new URL("take-in-process.ts", import.meta.url));
  const all = names.map((name) =>
    driveProcess(
      spawn("node", [script, JSON.stringify(place), name], { stdio: ["pipe", "pipe", "pipe"] }),
    ),
  );
  return {
    all,
    [Symbol.asyncDispose]: async () => {
      await Promise.all(all.map(async (one) => await one.kill()));
    },
  };
}

function driveProcess(child: ChildProcessWithoutNullStreams): OtherProcess {
  const exited = once(child, "exit");
  let errors = "";
  child.stderr.on("data", (data: Buffer) => {
    errors += data.toString();
  });
  const says = async (): Promise<string> => {
    const said = once(child.stdout, "data").then(([data]) => String(data).trim());
    return await Promise.race([said, exited.then(() => `ended: ${errors}`)]);
  };
  return {
    says,
    ask: async (line) => {
      const answer = says();
      child.stdin.write(`${line}\n`);
      return await answer;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
