import { connect } from "node:net";
import type { Attributes, FileEntry, SFTPWrapper } from "ssh2";
import ssh2 from "ssh2";

/** What a plain SSH client needs to get in. */
export interface Door {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly privateKey: string;
}

/** One connection of a plain ssh2 client, with promises in place of callbacks. */
export interface Visit extends AsyncDisposable {
  readonly client: ssh2.Client;
  /** `SSH-2.0-…` of the other side. */
  readonly greeting: string;
  /** The public key that the other side proved to have. */
  readonly hostKey: Buffer;
  /** Settles with every error that the connection reported once it is closed. */
  readonly closed: Promise<readonly Error[]>;
  sftp(): Promise<Files>;
  exec(command: string, input?: string): Promise<Ran>;
}

interface Ran {
  /** null when the connection ended first. */
  readonly code: number | null;
  readonly out: Buffer;
  readonly err: Buffer;
}

/** SFTP requests that give `0` or the answer, and the status code when they are refused. */
interface Files {
  readonly raw: SFTPWrapper;
  lstat(path: string): Promise<Attributes | number>;
  stat(path: string): Promise<Attributes | number>;
  realpath(path: string): Promise<string | number>;
  readlink(path: string): Promise<string | number>;
  read(path: string): Promise<string | number>;
  write(path: string, text: string, flag?: "w" | "wx" | "a"): Promise<number>;
  list(path: string): Promise<string[] | number>;
  mkdir(path: string): Promise<number>;
  rmdir(path: string): Promise<number>;
  remove(path: string): Promise<number>;
  chmod(path: string, mode: number): Promise<number>;
  rename(from: string, to: string): Promise<number>;
  posixRename(from: string, to: string): Promise<number>;
}

export async function visit(door: Door): Promise<Visit> {
  const client = new ssh2.Client();
  const errors: Error[] = [];
  let greeting = "";
  let hostKey = Buffer.alloc(0);
  const closed = new Promise<readonly Error[]>((resolve) => {
    client.on("close", () => resolve(errors));
  });
  client.on("error", (error) => errors.push(error));
  await new Promise<void>((resolve, reject) => {
    client.on("ready", resolve);
    client.on("close", () => reject(errors[0] ?? new Error("closed before it was ready")));
    client.connect({
      ...door,
      // Without it every round trip waits for the other side's delayed acknowledgement.
      sock: connect({ host: door.host, port: door.port, noDelay: true }),
      hostVerifier: (key: Buffer) => {
        hostKey = Buffer.from(key);
        return true;
      },
      debug: (line) => {
        greeting = /Remote ident: '(.*)'/u.exec(line)?.[1] ?? greeting;
      },
    });
  });
  return {
    client,
    greeting,
    hostKey,
    closed,
    sftp: async () => files(await openSftp(client)),
    exec: async (command, input) => await run(client, command, input),
    async [Symbol.asyncDispose]() {
      client.end();
      await closed;
    },
  };
}

/** Why a login did not come about. */
export async function refusal(door: Door): Promise<string> {
  try {
    await using _visit = await visit(door);
    return "let in";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function openSftp(client: ssh2.Client): Promise<SFTPWrapper> {
  return await new Promise((resolve, reject) => {
    client.sftp((error, sftp) => (error ? reject(error) : resolve(sftp)));
  });
}

async function run(client: ssh2.Client, command: string, input?: string): Promise<Ran> {
  return await new Promise((resolve, reject) => {
    client.exec(command, (error, channel) => {
      if (error) return reject(error);
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      let code: number | null = null;
      channel.on("data", (bytes: Buffer) => out.push(bytes));
      channel.stderr.on("data", (bytes: Buffer) => err.push(bytes));
      channel.on("exit", (status: number | null) => {
        code = status;
      });
      channel.on("close", () => {
        resolve({ code, out: Buffer.concat(out), err: Buffer.concat(err) });
      });
      if (input === undefined) return;
      channel.end(input);
    });
  });
}

type Callback<T> = (error: Error | null | undefined, value: T) => void;

function files(raw: SFTPWrapper): Files {
  const done = async (ask: (callback: Callback<unknown>) => void): Promise<number> => {
    const answer = await asked(ask);
    return typeof answer === "number" ? answer : 0;
  };
  return {
    raw,
    lstat: async (path) => await asked<Attributes>((back) => raw.lstat(path, back)),
    stat: async (path) => await asked<Attributes>((back) => raw.stat(path, back)),
    realpath: async (path) => await asked<string>((back) => raw.realpath(path, back)),
    readlink: async (path) => await asked<string>((back) => raw.readlink(path, back)),
    async read(path) {
      const bytes = await asked<Buffer>((back) => raw.readFile(path, back));
      return typeof bytes === "number" ? bytes : bytes.toString("latin1");
    },
    write: async (path, text, flag = "w") =>
      await done((back) => raw.writeFile(path, text, { flag }, (error) => back(error, undefined))),
    async list(path) {
      const entries = await asked<FileEntry[]>((back) => raw.readdir(path, back));
      return typeof entries === "number" ? entries : entries.map(({ filename }) => filename);
    },
    mkdir: async (path) => await done((back) => raw.mkdir(path, (error) => back(error, undefined))),
    rmdir: async (path) => await done((back) => raw.rmdir(path, (error) => back(error, undefined))),
    remove: async (path) =>
      await done((back) => raw.unlink(path, (error) => back(error, undefined))),
    chmod: async (path, mode) =>
      await done((back) => raw.chmod(path, mode, (error) => back(error, undefined))),
    rename: async (from, to) =>
      await done((back) => raw.rename(from, to, (error) => back(error, undefined))),
    posixRename: async (from, to) =>
      await done((back) => raw.ext_openssh_rename(from, to, (error) => back(error, undefined))),
  };
}

async function asked<T>(ask: (callback: Callback<T>) => void): Promise<T | number> {
  return await new Promise((resolve, reject) => {
    ask((error, value) => {
      if (!error) resolve(value);
      else if ("code" in error && typeof error.code === "number") resolve(error.code);
      else reject(error);
    });
  });
}
