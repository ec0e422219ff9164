import { inspect } from "node:util";
import { Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openStore } from "#adapters/store/open-store.ts";
import type { PostgresPlace } from "#adapters/store/place.ts";
import { postgresDialect } from "#adapters/store/postgres-dialect.ts";
import { alice, caseRecord, offerRecord } from "../../support/case-records.ts";
import {
  describeWithPostgres,
  type PostgresServer,
  startPostgres,
} from "../../support/postgres.ts";

describeWithPostgres("opening a store in PostgreSQL", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  const opening = async (place: PostgresPlace): Promise<string> => {
    try {
      await using _store = await openStore(place);
      return "opened";
    } catch (error) {
      return error instanceof Error ? error.message : "?";
    }
  };

  it("says that the login is refused, and never shows the password", async () => {
    const place = await server.database();

    const said = await opening({ ...place, password: "hunter2hunter2" });

    expect(said).toMatch(
      `The store ${place.url} refuses the login of ${place.user} (password authentication failed for user "${place.user}"). Correct the user in store.url, or the password in store.passwordFile`,
    );
    expect(said).not.toContain("hunter2");
  });

  it("keeps the password out of the whole error, which a log might take apart", async () => {
    const place = { ...(await server.database()), password: "hunter2hunter2" };

    const error: unknown = await openStore(place).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(Error);
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain("hunter2");
  });

  it("does not look elsewhere for a password that the configuration does not name", async () => {
    const { password: _, ...place } = await server.database();

    expect(await opening(place)).toMatch(
      /it asks for a password, and the configuration names none/,
    );
  });

  it("says that the server has no such database, and how to make it", async () => {
    const place = await server.database();

    expect(await opening({ ...place, database: "nothing" })).toMatch(
      `the server has no database nothing. Make it: createdb --owner=${place.user} --encoding=UTF8 --template=template0 nothing`,
    );
  });

  it.each([
    ["no program listens", { port: 1 }, "nothing can be reached at 127.0.0.1:1."],
    ["no machine has the name", { host: "db.invalid" }, "no machine of the name db.invalid"],
    ["there is no socket", { host: "/nowhere" }, "there is no socket /nowhere/.s.PGSQL."],
  ])("says that %s", async (_, wrong, words) => {
    const place = await server.database();

    expect(await opening({ ...place, ...wrong })).toContain(words);
  });

  it("names the rights that are missing, and whoever could give them", async () => {
    const guest = await server.database();
    const place = { ...guest, database: (await server.database()).database };

    expect(await opening(place)).toContain(
      `does not let ${guest.user} do what is needed (permission denied for schema public). Give the database to that user: alter database "${place.database}" owner to "${guest.user}".`,
    );
  });

  it("says that a standby can only be read", async () => {
    const place = await server.database();
    await server.run(`alter role ${place.user} set default_transaction_read_only = on`);

    expect(await opening(place)).toContain("can only be read: the server is a standby");
  });

  it("refuses an encoding in which not everything can be kept", async () => {
    const place = await server.database({ encoding: "LATIN1" });

    expect(await opening(place)).toContain("its encoding is LATIN1. Make one in UTF-8:");
  });

  it("leaves another program's tables as they are, and says so", async () => {
    const place = await server.database();
    await server.run("create table cases (title text)", place);

    expect(await opening(place)).toContain(
      "it belongs to another program. Leave it to that one, and name another database in store.url.",
    );

    expect(await tablesOf(place)).toEqual(["cases"]);
  });

  it("does not mind other schemas, nor the views that an extension brings", async () => {
    const place = await server.database();
    await server.run("create schema other; create table other.cases (title text)", place);
    await server.run("create view public.pg_stat_something as select 1 as one", place);

    expect(await opening(place)).toBe("opened");
  });

  it("does not touch a store that a newer version wrote", async () => {
    const place = await server.database();
    await opening(place);
    await server.run("insert into kysely_migration values ('0099-later', '2030-01-01')", place);

    expect(await opening(place)).toContain(
      "a newer version of whyreboot wrote it. Run that version, or name another database",
    );
  });

  it("leaves no half of a schema behind when a migration fails", async () => {
    const place = await server.database();
    await server.run("create type claims as (one int)", place);

    expect(await opening(place)).toContain("cannot be used");

    expect(await tablesOf(place)).toEqual([]);
  });

  it("finds the looks of a workstation by an index, however many cases there are", async () => {
    const place = await server.database();
    await opening(place);

    await server.run(`alter database ${place.database} set enable_seqscan = off`);
    const plan = await server.run(
      `explain select report_json from cases
       where workstation = 'PC-42' and host_key is not null
       order by asked_at desc, id desc limit 20`,
      place,
    );

    expect(JSON.stringify(plan)).toContain("looks_of_a_workstation");
  });

  it("speaks through the socket of this machine", async () => {
    const { password: _, ...place } = await server.database();

    expect(await opening({ ...place, host: server.folder })).toBe("opened");
  });

  it("encrypts for a server whose certificate the named authority signed", async () => {
    const place = { ...(await server.database()), tls: { ca: await server.certificate() } };
    await using _store = await openStore(place);

    const sessions = await server.run(
      `select ssl from pg_stat_ssl join pg_stat_activity using (pid) where usename = '${place.user}'`,
    );

    expect(sessions).toEqual([{ ssl: true }]);
  });

  it("sends nothing to a server whose certificate no known authority signed", async () => {
    const place = { ...(await server.database()), tls: {} };

    expect(await opening(place)).toMatch(
      /shows a certificate that is not believed for 127.0.0.1 \(self-signed certificate.*\). Name the authority that signed it in store.caFile/,
    );
  });

  it("sends nothing to a server whose certificate names another machine", async () => {
    const tls = { ca: await server.certificate() };
    const place = { ...(await server.database()), host: "localhost", tls };

    expect(await opening(place)).toMatch(
      /shows a certificate that is not believed for localhost \(Hostname\/IP does not match/,
    );
  });

  it("makes every change alone and durable, whatever the server's defaults are", async () => {
    const place = await server.database();
    await server.run(`alter role ${place.user} set synchronous_commit = off`);
    await server.run(`alter role ${place.user} set default_transaction_isolation = serializable`);
    await using db = new Kysely<unknown>({ dialect: postgresDialect(place) });

    const { rows } = await db.transaction().execute(
      async (transaction) =>
        await sql`select current_setting('synchronous_commit') as durable,
          current_setting('transaction_isolation') as isolation,
          (select count(*) from pg_locks where locktype = 'advisory' and granted) as locks`.execute(
          transaction,
        ),
    );

    expect(rows).toEqual([{ durable: "on", isolation: "read committed", locks: 1 }]);
  });

  it("goes on when the server was started again, and waits for that meanwhile", async () => {
    const place = await server.database();
    await using store = await openStore(place);
    await store.add(caseRecord("K1"), [offerRecord("K1")]);
    await server.stop();
    const waiting = store.take("K1-1", alice, "2026-03-02T10:12:00Z");

    await server.start();

    expect(await waiting).toMatchObject({ won: true });
    expect(await store.findOffer("K1-1")).toMatchObject({ state: "taken", by: alice });
  });

  it("lives on when the server ends its sessions, and has one winner nevertheless", async () => {
    const place = await server.database();
    await using store = await openStore(place);
    await store.add(caseRecord("K1"), [offerRecord("K1")]);
    const clicked = Promise.allSettled(
      Array.from({ length: 60 }, async () => {
        return await store.take("K1-1", alice, "2026-03-02T10:12:00Z");
      }),
    );
    for (let times = 0; times < 10; times += 1) {
      await server.run(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${place.user}'`,
      );
    }

    const winners = (await clicked).filter(hasWon);

    expect(winners.length).toBeLessThanOrEqual(1);
    expect(await store.findCase("K1")).toStrictEqual(caseRecord("K1"));
  });

  it("says that a server offers no encryption", async () => {
    const place = await server.database();
    await server.run("alter system set ssl = off");
    await server.stop();
    await server.start();

    expect(await opening({ ...place, tls: {} })).toContain("does not offer encryption");
  });

  const tablesOf = async (place: PostgresPlace): Promise<unknown[]> => {
    const rows = await server.run(
      "select tablename from pg_tables where schemaname = 'public'",
      place,
    );
    return rows.map(({ tablename }) => tablename);
  };
});

function hasWon(click: PromiseSettledResult<{ readonly won: boolean }>): boolean {
  return click.status === "fulfilled" && click.value.won;
}
