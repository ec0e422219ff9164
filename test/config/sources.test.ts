import { afterAll, describe, expect, it } from "vitest";
import { type ConfigFolder, configFolder, withoutPlatforms } from "./config-folder.ts";

const folder: ConfigFolder = await configFolder();
afterAll(async () => {
  await folder[Symbol.asyncDispose]();
});
await folder.put("pcs.csv", "name,groups\nPC-1,lab\nPC-42,lab\n");
await folder.put("broken.csv", "name,port\nPC-1,ssh\nPC-2,22\nPC-3,none\n");
await folder.put("ldap-password", "s3cret\n");
await folder.put("ca.pem", "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n");

const hosts = "  hosts:\n    - { name: PC-42, address: 127.0.0.1, port: 2222 }\n";

/** With these sources, in line 4 and further, beside the one host. */
function beside(...sources: readonly string[]): string {
  return withoutPlatforms.replace(hosts, `${hosts}  sources:\n${listed(sources)}`);
}

/** With these sources alone, in line 3 and further. */
function alone(...sources: readonly string[]): string {
  return withoutPlatforms.replace(hosts, `  sources:\n${listed(sources)}`);
}

function listed(sources: readonly string[]): string {
  return sources.map((source) => `    - ${source}\n`).join("");
}

const directory =
  '{ ldap: { url: ldaps://dc1.example.net, base: "DC=example,DC=net", bindDn: "CN=bot", passwordFile: ./ldap-password } }';

describe("lists of workstations", () => {
  it("may stand in place of hosts, each with what holds for all its workstations", async () => {
    const yaml = alone(
      "{ csvFile: ./pcs.csv, groups: [ all ], match: 'PC-*', domain: example.net, port: 2200, user: desk }",
      '{ names: "PC-{7..9}" }',
    );

    const loaded = await folder.load(yaml);

    expect(loaded).toMatchObject({
      ok: true,
      warnings: [],
      config: {
        hosts: [],
        refresh: 900_000,
        sources: [
          {
            name: "csvFile ./pcs.csv",
            from: { kind: "csvFile", file: folder.path("pcs.csv") },
            groups: ["all"],
            match: "PC-*",
            domain: "example.net",
            port: 2200,
            user: "desk",
          },
          {
            name: "names PC-{7..9}",
            from: { kind: "names", pattern: "PC-{7..9}" },
            groups: [],
            port: 22,
            user: "helpdesk",
          },
        ],
      },
    });
  });

  it("may be a directory, which is not asked yet", async () => {
    await using other = await configFolder();
    await other.put("ca.pem", "-----BEGIN CERTIFICATE-----\n");
    const yaml = `    - ldap:
        url: LDAPS://DC1.example.net:6360/
        base: "OU=Workstations,DC=example,DC=net"
        bindDn: "CN=bot,DC=example,DC=net"
        passwordEnv: LDAP_PASSWORD
        caFile: ./ca.pem
        groupsFrom: ou
      groups: [ all ]
`;

    const loaded = await other.load(
      withoutPlatforms.replace(hosts, `  refreshMinutes: 5\n  sources:\n${yaml}`),
      { env: { LDAP_PASSWORD: "s3cret" } },
    );

    expect(loaded).toMatchObject({
      ok: true,
      config: {
        refresh: 300_000,
        sources: [
          {
            name: "ldap ldaps://dc1.example.net:6360",
            from: {
              kind: "ldap",
              url: "ldaps://dc1.example.net:6360",
              base: "OU=Workstations,DC=example,DC=net",
              filter: "(&(objectClass=computer)(!(userAccountControl:1.2.840.113556.1.4.803:=2)))",
              groupsFrom: "ou",
              bind: { dn: "CN=bot,DC=example,DC=net", password: "s3cret" },
              ca: "-----BEGIN CERTIFICATE-----\n",
            },
            groups: ["all"],
          },
        ],
      },
    });
  });

  it("have names of their own, though they are one file", async () => {
    const loaded = await folder.load(
      beside("{ csvFile: ./pcs.csv, match: PC-1 }", "{ csvFile: ./pcs.csv, match: PC-42 }"),
    );

    expect(loaded).toMatchObject({
      config: { sources: [{ name: "csvFile ./pcs.csv" }, { name: "csvFile ./pcs.csv (2)" }] },
    });
  });

  it("warn of what was left out of them", async () => {
    await folder.put("odd.csv", "name\nPC-1\nPC 2\n");

    expect(await folder.load(beside("{ csvFile: odd.csv }"))).toMatchObject({
      ok: true,
      warnings: [
        'csvFile odd.csv: 1 name was left out, since no workstation can have it or its address: "PC 2".',
      ],
    });
  });
});

