import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { DatabaseSync } from "node:sqlite";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { assert, asyncProperty, constantFrom, integer, nat, record } from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "#adapters/store/open-store.ts";
import type { StorePlace } from "#adapters/store/place.ts";
import { type ChainVerdict, verifyChain } from "#bot/audit-chain.ts";
import { auditContract } from "../../contracts/audit.contract.ts";
import { auditEntries } from "../../support/audit-entries.ts";
import { memoryAudit } from "../../support/memory-audit.ts";
import {
  describeWithPostgres,
  type PostgresServer,
  startPostgres,
} from "../../support/postgres.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

auditContract("the fake in memory", async () => ({ audit: memoryAudit(), stop: async () => {} }));

auditContract("SQLite in a file", async () => {
  const folder = await temporaryFolder();
  const store = await openStore({ file: folder.path("whyreboot.db") });
  return {
    audit: store.audit,
    stop: async () => {
      await store[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
});

describeWithPostgres("a trail in a real server", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  auditContract("PostgreSQL", async () => {
    const store = await openStore(await server.database());
    return {
      audit: store.audit,
      stop: async () => {
        await store[Symbol.asyncDispose]();
      },
    };
  });

  it.each([
    "update audit set entry_json = '{}'",
    "delete from audit where position = 6",
    "truncate audit",
  ])("refuses %j", async (statement) => {
    const place = await server.database();
    await using store = await openStore(place);
    await store.audit.append(auditEntries("PC-42"));

    await expect(server.run(statement, place)).rejects.toThrow(/never changed/);

    expect(await verifyChain(store.audit.links())).toMatchObject({ head: { count: 6 } });
  });

  it("is one chain when several processes write to it at once", async () => {
    expect(await writtenBySeveral(await server.database())).toStrictEqual(oneChain);
  });
});

describe("a trail in SQLite", () => {
  it.each([
    ["update audit set entry_json = '{}'", /never changed/],
    ["delete from audit where position = 6", /nothing is ever taken/],
    [
      "insert or replace into audit select position, workstation, '{}', previous, hash from audit",
      /only grows/,
    ],
    [
      "insert into audit select 0, workstation, '{}', previous, hash from audit limit 1",
      /only grows/,
    ],
  ])("refuses %j", async (statement, why) => {
    await using kept = await keptTrail();

    expect(() => kept.database.exec(statement)).toThrow(why);
    expect(await kept.verdict()).toMatchObject({ whole: true, head: { count: 6 } });
  });

  it("shows every single byte that somebody changed in any column of any row", async () => {
    await using kept = await keptTrail();
    kept.takeGuardsAway();

    await assert(
      asyncProperty(place, nat(), integer({ min: 1, max: 255 }), async (at, byte, mask) => {
        kept.database.exec("begin");
        const change = kept.change(at, byte, mask);
        kept.database.exec("commit");
        const verdict = await kept.verdict();
        kept.restore(change);

        expect(verdict).toMatchObject({ whole: false });
        expect(verdict).not.toHaveProperty("head.count", 6);
      }),
      { numRuns: 200 },
    );
    expect(await kept.verdict()).toMatchObject({ whole: true });
  });

  it.each([
    ["delete from audit where position = 3", 3, "missing"],
    ["delete from audit where position = 1", 1, "missing"],
    ["update audit set position = 60 where position = 6", 6, "missing"],
    ["update audit set position = -6 where position = 6", -6, "out-of-order"],
    [
      "insert into audit select 0, workstation, entry_json, previous, hash from audit limit 1",
      0,
      "out-of-order",
    ],
    ["update audit set workstation = 'PC-43' where position = 2", 2, "changed"],
    ["update audit set workstation = null where position = 2", 2, "changed"],
    ["update audit set entry_json = cast(entry_json as blob) where position = 2", 2, "changed"],
    [
      "update audit set position = 99 where position = 3; update audit set position = 3 where position = 4; update audit set position = 4 where position = 99",
      3,
      "out-of-order",
    ],
  ])("says where it is wrong after %j", async (statement, position, how) => {
    await using kept = await keptTrail();
    kept.takeGuardsAway();

    kept.database.exec(statement);

    expect(await kept.verdict()).toMatchObject({ whole: false, position, how });
  });

  it("is one chain when several processes write to it at once", async () => {
    await using folder = await temporaryFolder();
    const written = await writtenBySeveral({ file: folder.path("whyreboot.db") });

    expect(written).toStrictEqual(oneChain);
  });
});

interface Written {
  /** What each process complained of. */
  readonly said: readonly string[];
  readonly whole: boolean;
  readonly count: number;
  /** The entries of each. */
  readonly each: readonly number[];
}

const oneChain: Written = { said: ["", "", ""], whole: true, count: 120, each: [40, 40, 40] };

async function writtenBySeveral(place: StorePlace): Promise<Written> {
  const names = ["a", "b", "c"];
  const said = await Promise.all(names.map(async (name) => await appendInProcess(place, name)));
  await using store = await openStore(place);
  const { whole, head } = await verifyChain(store.audit.links());
  const each = names.map(async (name) => (await store.audit.history(name, 100)).length);
  return { said, whole, count: head.count, each: await Promise.all(each) };
}

interface Place {
  readonly position: number;
  readonly column: "entry_json" | "previous" | "hash" | "workstation";
}

const place = record({
  position: integer({ min: 1, max: 6 }),
  column: constantFrom<Place["column"][]>("entry_json", "previous", "hash", "workstation"),
});

interface Change {
  readonly at: Place;
  readonly before: Buffer;
}

interface KeptTrail extends AsyncDisposable {
  /** A second connection to the same file, for whoever goes past the bot. */
  readonly database: DatabaseSync;
  verdict(): Promise<ChainVerdict>;
  takeGuardsAway(): void;
  change(at: Place, byte: number, mask: number): Change;
  restore(change: Change): void;
}

async function keptTrail(): Promise<KeptTrail> {
  const folder = await temporaryFolder();
  const file = folder.path("whyreboot.db");
  const store = await openStore({ file });
  await store.audit.append(auditEntries("PC-42"));
  const database = new DatabaseSync(file);
  const write = ({ position, column }: Place, bytes: Buffer): void => {
    database
      .prepare(`update audit set ${column} = cast(? as text) where position = ?`)
      .run(bytes, position);
  };
  return {
    database,
    verdict: async () => await verifyChain(store.audit.links()),
    takeGuardsAway: () => {
      for (const guard of ["never_changes", "never_shrinks", "only_grows"]) {
        database.exec(`drop trigger audit_${guard}`);
      }
    },
    change: (at: Place, byte: number, mask: number): Change => {
      const { bytes } = database
        .prepare(`select cast(${at.column} as blob) as bytes from audit where position = ?`)
        .get(at.position) ?? { bytes: null };
      if (!(bytes instanceof Uint8Array)) throw new Error("there is no such row");
      const changed = Buffer.from(bytes);
      const index = byte % changed.length;
      changed[index] = (changed[index] ?? 0) ^ mask;
      write(at, changed);
      return { at, before: Buffer.from(bytes) };
    },
    restore: ({ at, before }: Change) => write(at, before),
    [Symbol.asyncDispose]: async () => {
      database.close();
      await store[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** What the process complained of. */
async function appendInProcess(place: StorePlace, name: string): Promise<string> {
  const script = fileURLToPath(new URL("append-in-process.ts", import.meta.url));
  const given = [script, JSON.stringify(place), name];
  const child: ChildProcessByStdio<null, null, Readable> = spawn("node", given, {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (data: Buffer) => {
    errors += data.toString();
  });
  await once(child, "close");
  return errors;
}
