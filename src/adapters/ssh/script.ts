import { randomBytes } from "node:crypto";
import type { EnvironmentName, RegistryKey } from "#checks/machine.ts";
import type { Asks } from "./settings.ts";

/** Every Windows NT has this key, readable by everyone: if it cannot be read, no answer counts. */
export const controlKey: RegistryKey = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";

/** The queries in their order; a query's number is its place here. */
export interface Script {
  readonly environment: readonly EnvironmentName[];
  readonly registry: readonly RegistryKey[];
  /** The whole text for cmd's standard input, its answers framed by this connection's marker. */
  text(marker: string): string;
}

/**
 * Compiles what may be asked. Only names that the checks declare come in, and even those are
 * refused when cmd could read anything in them but a name: nothing that a person typed or a
 * workstation answered is ever part of a command line.
 */
export function compileScript(asks: Asks): Script {
  const environment = [...new Set<EnvironmentName>(["SystemRoot", ...asks.environment])];
  const registry = [...new Set<RegistryKey>([controlKey, ...asks.registry])];
  for (const name of environment) requirePlain(name, /^\w+$/);
  for (const key of registry) requirePlain(key, /^HKLM(?:\\[\w .{}()+-]+)+$/);
  const commands = [
    ...environment.map((name) => `set ${name}`),
    ...registry.map((key) => `reg query "${key}" /reg:64 <nul 2>nul`),
  ];
  return { environment, registry, text: (marker) => scriptText(commands, marker) };
}

/** Not to be guessed, so that nothing on the workstation can forge the frame of an answer. */
export function newMarker(): string {
  return `whyreboot-${randomBytes(16).toString("hex")}`;
}

/**
 * `cmd` reads this as if it were typed: no labels and no `goto`. A variable is asked for by `set`,
 * never by `echo %NAME%`: its value would be put into the line before cmd reads that. Each program gets an empty standard input of its own, or it would eat
 * the rest of the script; `set` is no program, and a blank after its name would count as part of
 * it. `chcp` makes the answers UTF-8, whatever the console's code page is.
 */
function scriptText(commands: readonly string[], marker: string): string {
  const queries = commands.flatMap((command, at) => [
    `echo ${marker} begin ${at}`,
    command,
    `echo ${marker} end ${at} %ERRORLEVEL%`,
  ]);
  return ["@echo off", "chcp 65001 >nul 2>nul <nul", ...queries, "exit 0", ""].join("\r\n");
}

function requirePlain(name: string, pattern: RegExp): void {
  if (!pattern.test(name)) throw new Error(`not a plain name to ask for: ${name}`);
}
