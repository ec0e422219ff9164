import { expect, it } from "vitest";
import { configFolder, withoutPlatforms } from "./config-folder.ts";

const withStore = (lines: string): string =>
  withoutPlatforms.replace("  file: ./whyreboot.db\n", lines);

it("reads a database on this machine, with the password from a variable", async () => {
  await using folder = await configFolder();
  const yaml = withStore(
    "  url: postgres://whyreboot@127.0.0.1/cases\n  passwordEnv: STORE_PASSWORD\n",
  );

  const loaded = await folder.load(yaml, { env: { STORE_PASSWORD: "hunter2" } });

  expect(loaded).toMatchObject({ ok: true, warnings: [] });
  expect(loaded).toHaveProperty("config.store", {
    url: "postgres://whyreboot@127.0.0.1/cases",
    host: "127.0.0.1",
    port: 5432,
    user: "whyreboot",
    database: "cases",
    password: "hunter2",
  });
});

it("encrypts to another machine unasked, with the password and the authority from files", async () => {
  await using folder = await configFolder();
  const certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
  await folder.put("store-password", "hunter2\n");
  await folder.put("ca.pem", certificate);
  const url = "postgresql://why%20reboot@db.example.net:6432/my%20cases";
  const yaml = withStore(`  url: ${url}\n  passwordFile: store-password\n  caFile: ca.pem\n`);

  expect(await folder.load(yaml)).toHaveProperty("config.store", {
    url,
    host: "db.example.net",
    port: 6432,
    user: "why reboot",
    database: "my cases",
    password: "hunter2",
    tls: { ca: certificate },
  });
});

it.each([
  ["127.0.0.1", "127.0.0.1"],
  ["127.1.2.3", "127.1.2.3"],
  ["localhost", "localhost"],
  ["[::1]:5433", "::1"],
  ["%2Frun%2Fpostgresql", "/run/postgresql"],
])(
  "does not encrypt to %s, which is this machine, unless it is asked to",
  async (written, host) => {
    await using folder = await configFolder();
    const load = async (mode: string): Promise<unknown> =>
      await folder.load(withStore(`  url: "postgres://u@${written}/d${mode}"\n`));

    expect(await load("")).toMatchObject({ config: { store: { host } } });
    expect(await load("")).not.toHaveProperty("config.store.tls");
    expect(await load("?sslmode=disable")).not.toHaveProperty("config.store.tls");
    expect(await load("?sslmode=require")).toHaveProperty("config.store.tls", {});
  },
);

it.each(["192.0.2.1", "[2001:db8::1]", "127.example.net", "localhost.example.net", "0.0.0.0"])(
  "always encrypts to %s, which may be another machine",
  async (written) => {
    await using folder = await configFolder();

    const loaded = await folder.load(withStore(`  url: "postgres://u@${written}/d"\n`));

    expect(loaded).toHaveProperty("config.store.tls", {});
  },
);

it.each([
  "postgres://whyreboot:hunter2@127.0.0.1/whyreboot",
  "postgres://:hunter2@127.0.0.1/whyreboot",
  "postgres://whyreboot@127.0.0.1/whyreboot?password=hunter2",
])("refuses the url %s for its password, and never shows it", async (url) => {
  await using folder = await configFolder();

  const faults = await folder.faults(withStore(`  url: ${url}\n`));

  expect(faults).toEqual([
    "whyreboot.yaml:12: store.url holds a password, and secrets never stand in this file. Put the password into a file that only the bot can read, and write: passwordFile: ./store-password",
  ]);
});

