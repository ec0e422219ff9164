import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { askDirectory } from "#adapters/inventory/ldap.ts";
import { openInventory } from "#adapters/inventory/open-inventory.ts";
import { sourceReader } from "#adapters/inventory/read-source.ts";
import type { Directory, Reading, Source } from "#adapters/inventory/source.ts";
import { listRules } from "../../../src/config/rules.ts";
import { certificates } from "../../support/certificates.ts";
import { type Computer, describeWithSlapd, type Slapd, startSlapd } from "../../support/slapd.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { sourceOf, told } from "./reading.ts";

const few: readonly Computer[] = [
  {
    name: "PC-1",
    address: "pc-1.example.net",
    units: ["Floor 3", "Lab"],
    memberOf: ["CN=Kiosks,OU=Groups,DC=example,DC=net", "CN=All\\, of them,DC=example,DC=net"],
  },
  { name: "PC-2", memberOf: ["CN=Kiosks,OU=Groups,DC=example,DC=net"] },
  { name: "PC-3", address: "pc-3.example.net", control: 4098 },
];

let slapd: Slapd;
function directory(change: Partial<Directory> = {}): Directory {
  const { url, ca, base, bind } = slapd;
  const filter = "(&(objectClass=computer)(!(userAccountControl:1.2.840.113556.1.4.803:=2)))";
  return {
    kind: "ldap",
    url,
    ca,
    base,
    bind,
    filter,
    groupsFrom: "none",
    deadline: 10_000,
    ...change,
  };
}

async function ask(
  change: Partial<Directory> = {},
  beside: Partial<Omit<Source, "from">> = {},
): Promise<Reading> {
  return await sourceReader(listRules).read(sourceOf(directory(change), beside));
}

describeWithSlapd("a directory", () => {
  beforeAll(async () => {
    slapd = await startSlapd(few);
  });
  afterAll(async () => {
    await slapd[Symbol.asyncDispose]();
  });

  it("gives its computers with their addresses, but none that is switched off in it", async () => {
    expect(told(await ask({}, { domain: "example.net", groups: ["all"] }))).toEqual([
      "PC-1 at pc-1.example.net:22 as helpdesk in all",
      "PC-2 at PC-2.example.net:22 as helpdesk in all",
    ]);
  });

  it("gives as groups the units between the base and the computer", async () => {
    expect(told(await ask({ groupsFrom: "ou" }, { match: "PC-1" }))).toEqual([
      "PC-1 at pc-1.example.net:22 as helpdesk in Floor 3, Lab",
    ]);
    expect(
      told(await ask({ groupsFrom: "ou", base: `OU=Lab, ${slapd.base}` }, { match: "PC-1" })),
    ).toEqual(["PC-1 at pc-1.example.net:22 as helpdesk in Floor 3"]);
  });

  it("gives as groups what the computer is a member of, and tells what could not be one", async () => {
    const reading = await ask({ groupsFrom: "memberOf" });

    expect(told(reading)).toEqual([
      "PC-1 at pc-1.example.net:22 as helpdesk in Kiosks",
      "PC-2 at PC-2:22 as helpdesk in Kiosks",
    ]);
    expect(reading).toHaveProperty("notes", [
      '1 group was left out, since the configuration could not name them: "All, of them".',
    ]);
  });

  it.each<[string, () => Partial<Directory>, string]>([
    [
      "a wrong password",
      () => ({ bind: { ...slapd.bind, password: "wrong" } }),
      "refused the login",
    ],
    ["a base that is not there", () => ({ base: "ou=None,dc=example,dc=net" }), "has nothing at"],
    ["a base that is no name", () => ({ base: "none" }), "answered with InvalidDNSyntaxError"],
    ["a filter of nothing", () => ({ filter: "(cn=none)" }), "names no workstation"],
    ["another authority", () => ({ ca: otherCa }), "shows a certificate that is not trusted"],
    ["a name that is nowhere", () => ({ url: "ldaps://none.invalid" }), "cannot be found by its"],
  ])("with %s says so, and how to mend it", async (_, change, says) => {
    const reading = await ask(change());

    expect(told(reading).join("\n")).toContain(says);
  });

  it("without a login shows nothing of what it shows to the account", async () => {
    const { bind: _, ...anonymous } = directory({ url: slapd.plainUrl });

    const { faults, rows } = await askDirectory(anonymous, listRules);

    expect(rows).toEqual([]);
    expect(faults).toHaveLength(1);
  });

  it("never shows the password in what is told", async () => {
    const readings = [await ask({ base: "none" }), await ask({ bind: { ...slapd.bind, dn: "x" } })];

    expect(JSON.stringify(readings)).not.toContain("s3cret");
  });
});

