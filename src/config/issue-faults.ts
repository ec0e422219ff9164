import { closestMatch } from "leven";
import type { z } from "zod";
import { wordValue } from "./faults.ts";
import type { Findings } from "./findings.ts";
import { wordPath } from "./findings.ts";
import { groupName } from "./key-words.ts";
import { keys } from "./keys.ts";

/** Words a fault of the schema with what its key must be. */
export function reportIssue(issue: z.core.$ZodIssue, findings: Findings): void {
  if (issue.code === "unrecognized_keys") {
    for (const key of issue.keys) reportUnknownKey([...issue.path, key], key, findings);
    return;
  }
  if (issue.code === "invalid_key") {
    const { what, must, example } = issue.path[0] === "sites" ? siteWords : groupWords;
    findings.fault(
      issue.path,
      `is not the name of a ${what}: it must be ${must}`,
      `Write for example: ${example}`,
    );
    return;
  }
  const words = keys[pattern(issue.path)] ?? nothingKnown;
  const says = findings.has(issue.path)
    ? `must be ${words.must}, not ${wordValue(issue.input)}`
    : "is missing";
  findings.fault(issue.path, says, `Write for example: ${words.example}`);
}

const groupWords = { what: "group", ...groupName };
const siteWords = {
  what: "site",
  must: "text of at most 32 letters (a to z), digits, '-' or '_', the last two only between others",
  example: "berlin",
};

const nothingKnown = { must: "something else", example: "" };

function reportUnknownKey(path: readonly PropertyKey[], key: string, findings: Findings): void {
  const where = pattern(path);
  const secret = secretKeys.get(where);
  if (secret !== undefined || /token|secret|passw|passphrase|private.?key|api.?key/i.test(key)) {
    const mend = secret ?? "Put it into the environment or into a file of its own";
    findings.fault(path, "is a secret, and secrets never stand in this file", mend);
    return;
  }
  findings.fault(path, "is not a key that is known", suggest(path, key));
}

function suggest(path: readonly PropertyKey[], key: string): string {
  const parent = path.slice(0, -1);
  const siblings = childrenOf(pattern(parent));
  const close = closestMatch(key.toLowerCase(), siblings.map(lowerCase), { maxDistance: 3 });
  const meant = siblings.find((sibling) => lowerCase(sibling) === close);
  if (meant !== undefined) return `Did you mean "${wordPath([...parent, meant])}"?`;
  const elsewhere = Object.keys(keys).find((known) => known.endsWith(`.${key}`));
  if (elsewhere !== undefined) return `Did you mean "${elsewhere}"?`;
  return `Known here are: ${siblings.join(", ")}`;
}

function childrenOf(parent: string): readonly string[] {
  const start = parent === "" ? "" : `${parent}.`;
  return Object.keys(keys)
    .filter((known) => known.startsWith(start))
    .map((known) => known.slice(start.length))
    .filter((known) => /^\w+$/.test(known));
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}

function pattern(path: readonly PropertyKey[]): string {
  const [first, second, , ...rest] = path;
  // The two places where a key is a name that somebody chose.
  const group = first === "rights" && second === "groups" && path.length > 2;
  const site = first === "sites" && path.length > 1;
  const known = group
    ? [first, second, "*", ...rest]
    : site
      ? [first, "*", ...path.slice(2)]
      : path;
  return wordPath(known).replaceAll(/\[\d+\]/g, "[]");
}

/** Where people write a secret, and where it belongs instead. */
const secretKeys: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "ssh.password":
      "Put it into a file that only the bot can read, and write: passwordFile: ./ssh-password",
    "ssh.privateKey": "Write the path of its file: privateKeyFile: ./id_ed25519",
    "ssh.passphrase":
      "Put it into an environment variable, and write its name: passphraseEnv: WHYREBOOT_KEY_PASSPHRASE",
    "workstations.sources[].ldap.password":
      "Put it into a file that only the bot can read, and write: passwordFile: ./ldap-password",
    "store.password":
      "Put it into a file that only the bot can read, and write: passwordFile: ./store-password",
    "slack.token":
      "Set the environment variable SLACK_BOT_TOKEN, or write: botTokenFile: ./slack-bot-token",
    "slack.botToken":
      "Set the environment variable SLACK_BOT_TOKEN, or write: botTokenFile: ./slack-bot-token",
    "slack.appToken":
      "Set the environment variable SLACK_APP_TOKEN, or write: appTokenFile: ./slack-app-token",
    "slack.signingSecret":
      "Set the environment variable SLACK_SIGNING_SECRET, or write: signingSecretFile: ./slack-signing-secret",
    "discord.token":
      "Set the environment variable DISCORD_TOKEN, or write: tokenFile: ./discord-token",
    "discord.botToken":
      "Set the environment variable DISCORD_TOKEN, or write: tokenFile: ./discord-token",
  }),
);
