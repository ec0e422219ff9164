import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sshdParts } from "../../test/lab/parts.ts";
import { compiled } from "../../test/lab/prefix.ts";

export interface CommandLine {
  readonly program: string;
  readonly parameters: readonly string[];
  /** Beside PATH and HOME. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a program and everything that it started has used; what it spoke to is not among it. */
export interface Used {
  readonly exit: number;
  /** Until the program itself ended. */
  readonly milliseconds: number;
  /** Milliseconds of user and system time, to the microsecond. */
  readonly cpu: number;
  /** MB (of 1,048,576 bytes) that its largest process had resident. */
  readonly resident: number;
}

export interface Measuring {
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Hears the number of the process whose only child the program is. */
  readonly onStart?: (pid: number) => void;
}

/**
 * Runs it with its standard output in the file `output` of `folder` and its errors in `errors`, so
 * that reading them takes no part.
 */
export async function measured(
  { program, parameters, environment = {} }: CommandLine,
  { folder, signal, onStart }: Measuring,
): Promise<Used> {
  const outside = await compiled(sshdParts(), join(import.meta.dirname, "measured.c"));
  const report = join(folder, "used");
  const [output, errors] = await Promise.all(
    ["output", "errors"].map(async (name) => await open(join(folder, name), "w")),
  );
  try {
    const child = spawn(outside, [report, program, ...parameters], {
      stdio: ["ignore", output?.fd, errors?.fd],
      cwd: folder,
      env: { ...baseEnvironment(folder), ...environment },
      signal,
    });
    if (child.pid !== undefined) onStart?.(child.pid);
    await once(child, "exit");
    return usedOf(await readFile(report, "utf8"));
  } finally {
    await Promise.all([output?.close(), errors?.close()]);
  }
}

/** Nothing of the caller's own configuration takes part. */
function baseEnvironment(home: string): Record<string, string> {
  return { PATH: process.env["PATH"] ?? "", HOME: home, LANG: "C.UTF-8" };
}

/** The line that `measured.c` writes. */
export function usedOf(report: string): Used {
  const numbers = /^(\d+) (\d+) (\d+) (\d+) (\d+)\n$/u.exec(report)?.slice(1).map(Number);
  const [exit, wall, user, system, kilobytes] = numbers ?? [];
  if (exit === undefined || wall === undefined || user === undefined) throw odd(report);
  if (system === undefined || kilobytes === undefined) throw odd(report);
  return {
    exit,
    milliseconds: wall / 1000,
    cpu: (user + system) / 1000,
    resident: kilobytes / 1024,
  };
}

function odd(report: string): Error {
  return new Error(`not what a program has used: ${report}`);
}
