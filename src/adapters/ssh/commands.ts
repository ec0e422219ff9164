import type { Asks, EnvironmentName, EventQuery, RegistryKey } from "#checks/machine.ts";
import { codePageKey } from "#checks/restart-files/gather.ts";
import { currentVersionKey } from "#checks/windows-directory.ts";

/** Every Windows NT has this key, readable by everyone: if it cannot be read, no answer counts. */
export const controlKey = currentVersionKey;

/** Windows' number for UTF-8. */
export const utf8CodePage = 65001;

/** The command lines that may be run, by what is asked. Anything that was not declared throws. */
export interface Commands {
  /** Makes the answers after it UTF-8. It says the number of the code page when it could. */
  readonly utf8: string;
  environment(name: EnvironmentName): string;
  registry(key: RegistryKey): string;
  registryTree(key: RegistryKey): string;
  events(query: EventQuery): string;
}

/**
 * Compiles what may be asked, once, before anything connects. Only what the checks declare comes in,
 * and even that is refused when cmd could read anything in it but a name: nothing that a person
 * typed or a workstation answered is ever part of a command line.
 */
export function compileCommands(asks: Asks): Commands {
  const names = new Map(asks.environment.map((name) => [name, environmentCommand(name)]));
  names.set("SystemRoot", environmentCommand("SystemRoot"));
  const keys = new Map(
    [controlKey, codePageKey, ...asks.registry, ...asks.trees]
      .flatMap(withParents)
      .map((key) => [key, registryCommand(key)]),
  );
  const trees = new Map(asks.trees.map((key) => [key, treeCommand(key)]));
  const queries = new Map(asks.events.map((query) => [query, eventsCommand(query)]));
  return {
    utf8: `chcp ${utf8CodePage} ${quiet}`,
    environment: (name) => declared(names, name),
    registry: (key) => declared(keys, key),
    registryTree: (key) => declared(trees, key),
    events: (query) => declared(queries, query),
  };
}

/** The key above; undefined above the root's own keys, which everybody has. */
export function parentOf(key: RegistryKey): RegistryKey | undefined {
  const parent = key.slice(0, key.lastIndexOf("\\"));
  return parent.startsWith("HKLM\\") ? `HKLM\\${parent.slice(5)}` : undefined;
}

/** A key that is missing or denied is told apart by the listing of the keys above it. */
function withParents(key: RegistryKey): RegistryKey[] {
  const parent = parentOf(key);
  return parent === undefined ? [key] : [key, ...withParents(parent)];
}

function declared<Key>(commands: ReadonlyMap<Key, string>, wanted: Key): string {
  const command = commands.get(wanted);
  if (command === undefined) throw new Error(`never declared: ${JSON.stringify(wanted)}`);
  return command;
}

/**
 * A variable is asked for by `set`, never by `echo %NAME%`: its value would be put into the line
 * before cmd reads that. `set` is no program, and a blank after its name would count as part of it.
 */
function environmentCommand(name: string): string {
  return `set ${plain(name, /^\w+$/)}`;
}

// Each program gets an empty standard input of its own, or it would eat the rest of the dialogue.
const quiet = "<nul 2>nul";

function registryCommand(key: string): string {
  return `reg query "${plainKey(key)}" /reg:64 ${quiet}`;
}

function treeCommand(key: string): string {
  return `reg query "${plainKey(key)}" /s /reg:64 ${quiet}`;
}

/** XPath 1.0 as the event log understands it; inside quotes cmd reads none of its brackets. */
function eventsCommand({ log, sources, newest }: EventQuery): string {
  const wanted = sources.map(({ provider, ids }) => {
    const numbers = ids.map((id) => `EventID=${plain(String(id), /^\d{1,5}$/)}`);
    return `(Provider[@Name='${plain(provider, /^[\w .-]+$/)}'] and (${numbers.join(" or ")}))`;
  });
  const count = plain(String(newest), /^\d{1,3}$/);
  return `wevtutil qe ${log} "/q:*[System[${wanted.join(" or ")}]]" /rd:true /c:${count} /f:xml ${quiet}`;
}

function plainKey(key: string): string {
  return plain(key, /^HKLM(?:\\[\w .{}()+-]+)+$/);
}

function plain(name: string, pattern: RegExp): string {
  if (!pattern.test(name)) throw new Error(`not a plain name to ask for: ${name}`);
  return name;
}
