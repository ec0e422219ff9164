import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ownFolder, sweep } from "../lab/cache.ts";
import { labParts } from "../lab/parts.ts";
import { makePrefix, wineEnvironment } from "../lab/prefix.ts";
import { run } from "../lab/run.ts";
import { type FileContent, folder, type Tree } from "./tree.ts";

/** Wine's `cmd.exe` on a prefix of its own. */
export interface Executor {
  /** Runs each batch in its scratch folder and gives the trees that were there afterwards. */
  runAll(jobs: readonly Job[]): Promise<Tree[]>;
  stop(): Promise<void>;
}

export interface Job {
  /** `C:\S…`, of this job alone; the current directory while the batch runs. */
  readonly root: string;
  readonly before: Tree;
  readonly batch: Uint8Array;
}

/** Each process gets so many batches; a batch that ends the whole `cmd` costs one more process. */
const batchesPerProcess = 100;
const processDeadline = 60_000;

export async function startExecutor(): Promise<Executor> {
  const parts = labParts();
  await sweep();
  const home = ownFolder("lab");
  await mkdir(join(home, "home"), { recursive: true });
  await makePrefix(home, parts);
  const environment = wineEnvironment(join(home, "prefix"), join(home, "home"));
  const driveC = join(home, "prefix/drive_c");
  await Promise.all(["BATCHES", "DONE"].map((name) => mkdir(join(driveC, name))));
  // Every question ("Are you sure?") is answered; at the end of its input Wine would ask for ever.
  await writeFile(join(driveC, "NO.TXT"), "N\r\n".repeat(4096));
  const cmd = async (script: string): Promise<void> => {
    const process = spawn(parts.wine, ["C:\\windows\\system32\\cmd.exe", "/d", "/c", script], {
      env: environment,
      stdio: "ignore",
      timeout: processDeadline,
    });
    await once(process, "exit");
  };
  // The first process of a prefix waits for Wine's services.
  await cmd("exit 0");
  return {
    runAll: async (jobs) => {
      for (const job of jobs) await plant(driveC, job);
      const chunks = Array.from({ length: Math.ceil(jobs.length / batchesPerProcess) }, (_, at) =>
        jobs.slice(at * batchesPerProcess, (at + 1) * batchesPerProcess),
      );
      const lanes = [0, 1].map((lane) => chunks.filter((_, at) => at % 2 === lane));
      await Promise.all(
        lanes.map(async (lane, number) => {
          for (const chunk of lane) await runChunk({ driveC, cmd, number }, chunk);
        }),
      );
      return await Promise.all(jobs.map(async ({ root }) => await readTree(driveC, root)));
    },
    stop: async () => {
      // It fails when the server has ended by itself, which is as good.
      await run(parts.wineserver, ["-k"], environment).catch(() => undefined);
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

interface Lane {
  readonly driveC: string;
  readonly cmd: (script: string) => Promise<void>;
  readonly number: number;
}

/** A batch can end the `cmd` that calls it; the next process goes on behind it. */
async function runChunk({ driveC, cmd, number }: Lane, jobs: readonly Job[]): Promise<void> {
  let rest = jobs;
  while (rest.length > 0) {
    await writeFile(join(driveC, `DRIVER${number}.BAT`), driver(rest));
    await cmd(`C:\\DRIVER${number}.BAT`);
    const next = rest.findIndex(({ root }) => !existsSync(join(driveC, "DONE", idOf(root))));
    rest = next === -1 ? [] : rest.slice(next + 1);
  }
}

function driver(jobs: readonly Job[]): string {
  const calls = jobs.flatMap(({ root }) => [
    "@ECHO OFF",
    `CD ${root}`,
    `CALL C:\\BATCHES\\${idOf(root)}.BAT <C:\\NO.TXT >NUL 2>NUL`,
    `ECHO done >C:\\DONE\\${idOf(root)}`,
  ]);
  return `${calls.join("\r\n")}\r\n`;
}

function idOf(root: string): string {
  return root.slice("C:\\".length);
}

async function plant(driveC: string, { root, before, batch }: Job): Promise<void> {
  for (const [path, node] of before) {
    const place = hostPath(driveC, path);
    if (node === folder) await mkdir(place, { recursive: true });
    else await writeFile(place, node.content);
  }
  await writeFile(join(driveC, "BATCHES", `${idOf(root)}.BAT`), batch);
}

async function readTree(driveC: string, root: string): Promise<Tree> {
  const tree = new Map<string, FileContent | typeof folder>();
  if (!existsSync(hostPath(driveC, root))) return tree;
  tree.set(root, folder);
  const found = await readdir(hostPath(driveC, root), { recursive: true, withFileTypes: true });
  for (const entry of found) {
    const place = join(entry.parentPath, entry.name);
    const path = `C:\\${place.slice(driveC.length + 1).replaceAll("/", "\\")}`.toUpperCase();
    tree.set(path, entry.isDirectory() ? folder : { content: await readFile(place, "latin1") });
  }
  return tree;
}

function hostPath(driveC: string, path: string): string {
  return join(driveC, ...path.slice("C:\\".length).split("\\"));
}