it.each([
  ["mysql://u@h/d", "must be an address of the form postgres://USER@HOST/DATABASE"],
  ["postgres://u:hunter2@in@the@/wrong:place", "must be an address of the form"],
  ["whyreboot", "must be an address of the form"],
  ["postgres://u@h:99999/d", "must be an address of the form"],
  ["postgres://h/d", "names no user"],
  ["postgres:///d", "names no user"],
  ["postgres://u@h", "names no database"],
  ["postgres://u@h/", "names no database"],
  ["postgres://u@h/a/b", "names no database"],
  ["postgres://u@h/%zz", "names no database"],
  ["postgres://u@h/d%00", "names no database"],
  ["postgres://u@h/d?sslmode=disable", "turns encryption off towards another machine"],
  ["postgres://u@h/d?sslmode=prefer", "has an sslmode that is not"],
  ["postgres://u@h/d?options=-c%20x", "has something after the database that is not known"],
  ["postgres://u@h/d#x", "has something after the database that is not known"],
])("refuses the url %s", async (url, words) => {
  await using folder = await configFolder();

  const faults = await folder.faults(withStore(`  url: "${url}"\n`));

  expect(faults).toEqual([expect.stringMatching(`^whyreboot.yaml:12: store.url ${words}`)]);
  expect(faults.join("\n")).not.toContain("hunter2");
});

it("refuses a password in the file, and names the right way", async () => {
  await using folder = await configFolder();

  const faults = await folder.faults(withStore("  password: hunter2hunter2\n"));

  expect(faults).toEqual([
    "whyreboot.yaml:12: store.password is a secret, and secrets never stand in this file. Put it into a file that only the bot can read, and write: passwordFile: ./store-password",
  ]);
});

it("tells every fault of the section at once", async () => {
  await using folder = await configFolder();
  await folder.put("ca.pem", "no certificate");
  const yaml = withStore(`  file: ./whyreboot.db
  url: postgres://u@127.0.0.1/d
  passwordEnv: NOT_SET
  caFile: ca.pem
`);

  expect(await folder.faults(yaml)).toEqual([
    "whyreboot.yaml:12: store.file stands beside store.url, and cases are kept in one place. Keep one of the two",
    "whyreboot.yaml:14: store.passwordEnv names NOT_SET, which is not set or empty. Set the environment variable NOT_SET to the password of the database",
    `whyreboot.yaml:15: store.caFile names ${folder.path("ca.pem")}, which holds no certificate. Name a file with the certificate, in PEM, of the authority that signed the server's`,
    "whyreboot.yaml:15: store.caFile is of no use: the connection to this same machine is not encrypted. Leave it out, or write the url with ?sslmode=require at its end",
  ]);
});

it.each(["passwordFile: ./store-password", "passwordEnv: X", "caFile: ./ca.pem"])(
  "refuses %s where no database is named",
  async (line) => {
    await using folder = await configFolder();

    const faults = await folder.faults(withStore(`  ${line}\n`));

    expect(faults).toEqual([
      expect.stringContaining("is for a PostgreSQL database, and store.url names none"),
    ]);
  },
);

it("says which file of the authority cannot be read, and whose url is no text", async () => {
  await using folder = await configFolder();

  expect(await folder.faults(withStore("  url: 5\n  caFile: nowhere.pem\n"))).toEqual([
    "whyreboot.yaml:12: store.url must be the address of a PostgreSQL database, without a password, not the number 5. Write for example: url: postgres://whyreboot@127.0.0.1/whyreboot",
  ]);
  expect(
    await folder.faults(withStore("  url: postgres://u@db.example/d\n  caFile: nowhere.pem\n")),
  ).toEqual([expect.stringContaining(`names ${folder.path("nowhere.pem")}, which does not exist`)]);
});

it.each([
  ["", { keptDays: 30 }],
  ["kept: { days: 7 }\n", { keptDays: 7 }],
])("keeps what was removed for its days: %j", async (line, config) => {
  await using folder = await configFolder();

  const loaded = await folder.load(`${withoutPlatforms}${line}`);

  expect(loaded).toMatchObject({ ok: true, config });
});

it("keeps what was removed for ever where that is asked for", async () => {
  await using folder = await configFolder();

  const loaded = await folder.load(`${withoutPlatforms}kept: { days: false }\n`);

  expect(loaded).toMatchObject({ ok: true });
  expect(loaded).not.toHaveProperty("config.keptDays");
});

it("refuses to keep nothing at all", async () => {
  await using folder = await configFolder();

  expect(await folder.faults(`${withoutPlatforms}kept: { days: 0 }\n`)).toEqual([
    expect.stringContaining("must be a whole number of days from 1 to 3650, or false"),
  ]);
});
