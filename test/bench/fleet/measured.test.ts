import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { measured, usedOf } from "../../../bench/fleet/measured.ts";
import { missingForSshd } from "../../lab/parts.ts";

it("reads what was used, in milliseconds and megabytes", () => {
  expect(usedOf("3 2500000 1000500 500250 2048\n")).toEqual({
    exit: 3,
    milliseconds: 2500,
    cpu: 1500.75,
    resident: 2,
  });
});

it.each(["", "0 1 2 3\n", "0 1 2 3 4", "0 -1 2 3 4\n"])("refuses %j", (report) => {
  expect(() => usedOf(report)).toThrow("not what a program has used");
});

const missing = missingForSshd();
const skipped = missing.length > 0 && !process.env["CI"];
const prefix = skipped ? `not run: fleet (missing: ${missing.join(", ")}): ` : "";

describe.skipIf(skipped)(`${prefix}the CPU of a program`, () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "whyreboot-measured-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("counts what detached itself and outlives the program", async () => {
    const starter = `
      const { spawn } = require("node:child_process");
      const stdio = "ignore";
      spawn(process.execPath, ["-e", ${JSON.stringify(burner("detached"))}], { detached: true, stdio }).unref();
    `;

    const used = await run(starter);

    expect(used.exit).toBe(0);
    expect(used.cpu).toBeGreaterThanOrEqual(await burnt("detached"));
  });

  it("does not count what runs beside it", async () => {
    const beside = spawn(process.execPath, ["-e", burner("beside")], { cwd: folder });
    const gone = once(beside, "exit");
    const used = await run(until("beside"));
    await gone;

    expect(used.cpu).toBeLessThan(await burnt("beside"));
  });

  it("gives the program's own exit status", async () => {
    expect((await run("process.exitCode = 7")).exit).toBe(7);
  });

  async function run(script: string): ReturnType<typeof measured> {
    const commandLine = { program: process.execPath, parameters: ["-e", script] };
    return await measured(commandLine, { folder, signal: new AbortController().signal });
  }

  async function burnt(file: string): Promise<number> {
    return Number(await readFile(join(folder, file), "utf8"));
  }
});

/** Uses a second of CPU by its own count, and writes the milliseconds down. */
function burner(file: string): string {
  return `
    const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
    while (used() < 1000);
    const { writeFileSync, renameSync } = require("node:fs");
    writeFileSync("${file}.new", String(used()));
    renameSync("${file}.new", "${file}");
  `;
}

/** Waits for a file, in a program that does next to nothing meanwhile. */
function until(file: string): string {
  return `
    const { existsSync } = require("node:fs");
    const timer = setInterval(() => existsSync("${file}") && clearInterval(timer), 100);
  `;
}
