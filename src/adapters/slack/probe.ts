import { webApi } from "@slack/bolt";
import { sayWithoutUsers, scopesNeeded, usersScope } from "./scopes.ts";
import type { SlackSettings } from "./start.ts";

/** What `doctor` hears: `mend` says how to put right what is not ok. */
type Verdict = { ok: true; says: string } | { ok: false; says: string; mend: string };

/** Whether Slack takes the tokens, and which scopes the bot lacks. */
export async function probeSlack(
  settings: Pick<SlackSettings, "botToken" | "apiUrl" | "transport">,
): Promise<Verdict> {
  const { botToken, apiUrl, transport } = settings;
  const options = {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    timeout: 10_000,
    retryConfig: { retries: 0 },
    // The library logs failures by itself; here they are the answer.
    logLevel: webApi.LogLevel.ERROR,
  };
  try {
    const self = await new webApi.WebClient(botToken, { ...options }).auth.test();
    if (transport.kind === "socket") {
      await new webApi.WebClient(transport.appToken, { ...options }).apps.connections.open();
    }
    const granted = self.response_metadata?.scopes ?? [];
    const missing = scopesNeeded.filter((scope) => !granted.includes(scope));
    const team = self.team ?? "workspace";
    if (missing.length === 0 && !granted.includes(usersScope)) {
      return { ok: true, says: `tokens taken (${team}); ${sayWithoutUsers}` };
    }
    return missing.length === 0
      ? { ok: true, says: `tokens taken, all scopes there (${team})` }
      : {
          ok: false,
          says: `the bot token lacks ${missing.join(", ")}`,
          mend: "Add these scopes to the app (src/adapters/slack/manifest.yaml) and install it again.",
        };
  } catch (error) {
    return {
      ok: false,
      says: error instanceof Error ? error.message : String(error),
      mend: "Check SLACK_BOT_TOKEN (xoxb-…), SLACK_APP_TOKEN (xapp-… with connections:write), and the way to slack.com.",
    };
  }
}
