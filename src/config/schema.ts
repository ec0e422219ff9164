import { z } from "zod";
import { workstationName } from "./rules.ts";
import {
  account,
  address,
  file,
  groupName,
  port,
  sourceSection,
  variable,
} from "./source-schema.ts";

const seconds = z.int().min(1).max(600);
const anyPort = z.int().min(0).max(65_535);

const host = z.strictObject({
  name: z.string().regex(workstationName),
  address,
  port: port.default(22),
  user: account.exactOptional(),
  groups: z.array(groupName).exactOptional(),
});

const jumpHost = z.strictObject({
  address,
  port: port.default(22),
  user: account.exactOptional(),
});

const sshSection = z.strictObject({
  user: account.exactOptional(),
  privateKeyFile: file.exactOptional(),
  passphraseEnv: variable.exactOptional(),
  passphraseFile: file.exactOptional(),
  agent: z.union([z.boolean(), file]).exactOptional(),
  passwordFile: file.exactOptional(),
  knownHostsFile: file,
  jump: jumpHost.exactOptional(),
  trustOnFirstUse: z.boolean().default(false),
  connectSeconds: seconds.default(30),
  callSeconds: seconds.default(15),
  keepSeconds: z.int().min(0).max(300).default(60),
});

export const partialSshSection = sshSection.partial();

export const slackSection = z.strictObject({
  apiUrl: z.string().exactOptional(),
  transport: z.enum(["socket", "http"]).exactOptional(),
  host: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/)
    .default("127.0.0.1"),
  port: anyPort.default(3000),
  botTokenFile: file.exactOptional(),
  appTokenFile: file.exactOptional(),
  signingSecretFile: file.exactOptional(),
});

export const discordSection = z.strictObject({
  apiUrl: z.string().exactOptional(),
  tokenFile: file.exactOptional(),
});

// The letters say what a Slack id is an id of; a display name never has this form.
const rightId = z
  .string()
  .regex(
    /^(?:slack:(?:user:[UW]|channel:[CDG]|usergroup:S)[A-Z0-9]+|discord:(?:user|role|channel):\d+|(?:web|shell):user:[^\s:]+)$/,
  );

const ids = z.array(rightId);

const groupRights = z.strictObject({
  ask: ids.exactOptional(),
  sweep: ids.exactOptional(),
  clear: ids.exactOptional(),
  undo: ids.exactOptional(),
  approve: ids.exactOptional(),
  audit: ids.exactOptional(),
});

const rightsSection = groupRights.extend({
  ask: ids.default([]),
  clear: ids.default([]),
  groups: z.record(groupName, groupRights).exactOptional(),
});

export const storeSection = z.strictObject({
  file: file.exactOptional(),
  url: z.string().exactOptional(),
  passwordEnv: variable.exactOptional(),
  passwordFile: file.exactOptional(),
  caFile: file.exactOptional(),
});

const approvalSection = z.strictObject({
  groups: z.array(groupName).default([]),
  verdicts: z.array(z.enum(["leftover", "stranded", "one-file"])).default([]),
  minutes: z.int().min(1).max(10_080).default(60),
});

const keptSection = z.strictObject({
  days: z.union([z.int().min(1).max(3650), z.literal(false)]).default(30),
});

const clearManySection = z.strictObject({
  // A confirmation by a click names every workstation, and has room for so many.
  typeAbove: z.int().min(0).max(40).default(10),
  stopAfterFailures: z.int().min(1).max(1000).default(3),
});

const perMinute = z.int().min(1).max(10_000);

const limitsSection = z.strictObject({
  questionsPerMinute: z
    .strictObject({
      person: perMinute.default(60),
      channel: perMinute.default(300),
      workstation: perMinute.default(60),
    })
    .prefault({}),
  connections: z.int().min(1).max(1000).default(32),
});

// It becomes part of the name of a queue.
const siteName = z.string().regex(/^(?![_-])[A-Za-z0-9_-]{1,32}(?<![_-])$/);
const siteSection = z.strictObject({ groups: z.array(groupName).min(1) });

/** The file as it is written. What spans several keys, and what lies outside it, is checked later. */
export const configFile = z.strictObject({
  workstations: z.strictObject({
    // `checkHosts` looks after that there is one of the two.
    hosts: z.array(host).min(1).exactOptional(),
    sources: z.array(sourceSection).min(1).exactOptional(),
    refreshMinutes: z.int().min(1).max(1440).default(15),
  }),
  ssh: sshSection,
  slack: slackSection.exactOptional(),
  discord: discordSection.exactOptional(),
  web: z.strictObject({ port: anyPort.default(8642) }).exactOptional(),
  rights: rightsSection.default({ ask: [], clear: [] }),
  approval: approvalSection.exactOptional(),
  people: z.array(z.array(rightId).min(2)).exactOptional(),
  store: storeSection.default({}),
  sites: z.record(siteName, siteSection).exactOptional(),
  health: z.strictObject({ port: anyPort.default(8643) }).exactOptional(),
  kept: keptSection.prefault({}),
  clearMany: clearManySection.prefault({}),
  limits: limitsSection.prefault({}),
});

export type ConfigFile = z.infer<typeof configFile>;
export type SshSection = z.infer<typeof partialSshSection>;
export type SlackSection = z.infer<typeof slackSection>;
export type DiscordSection = z.infer<typeof discordSection>;
export type StoreSection = z.infer<typeof storeSection>;

/**
 * The keys of a section that are sound, so that the secrets they name are checked even when its
 * other keys are faulty: every fault is told at once.
 */
export function soundKeys<T>(section: z.ZodType<T>, given: unknown): T | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const first = section.safeParse(given);
  if (first.success) return first.data;
  const faulty = new Set(
    first.error.issues.flatMap((issue) =>
      issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path[0])],
    ),
  );
  const rest = Object.entries(given).filter(([key]) => !faulty.has(key));
  return section.safeParse(Object.fromEntries(rest)).data;
}
