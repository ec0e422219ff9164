import { dirname, resolve } from "node:path";
import { checkGroups } from "./check-groups.ts";
import { checkHosts } from "./check-hosts.ts";
import { checkPeople } from "./check-people.ts";
import { checkSites } from "./check-sites.ts";
import { checkSources } from "./check-sources.ts";
import type { Config, StoreConfig } from "./config.ts";
import type { Fault } from "./faults.ts";
import { collectFindings } from "./findings.ts";
import { reportIssue } from "./issue-faults.ts";
import { readDocument } from "./parse-document.ts";
import { readConfigText } from "./read-config-text.ts";
import { readDiscord, readSlack } from "./read-platforms.ts";
import { type PlacedSource, readSources } from "./read-sources.ts";
import { checkKnownHosts, readCredentials } from "./read-ssh.ts";
import { readStore } from "./read-store.ts";
import {
  type ConfigFile,
  configFile,
  discordSection,
  partialSshSection,
  slackSection,
  soundKeys,
  storeSection,
} from "./schema.ts";
import type { Environment, SecretSources } from "./secrets.ts";
import type { ReadSource, SourceConfig } from "./source-config.ts";
import { warnOfDoubts } from "./warn-of-doubts.ts";

export interface LoadOptions {
  /** Path of the YAML file; relative paths in it start at its folder. */
  readonly file: string;
  readonly env: Environment;
  /**
   * `not-needed`: for commands that talk to no platform; their sections are checked, their tokens
   * are not looked for, and `slack` and `discord` stay absent. Default `needed`.
   */
  readonly tokens?: "needed" | "not-needed";
  /** Left out, only that the sources of workstations are well written is checked. */
  readonly readSource?: ReadSource;
}

export type LoadedConfig =
  | {
      readonly ok: true;
      readonly config: Config;
      /** Whole sentences on what works but is probably not meant. */
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Reads and checks the whole configuration, secrets included, before anything connects. Every fault
 * is told, in the order of the file. Never rejects for anything that the file or the environment
 * holds.
 */
export async function loadConfig(options: LoadOptions): Promise<LoadedConfig> {
  const { file, env, tokens = "needed" } = options;
  const text = await readConfigText(file);
  if (!text.ok) return { ok: false, faults: [text.fault] };
  const document = readDocument(text.text);
  if (document.value === undefined) return { ok: false, faults: inOrder(document.faults) };

  const value = fillEmptySections(document.value);
  const findings = collectFindings(document);
  findings.faults.push(...document.faults);
  const parsed = configFile.safeParse(value, { reportInput: true });
  for (const issue of parsed.error?.issues ?? []) reportIssue(issue, findings);
  checkHosts(value, findings);
  if (parsed.success) checkPeople(parsed.data, findings);

  const sources: SecretSources = { env, folder: dirname(resolve(file)), findings };
  const credentials = await readSshSecrets(value["ssh"], sources);
  const store = await readStore(soundKeys(storeSection, value["store"] ?? {}) ?? {}, sources);
  const placed = await readPlacedSources(value, sources);
  const held = await checkSources(placed, options.readSource, findings);
  if (parsed.success) {
    const fromElsewhere = placed.some(({ source: { from } }) => hasGroupsElsewhere(from));
    checkGroups(parsed.data, { held, fromElsewhere }, findings);
    checkSites(parsed.data, held, findings);
  }
  const platforms = tokens === "needed" ? await readPlatforms(value, sources) : {};
  if (!parsed.success || !credentials || !store || findings.faults.length > 0) {
    return { ok: false, faults: inOrder(findings.faults) };
  }
  warnOfDoubts(parsed.data, sources);
  const lists = placed.map(({ source }) => source);
  const config = assemble(parsed.data, { credentials, store, lists, folder: sources.folder });
  return { ok: true, config: { ...config, ...platforms }, warnings: findings.warnings };
}

/** `discord:` with nothing after it means Discord with its defaults. */
function fillEmptySections(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const optional = new Set([
    "slack",
    "discord",
    "web",
    "rights",
    "approval",
    "store",
    "health",
    "kept",
    "clearMany",
    "limits",
  ]);
  return Object.fromEntries(
    Object.entries(value).map(([key, given]) => [
      key,
      given === null && optional.has(key) ? {} : given,
    ]),
  );
}

async function readSshSecrets(
  given: unknown,
  sources: SecretSources,
): Promise<Config["ssh"]["credentials"] | undefined> {
  const section = soundKeys(partialSshSection, given);
  if (section === undefined) return undefined;
  if (section.knownHostsFile !== undefined) {
    await checkKnownHosts(section.knownHostsFile, section.trustOnFirstUse === true, sources);
  }
  return await readCredentials(section, sources);
}

async function readPlacedSources(
  value: Readonly<Record<string, unknown>>,
  sources: SecretSources,
): Promise<readonly PlacedSource[]> {
  const section = value["workstations"];
  if (typeof section !== "object" || section === null || !("sources" in section)) return [];
  const user = soundKeys(partialSshSection, value["ssh"])?.user ?? "";
  return await readSources(section.sources, user, sources);
}

function hasGroupsElsewhere(from: SourceConfig["from"]): boolean {
  return from.kind === "ldap" && from.groupsFrom !== "none";
}

async function readPlatforms(
  value: Readonly<Record<string, unknown>>,
  sources: SecretSources,
): Promise<Pick<Config, "slack" | "discord">> {
  const slackKeys = soundKeys(slackSection, value["slack"]);
  const discordKeys = soundKeys(discordSection, value["discord"]);
  const slack = slackKeys && (await readSlack(slackKeys, sources));
  const discord = discordKeys && (await readDiscord(discordKeys, sources));
  return { ...(slack ? { slack } : {}), ...(discord ? { discord } : {}) };
}

interface ReadElsewhere {
  readonly credentials: Config["ssh"]["credentials"];
  readonly store: StoreConfig;
  readonly lists: readonly SourceConfig[];
  readonly folder: string;
}

function assemble(file: ConfigFile, { credentials, store, lists, folder }: ReadElsewhere): Config {
  const {
    workstations,
    ssh,
    web,
    rights,
    approval,
    people,
    health,
    kept,
    clearMany,
    limits,
    sites,
  } = file;
  return {
    // `checkHosts` has told of every host that has neither.
    hosts: (workstations.hosts ?? []).map((host) => ({
      ...host,
      user: host.user ?? ssh.user ?? "",
    })),
    ...(lists.length === 0
      ? {}
      : { sources: lists, refresh: workstations.refreshMinutes * 60_000 }),
    ssh: {
      credentials,
      ...(ssh.jump ? { jump: { ...ssh.jump, user: ssh.jump.user ?? ssh.user ?? "" } } : {}),
      knownHosts: {
        file: resolve(folder, ssh.knownHostsFile),
        trustOnFirstUse: ssh.trustOnFirstUse,
      },
      deadlines: { connect: ssh.connectSeconds * 1000, call: ssh.callSeconds * 1000 },
      keep: ssh.keepSeconds * 1000,
    },
    ...(web === undefined ? {} : { web }),
    ...(health === undefined ? {} : { health }),
    ...(sites === undefined ? {} : { sites }),
    rights,
    ...(approval ? { approval } : {}),
    ...(people ? { people } : {}),
    store,
    ...(kept.days === false ? {} : { keptDays: kept.days }),
    clearMany,
    limits,
  };
}

function inOrder(faults: readonly Fault[]): readonly Fault[] {
  return faults.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
}
