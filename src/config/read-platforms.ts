import { readApiUrl } from "./api-url.ts";
import type { DiscordConfig, SlackConfig } from "./config.ts";
import type { DiscordSection, SlackSection } from "./schema.ts";
import { readSecret, type Secret, type SecretSources } from "./secrets.ts";

/** Undefined when something is missing or faulty; the findings tell what. */
export async function readSlack(
  section: SlackSection,
  sources: SecretSources,
): Promise<SlackConfig | undefined> {
  const botToken = await readSecret(
    { variable: "SLACK_BOT_TOKEN", key: ["slack", "botTokenFile"], file: section.botTokenFile },
    sources,
  );
  need(botToken, slackBotToken, sources);
  const apiUrl = readApiUrl("slack", section.apiUrl, sources);
  const transport = await readTransport(section, sources);
  if (typeof botToken === "string" || transport === undefined) return undefined;
  return {
    botToken: botToken.text,
    // Slack's client joins method names to it as they are.
    ...(apiUrl === undefined ? {} : { apiUrl: `${apiUrl}/` }),
    transport,
  };
}

async function readTransport(
  section: SlackSection,
  sources: SecretSources,
): Promise<SlackConfig["transport"] | undefined> {
  const appToken = await readSecret(
    { variable: "SLACK_APP_TOKEN", key: ["slack", "appTokenFile"], file: section.appTokenFile },
    sources,
  );
  const signingSecret = await readSecret(
    {
      variable: "SLACK_SIGNING_SECRET",
      key: ["slack", "signingSecretFile"],
      file: section.signingSecretFile,
    },
    sources,
  );
  const kind = section.transport ?? inferTransport(appToken, signingSecret);
  if (kind === "socket") {
    need(appToken, slackAppToken, sources);
    return typeof appToken === "string" ? undefined : { kind, appToken: appToken.text };
  }
  if (kind === "http") {
    need(signingSecret, slackSigningSecret, sources);
    const { host, port } = section;
    if (typeof signingSecret === "string") return undefined;
    return { kind, signingSecret: signingSecret.text, host, port };
  }
  sources.findings.fault(
    ["slack"],
    "has neither an app token (for Socket Mode) nor a signing secret (for HTTP)",
    "Set the environment variable SLACK_APP_TOKEN or SLACK_SIGNING_SECRET, or write: appTokenFile: ./slack-app-token",
  );
  return undefined;
}

/** Socket Mode when both are there: it needs no address that Slack can reach. */
function inferTransport(appToken: Secret, signingSecret: Secret): "socket" | "http" | undefined {
  if (appToken !== "missing") return "socket";
  return signingSecret === "missing" ? undefined : "http";
}

/** Undefined when something is missing or faulty; the findings tell what. */
export async function readDiscord(
  section: DiscordSection,
  sources: SecretSources,
): Promise<DiscordConfig | undefined> {
  const token = await readSecret(
    { variable: "DISCORD_TOKEN", key: ["discord", "tokenFile"], file: section.tokenFile },
    sources,
  );
  need(token, discordToken, sources);
  const apiUrl = readApiUrl("discord", section.apiUrl, sources);
  if (typeof token === "string") return undefined;
  // The library puts the word Bot before it, and people copy it with that word.
  const text = token.text.replace(/^Bot\s+/i, "");
  return { token: text, ...(apiUrl === undefined ? {} : { apiUrl }) };
}

const slackBotToken: Needed = {
  platform: "slack",
  what: "bot token",
  variable: "SLACK_BOT_TOKEN",
  key: "botTokenFile",
  not: "xapp-",
};

const slackAppToken: Needed = {
  platform: "slack",
  what: "app token",
  variable: "SLACK_APP_TOKEN",
  key: "appTokenFile",
  not: "xoxb-",
};

const slackSigningSecret: Needed = {
  platform: "slack",
  what: "signing secret",
  variable: "SLACK_SIGNING_SECRET",
  key: "signingSecretFile",
};

const discordToken: Needed = {
  platform: "discord",
  what: "token",
  variable: "DISCORD_TOKEN",
  key: "tokenFile",
};

interface Needed {
  readonly platform: "slack" | "discord";
  readonly what: string;
  readonly variable: string;
  readonly key: string;
  /** How the other token of the same platform begins: the two are easily mixed up. */
  readonly not?: string;
}

function need(secret: Secret, needed: Needed, { findings }: SecretSources): void {
  const { platform, what, variable, key, not } = needed;
  const file = `./${variable.toLowerCase().replaceAll("_", "-")}`;
  const mend = `Set the environment variable ${variable}, or write: ${key}: ${file}`;
  if (secret === "missing") findings.fault([platform], `has no ${what}`, mend);
  if (typeof secret === "object" && not !== undefined && secret.text.startsWith(not)) {
    findings.fault([platform], `has as its ${what} one that begins with ${not}`, mend);
  }
}
