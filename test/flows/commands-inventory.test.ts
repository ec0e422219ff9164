import { writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CommandDesk, openDesk } from "../support/command-desk.ts";
import { readReport } from "../support/command-report.ts";
import { describeWithSlapd, startSlapd } from "../support/slapd.ts";

let desk: CommandDesk;
beforeEach(async () => {
  desk = await openDesk();
  const rows = desk.fleet.hosts.map(({ name, address, port }) => `${name},${address},${port}`);
  await writeFile(desk.path("pcs.csv"), `name,address,port\r\n${rows.join("\r\n")}\r\n`);
});
afterEach(async () => {
  await desk.stop();
});

/** No hosts in the configuration, but these sources; nothing listens at port 1. */
async function configure(...sources: readonly string[]): Promise<void> {
  const list = sources.map((source) => `    - ${source}\n`).join("");
  await desk.configure((yaml) =>
    yaml
      .replace(/ {2}hosts:\n(?: {4}- .*\n)+/u, `  sources:\n${list}`)
      .replace(/slack:\n.*\ndiscord:\n.*\n/u, "web: { port: 0 }\n"),
  );
}

const csv = "{ csvFile: ./pcs.csv }";
const down = '{ ldap: { url: "ldap://127.0.0.1:1", base: "DC=example,DC=net" } }';

describe("whyreboot ask", () => {
  test("finds a workstation that only a table names, and looks at it", async () => {
    await configure(csv);

    const { status, stdout, stderr } = await desk.run(["ask", "why does pc-42 ask?", "--json"]);

    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(readReport(stdout)).toMatchObject({
      workstation: "PC-42",
      headline: "restart-files",
      restartFiles: { verdict: "leftover" },
    });
  });

  test("does not begin with a table that is faulty, and says in which line", async () => {
    await writeFile(desk.path("pcs.csv"), "name,port\nPC-42,22\nPC-43,22x\n");
    await configure(csv, "{ csvFile: ./none.csv }");

    const { status, stdout, stderr } = await desk.run(["ask", "PC-42"]);

    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(
      'whyreboot.yaml:3: workstations.sources[0].csvFile cannot be used: line 3: has as its port "22x". ',
    );
    expect(stderr).toContain("workstations.sources[1].csvFile cannot be used: ");
  });

  test("goes on without a directory that is down, and says what it cannot know", async () => {
    await configure(csv, down);

    const known = await desk.run(["ask", "PC-46"]);
    const unknown = await desk.run(["ask", "PC-4711"]);

    expect(known.status).toBe(0);
    expect(known.stderr).toContain("a list of workstations cannot be read");
    expect(unknown.status).toBe(1);
    expect(unknown.stdout).toContain("Not every list of workstations could be read yet.");
  });
});

describe("whyreboot doctor", () => {
  test("tells of each list how many workstations it gave, or why not and how to mend it", async () => {
    await configure(csv, '{ names: "LAB-{1..3}" }', down);

    const { status, stdout } = await desk.run(["doctor", "PC-46"]);

    expect(status).toBe(1);
    expect(stdout).toContain("ok     workstations of csvFile ./pcs.csv: 8 workstations\n");
    expect(stdout).toContain("ok     workstations of names LAB-{1..3}: 3 workstations\n");
    expect(stdout).toContain(
      "FAULT  workstations of ldap ldap://127.0.0.1:1: cannot be reached (ECONNREFUSED)\n       Look whether a directory answers at ldap://127.0.0.1:1.\n",
    );
    expect(stdout).toContain("ok     SSH to PC-46:");
  });
});

describeWithSlapd("whyreboot start", () => {
  test("takes up a directory that was down as soon as it is there", async () => {
    await using slapd = await startSlapd([{ name: "PC-900" }]);
    const { url, base, bind, ca } = slapd;
    await slapd.stop();
    await writeFile(desk.path("ca.pem"), ca);
    await configure(
      csv,
      `{ ldap: { url: "${url}", base: "${base}", bindDn: "${bind.dn}", passwordEnv: LDAP_SECRET, caFile: ./ca.pem } }`,
    );

    const bot = desk.start(["start"], { env: { LDAP_SECRET: bind.password } });
    await bot.printed(/a list of workstations cannot be read; what it names is not known/u);
    await bot.printed(/listening on/u);
    await slapd.start();
    await bot.printed(/"workstations":1,"msg":"a list of workstations can be read again"/u);
    bot.signal("SIGTERM");

    expect((await bot.ended).status).toBe(0);
  });
});
