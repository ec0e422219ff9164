import { LineType, parse } from "ssh-config";
import { globOf } from "#bot/glob.ts";
import { linesOf } from "./lines.ts";
import type { Row, Rows, Rules, SourceFault } from "./source.ts";
import { faultAt, readPort, shown } from "./source.ts";

/**
 * OpenSSH's client configuration: every alias without a wildcard, with what its own and the general
 * `Host` sections say of HostName, Port and User; as there, what is said first holds. What stands
 * under `Match` is left out, since it may ask to run a program, and `Include` is not followed.
 */
export async function readSshConfigFile(text: string, rules: Rules): Promise<Rows> {
  const { sections, faults, notes } = await sectionsOf(text, rules);
  const aliases = new Map<string, Said>();
  for (const { patterns } of sections) {
    for (const alias of patterns) if (!/[*?!]/u.test(alias)) aliases.set(alias, {});
  }
  for (const section of sections) {
    for (const alias of concerned(section, aliases)) {
      aliases.set(alias, { ...section.said, ...aliases.get(alias) });
    }
  }
  const rows = Array.from(aliases, ([name, { hostName, port, user }]): Row => {
    const address = hostName?.replaceAll("%h", name).replaceAll("%%", "%");
    return {
      name,
      ...(address === undefined ? {} : { address }),
      ...(port === undefined ? {} : { port }),
      ...(user === undefined ? {} : { user }),
    };
  });
  return { rows, faults, notes };
}

interface Said {
  hostName?: string;
  port?: number;
  user?: string;
}

interface Section {
  readonly patterns: readonly string[];
  readonly said: Said;
}

const mostFaults = 10;

async function sectionsOf(
  text: string,
  rules: Rules,
): Promise<{ readonly sections: readonly Section[] } & Omit<Rows, "rows">> {
  // What stands before the first section holds for everybody.
  const sections: Section[] = [{ patterns: ["*"], said: {} }];
  const faults: SourceFault[] = [];
  let matches = 0;
  for await (const [line, number] of linesOf(text)) {
    if (faults.length >= mostFaults) break;
    const read = readLine(line);
    const key = read?.key.toLowerCase();
    if (read === undefined || key === undefined) continue;
    const fault = (says: string, mend: string): void =>
      void faults.push(faultAt(number, says, mend));
    if (key === "") fault("cannot be read", "Correct its quotation marks");
    else if (key === "host") sections.push({ patterns: read.values, said: {} });
    else if (key === "match") {
      matches += 1;
      sections.push({ patterns: [], said: {} });
    } else
      noteSaid(sections.at(-1)?.said ?? {}, { key, value: read.values[0] ?? "", rules, fault });
  }
  const notes =
    matches === 0 ? [] : ["What stands under Match is left out: it may ask to run a program."];
  return { sections, faults, notes };
}

interface Noted {
  readonly key: string;
  readonly value: string;
  readonly rules: Rules;
  readonly fault: (says: string, mend: string) => void;
}

function noteSaid(said: Said, { key, value, rules, fault }: Noted): void {
  if (key === "hostname") {
    if (rules.isAddress(value.replaceAll("%h", "x"))) said.hostName ??= value;
    else fault(`has as its HostName ${shown(value)}`, "Write a DNS name or an IP address");
  } else if (key === "port") {
    const port = readPort(value);
    if (port === undefined) fault(`has as its Port ${shown(value)}`, "Write for example: Port 22");
    else said.port ??= port;
  } else if (key === "user") {
    if (rules.isAccount(value)) said.user ??= value;
    else fault(`has as its User ${shown(value)}`, "Write the name of an account");
  }
}

/**
 * One line at a time: the library needs seconds for a long file, and cannot say in which line
 * something is wrong. An empty key is a line that it cannot read.
 */
function readLine(
  line: string,
): { readonly key: string; readonly values: readonly string[] } | undefined {
  if (line.length > 4096) return { key: "", values: [] };
  try {
    const [directive] = parse(line);
    if (directive?.type !== LineType.DIRECTIVE) return undefined;
    const { param, value } = directive;
    const values = typeof value === "string" ? [value] : value.map(({ val }) => val);
    return { key: param, values: values.filter((one) => one !== "") };
  } catch {
    return { key: "", values: [] };
  }
}

/** The aliases that a section speaks of. */
function concerned({ patterns }: Section, aliases: ReadonlyMap<string, Said>): readonly string[] {
  const refused = patterns.flatMap((one) => (one.startsWith("!") ? [globOf(one.slice(1))] : []));
  const wanted = patterns.filter((one) => !one.startsWith("!"));
  const own = wanted.filter((one) => aliases.has(one));
  const wild = wanted.filter((one) => /[*?]/u.test(one)).map(globOf);
  const all = wild.length === 0 ? own : [...own, ...aliases.keys()];
  return [...new Set(all)].filter(
    (alias) =>
      !refused.some((fits) => fits(alias)) &&
      (wanted.includes(alias) || wild.some((fits) => fits(alias))),
  );
}