describe("a fault", () => {
  it.each([
    ["{ groups: [ lab ] }", "workstations.sources[0] names no list of workstations"],
    ["{ csvFile: ./pcs.csv, names: PC-1 }", "workstations.sources[0].names stands beside csvFile"],
    ["{ csv: ./pcs.csv }", "workstations.sources[0].csv is not a key that is known"],
    ["{ csvFile: ./none.csv }", "workstations.sources[0].csvFile cannot be used: "],
    ["{ csvFile: 7 }", "workstations.sources[0].csvFile must be the path of a file"],
    ['{ names: "PC {1..2}" }', 'workstations.sources[0].names cannot be used: gives "PC 1"'],
    ["{ names: PC-1, match: 'PC-[0-9]' }", "workstations.sources[0].match must be a pattern"],
    [
      "{ names: PC-1, match: 'LAB-*' }",
      "workstations.sources[0].names cannot be used: names no workstation",
    ],
    [
      "{ names: PC-1, domain: .net }",
      "workstations.sources[0].domain must be the name of a domain",
    ],
    ["{ names: PC-1, port: 0 }", "workstations.sources[0].port must be a whole number"],
    ["{ names: PC-1, groups: [ '@all' ] }", "workstations.sources[0].groups[0] must be text of at"],
    ["{ hostsFile: /etc/hosts, domain: a.net }", "workstations.sources[0].domain is of no use"],
    [directory.replace("ldaps", "ldap"), "ldap.url must be an address that begins with ldaps://"],
    [directory.replace("//", "//bot:x@"), "ldap.url must be an address that begins with ldaps://"],
    [directory.replace(", passwordFile: ./ldap-password", ""), "ldap has a bindDn and no password"],
    [directory.replace('bindDn: "CN=bot", ', ""), "ldap has a password and no bindDn"],
    [
      directory.replace("passwordFile: ./ldap-password", "passwordEnv: L"),
      "ldap.passwordEnv names L,",
    ],
    [
      directory.replace("passwordFile: ./ldap-", ""),
      "ldap.password is a secret, and secrets never",
    ],
    [directory.replace(" }", ", caFile: ./pcs.csv }"), "ldap.caFile names"],
    [directory.replace(" }", ", filter: objectClass=* }"), "ldap.filter must be a filter of LDAP"],
    [directory.replace(" }", ', filter: "(&(cn=*)" }'), "ldap.filter must be a filter of LDAP"],
    [directory.replace(" }", ', filter: "(cn=*)(a=b)" }'), "ldap.filter must be a filter of LDAP"],
    [directory.replace(" }", ", groupsFrom: cn }"), "ldap.groupsFrom must be none, ou or memberOf"],
    [
      directory
        .replace("ldaps://dc1.example.net", "ldap://127.0.0.1")
        .replace(" }", ", caFile: ca.pem }"),
      "ldap.caFile is of no use: ldap:// is not encrypted",
    ],
  ])("of %j is told with its line", async (source, says) => {
    const faults = await folder.faults(beside(source), { env: { L: "" } });

    expect(faults.filter((fault) => fault.includes(says))).toHaveLength(1);
    expect(faults[0]).toMatch(/^whyreboot\.yaml:5: /u);
  });

  it("in a list is told beside all others, each with the line of that list", async () => {
    const yaml = beside("{ csvFile: ./broken.csv }", directoryAlone("nowhere"));

    expect(await folder.faults(`${yaml}health: { port: x }\n`)).toEqual([
      expect.stringContaining(
        'whyreboot.yaml:5: workstations.sources[0].csvFile cannot be used: line 2: has as its port "ssh". Write a whole number',
      ),
      expect.stringContaining('cannot be used: line 4: has as its port "none"'),
      expect.stringContaining("whyreboot.yaml:6: workstations.sources[1].ldap.passwordFile names"),
      expect.stringContaining("whyreboot.yaml:16: health.port must be"),
    ]);
  });

  it("is that there is no list at all", async () => {
    expect(await folder.faults(withoutPlatforms.replace(hosts, "  refreshMinutes: 5\n"))).toEqual([
      expect.stringContaining("whyreboot.yaml:1: workstations.hosts is missing. Write for example"),
    ]);
    expect(await folder.faults(withoutPlatforms.replace(hosts, "  sources: []\n"))).toEqual([
      expect.stringContaining("workstations.sources must be a list with at least one source"),
    ]);
  });

  it("is that nobody can log in to the workstations of a list", async () => {
    const yaml = alone("{ names: PC-1, user: desk }", "{ names: PC-2 }").replace(
      "  user: helpdesk\n",
      "",
    );

    expect(await folder.faults(yaml)).toEqual([
      expect.stringContaining(
        "ssh.user is missing, and workstations.sources[1] has no user of its own",
      ),
    ]);
  });

  it("is that all lists together name too many workstations", async () => {
    const yaml = alone(`{ names: "A-{1..150000}" }`, `{ names: "B-{1..150000}" }`);

    expect(await folder.faults(yaml)).toEqual([
      expect.stringContaining("workstations.sources[1].names is one workstation too many"),
    ]);
  });
});

