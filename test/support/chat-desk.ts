import { type CommandDesk, openDesk } from "./command-desk.ts";
import { type DiscordServer, startDiscordServer } from "./discord-server.ts";
import { type SlackServer, secrets, startSlackServer } from "./slack-server.ts";

/** A folder to run `whyreboot start` in, with a local Slack and a local Discord to answer in. */
export interface ChatDesk {
  readonly slack: SlackServer;
  readonly discord: DiscordServer;
  readonly desk: CommandDesk;
  /** As the environment of the command; both platforms take them. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Rules of the platforms that were broken, in words. */
  violations(): readonly string[];
  stop(): Promise<void>;
}

export async function openChatDesk(): Promise<ChatDesk> {
  const slack = await startSlackServer("socket");
  const discord = await startDiscordServer();
  const desk = await openDesk({ slackUrl: slack.apiUrl, discordUrl: discord.apiUrl });
  return {
    slack,
    discord,
    desk,
    tokens: {
      SLACK_BOT_TOKEN: secrets.botToken,
      SLACK_APP_TOKEN: secrets.appToken,
      DISCORD_TOKEN: discord.world.token,
    },
    violations: () => [...slack.world.violations, ...discord.world.violations],
    async stop() {
      await desk.stop();
      await slack.stop();
      await discord.stop();
    },
  };
}
