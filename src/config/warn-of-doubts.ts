import type { ConfigFile } from "./schema.ts";
import type { SecretSources } from "./secrets.ts";

/** What works as it is written, but is probably not what was meant. */
export function warnOfDoubts(file: ConfigFile, { env, findings }: SecretSources): void {
  const { rights } = file;
  if (rights.ask.length === 0) {
    findings.warnings.push(
      'rights.ask is empty, so nobody may ask. Write for example: ask: [ "slack:channel:C0HELPDESK" ]',
    );
  }
  if (rights.clear.length === 0) {
    findings.warnings.push(
      'rights.clear is empty, so nobody may remove restart files. Write for example: clear: [ "slack:user:U0ALICE" ]',
    );
  }
  if (file.slack === undefined && (env["SLACK_BOT_TOKEN"] ?? "") !== "") {
    findings.warnings.push(
      "SLACK_BOT_TOKEN is set, but the configuration has no section `slack:`, so Slack stays off.",
    );
  }
  if (file.discord === undefined && (env["DISCORD_TOKEN"] ?? "") !== "") {
    findings.warnings.push(
      "DISCORD_TOKEN is set, but the configuration has no section `discord:`, so Discord stays off.",
    );
  }
}
