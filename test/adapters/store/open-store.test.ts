import { execFile } from "node:child_process";
import { chmod, mkdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { expect, it } from "vitest";
import { migrations } from "#adapters/store/migrations.ts";
import { openStore } from "#adapters/store/open-store.ts";
import { nodeSqliteDialect } from "#adapters/store/sqlite-dialect.ts";
import type { Tables } from "#adapters/store/tables.ts";
import type { CaseRecord } from "#bot/cases.ts";
import { caseRecord } from "../../support/case-records.ts";
import { must } from "../../support/office.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

it("makes a file that only its owner can read, and so are those beside it", async () => {
  await using folder = await temporaryFolder();
  const file = folder.path("whyreboot.db");

  await using store = await openStore({ file });
  await store.add(caseRecord("K1"), []);

  const modes = await Promise.all(
    [file, `${file}-wal`, `${file}-shm`].map(async (one) => (await stat(one)).mode & 0o777),
  );
  expect(modes).toEqual([0o600, 0o600, 0o600]);
});

it("writes a log ahead, so that readers never wait for the writer", async () => {
  await using folder = await temporaryFolder();
  const file = folder.path("whyreboot.db");
  await using store = await openStore({ file });
  await store.add(caseRecord("K1"), []);

  using reader = new DatabaseSync(file, { readOnly: true });

  expect(reader.prepare("pragma journal_mode").get()).toMatchObject({ journal_mode: "wal" });
});

it("prints nothing of its own, such as Node's warning of an experimental module", async () => {
  const script = fileURLToPath(new URL("open-as-nobody.ts", import.meta.url));

  const { stdout, stderr } = await promisify(execFile)("node", [script, ":memory:"]);

  expect([stdout, stderr]).toEqual(["opened\n", ""]);
});

it("names the folder that is missing", async () => {
  await using folder = await temporaryFolder();
  const file = folder.path("no such folder", "whyreboot.db");

  await expect(openStore({ file })).rejects.toThrow(
    `The store ${file} cannot be made: its folder does not exist. Make the folder, or change store.file.`,
  );
});

it("does not take a folder for a store", async () => {
  await using folder = await temporaryFolder();
  await mkdir(folder.path("whyreboot.db"));

  await expect(openStore({ file: folder.path("whyreboot.db") })).rejects.toThrow(/is a folder/);
});

it("leaves a file of another kind as it is, and says so", async () => {
  await using folder = await temporaryFolder();
  const file = folder.path("notes.txt");
  await writeFile(
    file,
    "a letter to somebody, which is longer than a header of SQLite is\n".repeat(9),
  );
  const before = await readFile(file, "utf8");

  await expect(openStore({ file })).rejects.toThrow(/is not an SQLite database/);

  expect(await readFile(file, "utf8")).toBe(before);
});

it("leaves another program's database as it is, and says so", async () => {
  await using folder = await temporaryFolder();
  const file = folder.path("music.db");
  using other = new DatabaseSync(file);
  other.exec("create table cases (title text)");
  const before = await readFile(file);

  await expect(openStore({ file })).rejects.toThrow(/belongs to another program/);

  expect((await readFile(file)).equals(before)).toBe(true);
});

it("does not touch a store that a newer version wrote", async () => {
  await using folder = await temporaryFolder();
  const file = folder.path("whyreboot.db");
  await (await openStore({ file }))[Symbol.asyncDispose]();
  using newer = new DatabaseSync(file);
  newer.exec("insert into kysely_migration values ('0099-later', '2030-01-01T00:00:00.000Z')");

  await expect(openStore({ file })).rejects.toThrow(/a newer version of whyreboot wrote it/);
});

it("brings a store of the first version up to date, and its cases stay readable", async () => {
  await using folder = await temporaryFolder();
  const file = folder.path("whyreboot.db");
  const { hostKey: _, ...report } = caseRecord("K1").report;
  const record = { ...caseRecord("K1"), report };
  await makeFirstStore(file, record);

  await using store = await openStore({ file });
  await store.add({ ...caseRecord("K2"), askedAt: "2026-03-03T10:11:12.345Z" }, []);

  expect(await store.findCase("K1")).toStrictEqual(record);
  expect(await store.pastLooks("PC-42", 20)).toHaveLength(1);
});

it("finds the looks of a workstation by an index, however many cases there are", async () => {
  await using folder = await temporaryFolder();
  const file = folder.path("whyreboot.db");
  await using _store = await openStore({ file });
  using reader = new DatabaseSync(file, { readOnly: true });

  const plan = reader
    .prepare(
      `explain query plan select report_json from cases
       where workstation = 'PC-42' and host_key is not null
       order by asked_at desc, id desc limit 20`,
    )
    .all();

  expect(JSON.stringify(plan)).toContain("USING INDEX looks_of_a_workstation");
});

it("says that a file cut short is damaged", async () => {
  await using folder = await temporaryFolder();
  const file = folder.path("whyreboot.db");
  await (await openStore({ file }))[Symbol.asyncDispose]();
  await truncate(file, 9000);

  await expect(openStore({ file })).rejects.toThrow(/is damaged. Put a backup in its place/);
});

it("says which rights are missing for a file that it may only read", async () => {
  await using folder = await temporaryFolder();
  const file = folder.path("whyreboot.db");
  await (await openStore({ file }))[Symbol.asyncDispose]();
  await chmod(folder.path(), 0o755);
  await chmod(file, 0o444);

  expect(await openAsNobody(file)).toMatch(/cannot be written. Give the user that runs whyreboot/);
});

it("says which rights are missing for a folder in which it may make no files", async () => {
  await using folder = await temporaryFolder();
  const file = folder.path("whyreboot.db");
  await (await openStore({ file }))[Symbol.asyncDispose]();
  await chmod(file, 0o666);
  await chmod(folder.path(), 0o555);

  const said = await openAsNobody(file);

  await chmod(folder.path(), 0o755);
  expect(said).toMatch(/cannot be written. Give the user that runs whyreboot/);
});

it("refuses a record that it could not read again, and one that was changed underneath", async () => {
  await using folder = await temporaryFolder();
  const file = folder.path("whyreboot.db");
  await using store = await openStore({ file });
  const record = caseRecord("K1");
  const milliseconds = { connect: Number.NaN, look: 1, total: 1 };

  await expect(
    store.add({ ...record, report: { ...record.report, milliseconds } }, []),
  ).rejects.toThrow(/NaN/);
  await store.add(record, []);
  using other = new DatabaseSync(file);
  other.exec(`update cases set report_json = '{"schema":"another"}'`);

  await expect(store.findCase("K1")).rejects.toThrow(
    "the store holds a record that cannot be read",
  );
});

it("reads a record to which a newer version has added something", async () => {
  await using folder = await temporaryFolder();
  const file = folder.path("whyreboot.db");
  await using store = await openStore({ file });
  await store.add(caseRecord("K1"), []);
  using other = new DatabaseSync(file);
  other.exec(`update cases set reply_json = json_set(reply_json, '$.added', 'later')`);

  expect(await store.findCase("K1")).toStrictEqual(caseRecord("K1"));
});

async function openAsNobody(file: string): Promise<string> {
  const script = fileURLToPath(new URL("open-as-nobody.ts", import.meta.url));
  return (await promisify(execFile)("node", [script, file])).stdout;
}

/** As the first version left it: only the first migration has run, and the case has its columns. */
async function makeFirstStore(
  file: string,
  { id, workstation, ...record }: CaseRecord,
): Promise<void> {
  const [first] = Object.entries(migrations);
  using database = new DatabaseSync(file);
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database) });
  const provider = { getMigrations: async () => Object.fromEntries([must(first)]) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  expect(error).toBeUndefined();
  const row = {
    id,
    workstation,
    asked_at: record.askedAt,
    asked_by_json: JSON.stringify(record.askedBy),
    question_json: JSON.stringify(record.question),
    report_json: JSON.stringify(record.report),
    reply_json: JSON.stringify(record.reply),
  };
  await db.insertInto("cases").values(row).execute();
}
