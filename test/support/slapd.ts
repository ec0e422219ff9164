import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { describe, vi } from "vitest";
import { freePort } from "../lab/server.ts";
import { certificates } from "./certificates.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A computer of the directory. */
export interface Computer {
  readonly name: string;
  /** From the inside to the outside, below `OU=Workstations`. */
  readonly units?: readonly string[];
  readonly address?: string;
  readonly memberOf?: readonly string[];
  /** 4096 is a workstation; 4098 one that is switched off in the directory. */
  readonly control?: number;
}

/** OpenLDAP's own slapd with computers as Active Directory has them; gone at the end. */
export interface Slapd extends AsyncDisposable {
  readonly port: number;
  /** Encrypted, with a certificate of `ca` for 127.0.0.1. */
  readonly url: string;
  /** Not encrypted. */
  readonly plainUrl: string;
  readonly ca: string;
  readonly base: string;
  /** May read everything. */
  readonly bind: { readonly dn: string; readonly password: string };
  /** May read a hundred entries, whatever it asks. */
  readonly narrow: { readonly dn: string; readonly password: string };
  stop(): Promise<void>;
  /** At the same ports; with other computers in place of those before, if there are any. */
  start(computers?: readonly Computer[]): Promise<void>;
}

/**
 * A suite that needs slapd. On a machine without it the suite is skipped under a name that says so;
 * in CI, where nobody would read that, it runs nevertheless and fails.
 */
export function describeWithSlapd(title: string, body: () => void): void {
  const lacking = missing();
  const skipped = lacking.length > 0 && !process.env["CI"];
  vi.setConfig({ hookTimeout: 60_000 });
  const prefix = skipped ? `not run: OpenLDAP (missing: ${lacking.join(", ")}): ` : "";
  describe.skipIf(skipped)(`${prefix}${title}`, () => {
    body();
  });
}

const suffix = "dc=example,dc=net";
const base = `ou=Workstations,${suffix}`;
const program = promisify(execFile);

