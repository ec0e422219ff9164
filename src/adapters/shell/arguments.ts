import { parseArgs } from "node:util";
import type { AuditHead } from "#bot/audit.ts";
import { readHead } from "#bot/audit-chain.ts";

/** A command line, understood. */
export type Command =
  | { readonly name: "demo"; readonly port: number }
  | { readonly name: "start"; readonly config: string }
  | { readonly name: "work"; readonly site: string; readonly config: string }
  | {
      readonly name: "ask";
      readonly question: string;
      readonly from: ConfigOrPractice;
      readonly json: boolean;
    }
  | {
      readonly name: "sweep";
      /** For the bot: `sweep lab`. */
      readonly question: string;
      readonly from: ConfigOrPractice;
      readonly output: "text" | "json" | "csv";
    }
  | {
      readonly name: "clear" | "undo" | "approve";
      readonly caseId: string;
      readonly config: string;
      readonly json: boolean;
      readonly yes: boolean;
      readonly acceptLoss: boolean;
      /** Of a sweep: how many workstations, typed by somebody who knows. */
      readonly count?: number;
    }
  | {
      readonly name: "doctor";
      readonly config: string;
      readonly json: boolean;
      readonly workstation?: string;
    }
  | {
      readonly name: "audit-verify";
      readonly config: string;
      readonly json: boolean;
      readonly noted?: AuditHead;
    }
  | { readonly name: "audit-export"; readonly config: string; readonly csv: boolean }
  | { readonly name: "help" }
  | { readonly name: "wrong"; readonly says: string };

type ConfigOrPractice = { readonly practice: true } | { readonly config: string };

export const usage = `Usage:
  whyreboot demo [--port N]                            practice workstations and the local chat page
  whyreboot start [--config FILE]                      the bot, on the platforms of the configuration
  whyreboot work --site SITE [--config FILE]           does what others hand out for a site
  whyreboot ask "QUESTION" [--practice | --config FILE] [--json]
  whyreboot sweep GROUP|PATTERN|NAMES|--all [--practice | --config FILE] [--json | --csv]
  whyreboot clear CASE [--config FILE] [--yes] [--accept-loss] [--json]
  whyreboot clear SWEEP [--count N] [--config FILE] [--yes]
  whyreboot undo CASE [--config FILE] [--yes] [--json]
  whyreboot approve CASE [--config FILE] [--yes] [--json]
  whyreboot doctor [WORKSTATION] [--config FILE] [--json]
  whyreboot audit verify [--head HEAD] [--config FILE] [--json]
  whyreboot audit export [--config FILE] [--csv]

--yes answers the first confirmation; --accept-loss also the second, which names unfinished work
that is lost. FILE is whyreboot.yaml unless said.
sweep looks at many workstations; PATTERN has * and ? in it. Ctrl-C stops it and shows what was seen.
clear SWEEP removes litter on all workstations where that sweep found it; many need --count.
HEAD is how the audit trail ended earlier (N:HASH, from the log or from verify itself): only with
it, entries that were cut off at the end are seen. export writes JSON Lines; in --csv an apostrophe
stands before what a spreadsheet would take for a formula. A broken trail makes the exit status 1.
Exit status: 0 answered or done, 1 it could not be, 2 wrong usage or configuration.
`;

const defaultConfig = "whyreboot.yaml";
const demoPort = 8642;

