import { cmd } from "#practice/cmd.ts";
import { ordinaryWindows } from "#practice/ordinary-windows.ts";
import type { PracticeWindows } from "#practice/windows.ts";

/** What a script got out of a practice workstation's `cmd`. */
export interface Said {
  readonly out: string;
  /** Without the banner, the prompt and the first line. */
  readonly afterFirst: string;
  readonly err: string;
  readonly errBytes: Buffer;
  readonly code: number;
  readonly windows: PracticeWindows;
}

export const silence = "@echo off";

export function query(key: string): string {
  return `reg query "${key}" /reg:64`;
}

export function script(lines: readonly string[], windows = ordinaryWindows()): Said {
  const outBytes: Buffer[] = [];
  const errors: Buffer[] = [];
  const shell = cmd(windows, {
    out: (bytes) => outBytes.push(bytes),
    err: (bytes) => errors.push(bytes),
  });
  let code: number | undefined;
  for (const line of lines) code ??= shell.run(line);
  const out = Buffer.concat(outBytes).toString();
  const errBytes = Buffer.concat(errors);
  return {
    out,
    afterFirst: out.slice(out.indexOf(">") + (lines[0]?.length ?? 0) + ">\r\n".length),
    err: errBytes.toString(),
    errBytes,
    code: code ?? shell.end(),
    windows,
  };
}