export async function startSlapd(computers: readonly Computer[]): Promise<Slapd> {
  if (missing().length > 0) throw new Error(`slapd cannot run; missing: ${missing().join(", ")}`);
  const folder = await temporaryFolder();
  const ca = await certificates(folder.path());
  const [port, plainPort] = [await freePort(), await freePort()];
  const config = folder.path("slapd.conf");
  let databases = 0;
  let server: ChildProcess | undefined;

  const fill = async (those: readonly Computer[]): Promise<void> => {
    databases += 1;
    const database = folder.path(`database-${databases}`);
    await mkdir(database);
    await writeFile(config, configuration(folder.path(), database));
    await writeFile(folder.path("all.ldif"), ldif(those));
    await program(slapd("slapadd"), ["-q", "-f", config, "-l", folder.path("all.ldif")]);
  };
  const stop = async (): Promise<void> => {
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill("SIGTERM");
    await ended;
  };
  const start: Slapd["start"] = async (those) => {
    if (those !== undefined) await fill(those);
    const urls = `ldap://127.0.0.1:${plainPort} ldaps://127.0.0.1:${port}`;
    server = spawn(slapd("slapd"), ["-d", "stats", "-f", config, "-h", urls], { stdio: "pipe" });
    await starting(server);
    for (const one of [plainPort, port]) await listening(one, server);
  };

  try {
    await start(computers);
  } catch (error) {
    await folder[Symbol.asyncDispose]();
    throw error;
  }
  return {
    port,
    url: `ldaps://127.0.0.1:${port}`,
    plainUrl: `ldap://127.0.0.1:${plainPort}`,
    ca,
    base,
    bind: { dn: `cn=bot,${suffix}`, password: "s3cret" },
    narrow: { dn: `cn=narrow,${suffix}`, password: "s3cret" },
    stop,
    start,
    [Symbol.asyncDispose]: async () => {
      await stop();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const onPath = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin"];

function found(name: string): string | undefined {
  return onPath.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function slapd(name: "slapd" | "slapadd"): string {
  return found(name) ?? name;
}

/** What this machine lacks, by name; Debian's `slapd` brings the first two. */
function missing(): readonly string[] {
  return ["slapd", "slapadd", "openssl"].filter((name) => found(name) === undefined);
}

/** Its attributes and classes have the numbers that Active Directory gives them. */
function configuration(folder: string, database: string): string {
  return `include /etc/ldap/schema/core.schema
attributetype ( 1.2.840.113556.1.4.619 NAME 'dNSHostName' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.8 NAME 'userAccountControl' EQUALITY integerMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.2.102 NAME 'memberOf' EQUALITY distinguishedNameMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.12 )
objectclass ( 1.2.840.113556.1.3.30 NAME 'computer' SUP top STRUCTURAL MUST cn MAY ( dNSHostName $ userAccountControl $ memberOf ) )
modulepath /usr/lib/ldap
moduleload back_mdb
TLSCACertificateFile ${folder}/ca.pem
TLSCertificateFile ${folder}/certificate.pem
TLSCertificateKeyFile ${folder}/key.pem
database mdb
maxsize 104857600
suffix "${suffix}"
directory ${database}
access to attrs=userPassword by anonymous auth by * none
access to * by users read by * none
sizelimit size.soft=500 size.hard=1000 size.prtotal=unlimited
limits dn.exact="cn=narrow,${suffix}" size.soft=100 size.hard=100 size.prtotal=100
`;
}

function ldif(computers: readonly Computer[]): string {
  const units = new Set(
    computers.flatMap(({ units: inside = [] }) => inside.map((_, at) => unitOf(inside.slice(at)))),
  );
  // An outer one has to stand before what is in it.
  const inOrder = [...units].toSorted((one, other) => one.length - other.length);
  return [
    `dn: ${suffix}\nobjectClass: dcObject\nobjectClass: organization\no: Example\ndc: example\n`,
    ...["bot", "narrow"].map(
      (name) =>
        `dn: cn=${name},${suffix}\nobjectClass: person\ncn: ${name}\nsn: ${name}\nuserPassword: s3cret\n`,
    ),
    `dn: ${base}\nobjectClass: organizationalUnit\n`,
    ...inOrder.map((dn) => `dn: ${dn}\nobjectClass: organizationalUnit\n`),
    ...computers.map(ldifOf),
  ].join("\n");
}

function unitOf(units: readonly string[]): string {
  return [...units.map((unit) => `ou=${escaped(unit)}`), base].join(",");
}

function escaped(value: string): string {
  return value.replaceAll(/[,+"\\<>;=]/gu, (one) => `\\${one}`);
}

function ldifOf({ name, units = [], address, memberOf = [], control = 4096 }: Computer): string {
  const text = (key: string, value: string): string =>
    `${key}:: ${Buffer.from(value, "utf8").toString("base64")}`;
  const lines = [
    text("dn", `cn=${escaped(name)},${unitOf(units)}`),
    "objectClass: computer",
    text("cn", name),
    `userAccountControl: ${control}`,
    ...(address === undefined ? [] : [text("dNSHostName", address)]),
    ...memberOf.map((group) => text("memberOf", group)),
  ];
  return `${lines.join("\n")}\n`;
}

/** It says that it starts before it listens. */
async function listening(port: number, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error("slapd ended before it listened");
    const socket = connect(port, "127.0.0.1");
    const [event] = await Promise.race([
      once(socket, "connect").then(() => ["connect"]),
      once(socket, "close").then(() => ["close"]),
    ]).catch(() => ["error"]);
    socket.destroy();
    if (event === "connect") return;
    await pause(10);
  }
}

/** Resolves once it is about to listen; rejects with its own words when it ends instead. */
async function starting(server: ChildProcess): Promise<void> {
  let said = "";
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on("data", (data: Buffer) => {
      said = `${said}${data.toString()}`.slice(-10_000);
      if (said.includes("slapd starting")) resolve();
    });
    server.once("error", reject);
    server.once("exit", () => {
      reject(new Error(`slapd ended: ${said}`));
    });
  });
}