/** Reads the words after `whyreboot`. Never throws: what is wrong is said in `wrong`. */
export function readArguments(words: readonly string[]): Command {
  const [name, ...rest] = words;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    return { name: "help" };
  }
  try {
    return readCommand(name, rest);
  } catch (error) {
    // parseArgs throws for an unknown option or a missing value, with a sentence that says which.
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

function readCommand(name: string, rest: string[]): Command {
  switch (name) {
    case "demo":
      return readDemo(rest);
    case "start": {
      const { values } = parseArgs({ args: rest, options: { config } });
      return { name, config: values.config };
    }
    case "work": {
      const options = { config, site: { type: "string" } } as const;
      const { values } = parseArgs({ args: rest, options });
      const { site } = values;
      if (site === undefined) return wrong("work takes a site: whyreboot work --site berlin");
      return { name, site, config: values.config };
    }
    case "ask":
      return readAsk(rest);
    case "sweep":
      return readSweep(rest);
    case "clear":
    case "undo":
    case "approve":
      return readAct(name, rest);
    case "doctor": {
      const read = parseArgs({ args: rest, allowPositionals: true, options: { config, json } });
      const [workstation, extra] = read.positionals;
      if (extra !== undefined) return wrong("doctor takes one workstation at most.");
      const asked = workstation === undefined ? {} : { workstation };
      return { name, ...read.values, ...asked };
    }
    case "audit":
      return readAudit(rest);
    default:
      return wrong(`There is no command “${name}”.`);
  }
}

const config = { type: "string", default: defaultConfig } as const;
const json = { type: "boolean", default: false } as const;
const yes = { type: "boolean", default: false } as const;

function readDemo(args: string[]): Command {
  const { values } = parseArgs({ args, options: { port: { type: "string" } } });
  const written = values.port ?? String(demoPort);
  // Number() alone would take an empty text for 0, which means any port.
  return /^\d{1,5}$/u.test(written) && Number(written) <= 65535
    ? { name: "demo", port: Number(written) }
    : wrong(`--port takes a whole number from 0 to 65535, not “${written}”.`);
}

function readAsk(args: string[]): Command {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { config: { type: "string" }, practice: { type: "boolean", default: false }, json },
  });
  if (positionals.length === 0)
    return wrong('ask takes a question: whyreboot ask "why does PC-42 ask"');
  const from = readFrom(values);
  if (from === undefined) return wrong("ask takes --practice or --config FILE, not both.");
  return { name: "ask", question: positionals.join(" "), from, json: values.json };
}

function readSweep(args: string[]): Command {
  const flag = { type: "boolean", default: false } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { config: { type: "string" }, practice: flag, all: flag, json, csv: flag },
  });
  if ((positionals.length === 0) !== values.all) {
    return wrong("sweep takes a group, a pattern or names, or --all: whyreboot sweep lab");
  }
  if (values.json && values.csv) return wrong("sweep takes --json or --csv, not both.");
  const from = readFrom(values);
  if (from === undefined) return wrong("sweep takes --practice or --config FILE, not both.");
  // In quotation marks a question mark at its end is no end of a sentence.
  const said = positionals.map((word) => (word.includes("?") ? `"${word}"` : word));
  const question = ["sweep", ...(values.all ? ["all"] : said)].join(" ");
  return { name: "sweep", question, from, output: outputOf(values) };
}

function outputOf(values: {
  readonly json: boolean;
  readonly csv: boolean;
}): "text" | "json" | "csv" {
  if (values.json) return "json";
  return values.csv ? "csv" : "text";
}

function readFrom(values: {
  readonly practice: boolean;
  readonly config?: string | undefined;
}): ConfigOrPractice | undefined {
  if (!values.practice) return { config: values.config ?? defaultConfig };
  return values.config === undefined ? { practice: true } : undefined;
}

function readAct(name: "clear" | "undo" | "approve", args: string[]): Command {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      config,
      json,
      yes,
      "accept-loss": { type: "boolean", default: false },
      count: { type: "string" },
    },
  });
  const [caseId, extra] = positionals;
  if (caseId === undefined || extra !== undefined) {
    return wrong(`${name} takes one case id, as it ends an answer: whyreboot ${name} K7Q2-MD4X`);
  }
  const { "accept-loss": acceptLoss, count, ...given } = values;
  if (count === undefined) return { name, caseId, acceptLoss, ...given };
  if (name !== "clear" || !/^\d{1,6}$/u.test(count)) {
    return wrong(
      "--count takes the number of workstations of a sweep: whyreboot clear SWEEP --count 12",
    );
  }
  return { name, caseId, acceptLoss, ...given, count: Number(count) };
}

function readAudit([verb, ...args]: string[]): Command {
  if (verb === "export") {
    const csv = { type: "boolean", default: false } as const;
    const { values } = parseArgs({ args, options: { config, csv } });
    return { name: "audit-export", ...values };
  }
  if (verb !== "verify") {
    return wrong("audit takes what to do: whyreboot audit verify, or whyreboot audit export");
  }
  const { values } = parseArgs({ args, options: { config, json, head: { type: "string" } } });
  const { head, ...given } = values;
  if (head === undefined) return { name: "audit-verify", ...given };
  const noted = readHead(head);
  return noted === undefined
    ? wrong("--head takes a number, a colon and 64 hexadecimal digits, as verify prints them.")
    : { name: "audit-verify", ...given, noted };
}

function wrong(says: string): Command {
  return { name: "wrong", says };
}