function directoryAlone(passwordFile: string): string {
  return directory.replace("ldap-password", passwordFile);
}

describe("a group of the rights", () => {
  const inGroup = (yaml: string, group: string): string =>
    yaml.replace("store:", `  groups: { ${group}: { clear: [] } }\nstore:`);

  it("may be one that only a list knows, in whatever case", async () => {
    expect(await folder.faults(inGroup(alone("{ csvFile: pcs.csv }"), "LAB"))).toEqual([]);
    expect(
      await folder.faults(inGroup(alone("{ csvFile: pcs.csv, groups: [ all ] }"), "all")),
    ).toEqual([]);
  });

  it("that no list knows is a fault", async () => {
    expect(await folder.faults(inGroup(alone("{ csvFile: pcs.csv }"), "lap"))).toEqual([
      expect.stringContaining(
        'rights.groups.lap is a group that no workstation is in. Did you mean "lab"?',
      ),
    ]);
  });

  it("may be one that a directory knows, and then it is only doubtful", async () => {
    const said = async (from: string): Promise<unknown> =>
      await folder.load(
        inGroup(
          alone("{ csvFile: pcs.csv }", directory.replace(" }", `, groupsFrom: ${from} }`)),
          "lap",
        ),
      );

    expect(await said("memberOf")).toMatchObject({
      ok: true,
      warnings: [
        'rights.groups.lap is a group that no workstation is in, unless a directory says so. Did you mean "lab"?',
      ],
    });
    expect(await said("none")).toMatchObject({ ok: false });
  });

  it("stands there once, since upper and lower case are one group", async () => {
    const yaml = alone("{ csvFile: pcs.csv }").replace(
      "store:",
      "  groups: { lab: { clear: [] }, Lab: { ask: [] } }\nstore:",
    );

    expect(await folder.faults(yaml)).toEqual([
      expect.stringContaining("rights.groups.Lab stands twice"),
    ]);
  });
});
