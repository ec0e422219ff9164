import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { chmod, chown, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { describe, vi } from "vitest";
import type { PostgresPlace } from "#adapters/store/place.ts";

/** A real PostgreSQL of its own, gone with all that is in it at the end. */
export interface PostgresServer extends AsyncDisposable {
  /** An empty database in UTF-8; its owner is the user of the place, who is nothing more. */
  database(options?: { readonly encoding?: string }): Promise<PostgresPlace>;
  /** As the server's superuser, in the database of the place, or in none of those. */
  run(statement: string, place?: PostgresPlace): Promise<readonly Record<string, unknown>[]>;
  /** The folder of its socket, over which everybody is believed. */
  readonly folder: string;
  /** The certificate that it shows for 127.0.0.1, signed by itself. */
  certificate(): Promise<string>;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/**
 * A suite that needs PostgreSQL. On a machine without it the suite is skipped under a name that
 * says so; in CI, where nobody would read that, it runs nevertheless and fails.
 */
export function describeWithPostgres(title: string, body: () => void): void {
  const lacking = missing();
  const skipped = lacking.length > 0 && !process.env["CI"];
  vi.setConfig({ hookTimeout: 120_000 });
  const prefix = skipped ? `not run: PostgreSQL (missing: ${lacking.join(", ")}): ` : "";
  describe.skipIf(skipped)(`${prefix}${title}`, () => {
    body();
  });
}

const superuser = "postgres";
const onPath = (process.env["PATH"] ?? "").split(delimiter);

export async function startPostgres(): Promise<PostgresServer> {
  const found = programs();
  if (found === undefined || missing().length > 0) {
    throw new Error(`PostgreSQL cannot run here; missing: ${missing().join(", ")}`);
  }
  const folder = await mkdtemp(join(tmpdir(), "whyreboot-pg-"));
  const data = join(folder, "data");
  const program = promisify(execFile);
  let server: ChildProcess | undefined;
  let port = 0;

  const stop = async (): Promise<void> => {
    if (server === undefined || server.exitCode !== null) return;
    const ended = once(server, "exit");
    // Ends every session, and keeps what is on its disk.
    server.kill("SIGINT");
    await ended;
  };
  const start = async (): Promise<void> => {
    const options = ["-D", data, "-k", folder, "-h", "127.0.0.1", "-p", String(port), ...settings];
    server = spawn(join(found, "postgres"), options, { ...unprivileged(), stdio: "pipe" });
    await ready(server);
  };
  const remove = async (): Promise<void> => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  };
  const run: PostgresServer["run"] = async (statement, place) => {
    const database = place?.database ?? "postgres";
    const client = new Client({ host: folder, port, user: superuser, database, ssl: false });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  };

  try {
    await program("openssl", selfSigned(folder));
    const { uid } = unprivileged();
    if (uid !== undefined) {
      for (const path of [folder, join(folder, "key.pem")]) await chown(path, uid, uid);
    }
    await chmod(join(folder, "key.pem"), 0o600);
    await program(join(found, "initdb"), initialisation(data), { ...unprivileged(), cwd: folder });
    // Nobody but a database's own user comes in over TCP.
    await writeFile(
      join(data, "pg_hba.conf"),
      "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n",
    );
    await writeFile(
      join(data, "postgresql.auto.conf"),
      `ssl = on\nssl_cert_file = '${folder}/certificate.pem'\nssl_key_file = '${folder}/key.pem'\n`,
    );
    port = await freePort();
    await start();
  } catch (error) {
    await remove();
    throw error;
  }

  let databases = 0;
  return {
    folder,
    run,
    start,
    stop,
    certificate: async () => await readFile(join(folder, "certificate.pem"), "utf8"),
    database: async ({ encoding = "UTF8" } = {}) => {
      databases += 1;
      const name = `whyreboot_${databases}`;
      const password = randomBytes(12).toString("hex");
      await run(`create role ${name} login password '${password}'`);
      await run(
        `create database ${name} owner ${name} encoding '${encoding}' locale 'C' template template0`,
      );
      return {
        url: `postgres://${name}@127.0.0.1:${port}/${name}`,
        host: "127.0.0.1",
        port,
        user: name,
        database: name,
        password,
      };
    },
    [Symbol.asyncDispose]: remove,
  };
}

/** What this machine lacks, by name; Debian's `postgresql` brings both. */
function missing(): readonly string[] {
  return [
    ...(programs() === undefined ? ["postgresql"] : []),
    ...(onPath.some((folder) => existsSync(join(folder, "openssl"))) ? [] : ["openssl"]),
  ];
}

/** The folder of the newest PostgreSQL; Debian keeps the server's programs off the PATH. */
function programs(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const folders = [
    ...versions
      .toSorted((one, other) => Number(other) - Number(one))
      .map((version) => join(debian, version, "bin")),
    ...onPath,
  ];
  return folders.find((folder) =>
    ["initdb", "postgres"].every((name) => existsSync(join(folder, name))),
  );
}

/** PostgreSQL refuses to run as root. 65534 is `nobody`, who owns nothing. */
function unprivileged(): { uid?: number; gid?: number } {
  return process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
}

/** Its disk is only ever read by the same machine, which does not lose power in a test. */
const settings = ["-c", "fsync=off", "-c", "max_connections=60"];

function initialisation(data: string): readonly string[] {
  return ["-D", data, "-U", superuser, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
}

function selfSigned(folder: string): readonly string[] {
  const files = ["-keyout", join(folder, "key.pem"), "-out", join(folder, "certificate.pem")];
  const subject = ["-subj", "/CN=whyreboot-test", "-addext", "subjectAltName=IP:127.0.0.1"];
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  return ["req", "-x509", "-days", "2", ...key, ...files, ...subject];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Resolves once it accepts connections; rejects with its own words when it ends instead. */
async function ready(server: ChildProcess): Promise<void> {
  let said = "";
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on("data", (data: Buffer) => {
      said = `${said}${data.toString()}`.slice(-10_000);
      if (/ready to accept connections/.test(said)) resolve();
    });
    server.once("error", reject);
    server.once("exit", () => {
      reject(new Error(`PostgreSQL ended: ${said}`));
    });
  });
}