let otherCa = "";
beforeAll(async () => {
  await using folder = await temporaryFolder();
  otherCa = await certificates(folder.path());
});

const many: readonly Computer[] = Array.from({ length: 1_250 }, (_, at) => ({
  name: `PC-${at}`,
  units: [`Floor ${at % 7}`],
}));

describeWithSlapd("a directory with more computers than it gives at once", () => {
  beforeAll(async () => {
    slapd = await startSlapd(many);
  });
  afterAll(async () => {
    await slapd[Symbol.asyncDispose]();
  });

  it("gives them all, page by page", async () => {
    const listed = told(await ask({ groupsFrom: "ou" }));

    expect(listed).toHaveLength(1_250);
    expect(listed).toContain("PC-1249 at PC-1249:22 as helpdesk in Floor 3");
  });

  it("is not believed when it shows the account a part only", async () => {
    expect(told(await ask({ bind: slapd.narrow }))).toEqual([
      "fault: gave only a part of its answer",
    ]);
  });

  it("is not believed when the connection is cut in the middle of its answer", async () => {
    const through = await relay({ cutAfter: 60_000 });

    const faults = told(await ask({ url: through.url.replace("ldaps", "ldap") }));

    expect(through.cut()).toBe(1);
    expect(faults).toEqual([expect.stringMatching(/^fault: (?:broke off|cannot be|did not)/u)]);
  });

  it("is not believed when its certificate is for another name", async () => {
    const through = await relay({ host: "127.0.0.2", port: slapd.port });

    expect(told(await ask({ url: through.url }))).toEqual([
      "fault: shows a certificate for another name",
    ]);
  });

  it("is not waited for when it does not answer", async () => {
    const silent = await relay({ cutAfter: 0, silently: true });

    const faults = told(await ask({ url: silent.url.replace("ldaps", "ldap"), deadline: 300 }));

    expect(faults).toEqual([expect.stringMatching(/^fault: (?:did not answer|cannot be)/u)]);
  });

  it("may be away at the start and come back, go away again and come back changed", async () => {
    await slapd.stop();
    const live = await openInventory({
      hosts: [],
      sources: [sourceOf(directory(), { name: "ldap" })],
      groupNames: [],
      reader: sourceReader(listRules),
      log: { info: () => {}, warn: () => {}, error: () => {} },
    });
    const stopping = new AbortController();
    onTestFinished(() => {
      stopping.abort();
    });
    const { inventory } = live;
    const failed = (): boolean => live.readings().some(([, reading]) => !reading.ok);
    const wait = { timeout: 20_000, interval: 10 };

    expect(inventory.unread()).toEqual(["ldap"]);
    void live.keepFresh({ signal: stopping.signal, every: 20, pauses: { first: 10, most: 20 } });

    await slapd.start();
    await vi.waitUntil(() => inventory.find("PC-7") !== undefined, wait);
    expect(inventory.unread()).toEqual([]);

    await slapd.stop();
    await vi.waitUntil(failed, wait);
    expect(inventory.names()).toHaveLength(1_250);
    expect(inventory.unread()).toEqual([]);

    await slapd.start([{ name: "PC-NEW" }]);
    await vi.waitUntil(() => inventory.find("PC-NEW") !== undefined, wait);
    expect(inventory.names()).toEqual(["PC-NEW"]);
  });
});

interface Relay {
  readonly url: string;
  /** How many connections were cut. */
  cut(): number;
}

/** Something on the way to the directory that lets only so many bytes of its answer through. */
async function relay(how: {
  readonly cutAfter?: number;
  readonly silently?: boolean;
  readonly host?: string;
  readonly port?: number;
}): Promise<Relay> {
  const { cutAfter = Infinity, silently = false, host = "127.0.0.1" } = how;
  const { port: plain } = new URL(slapd.plainUrl);
  const sockets: Socket[] = [];
  let cut = 0;
  const server = createServer((near) => {
    const far = connect(how.port ?? Number(plain), "127.0.0.1");
    sockets.push(near, far);
    let through = 0;
    for (const socket of [near, far]) socket.on("error", () => {});
    near.on("data", (bytes) => far.write(bytes));
    far.on("data", (bytes) => {
      through += bytes.length;
      if (through <= cutAfter) near.write(bytes);
      else if (!silently) {
        cut += 1;
        near.destroy();
        far.destroy();
      }
    });
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
  });
  server.listen(0, host);
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was bound");
  return { url: `ldaps://${host}:${address.port}`, cut: () => cut };
}
