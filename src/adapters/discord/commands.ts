import type { ChatInputApplicationCommandData, Client, Guild } from "discord.js";
import {
  ApplicationCommand,
  ApplicationCommandOptionType,
  ApplicationCommandType,
} from "discord.js";
import type { Logger } from "pino";
import { faultOf } from "./faults.ts";

export const commandName = "whyreboot";
export const questionOption = "question";

const options = [
  {
    type: ApplicationCommandOptionType.String,
    name: questionOption,
    description: "For example: why does PC-42 ask to reboot",
    required: true,
    maxLength: 300,
  },
] as const;

const command: ChatInputApplicationCommandData = {
  type: ApplicationCommandType.ChatInput,
  name: commandName,
  description: "Why does a workstation ask to restart",
  options,
};

/**
 * Makes the guild's commands what they should be, and calls nothing that changes them when they
 * are: Discord allows 200 creations a day. Guild commands are there at once, global ones are not.
 */
export async function registerCommands(guild: Guild, log: Logger): Promise<void> {
  try {
    const present = await guild.commands.fetch();
    const only = present.size === 1 ? present.first() : undefined;
    if (only !== undefined && isCurrent(only)) return;
    await guild.commands.set([command]);
    log.info({ guild: guild.id }, "registered the slash command");
  } catch (error) {
    // 50001: the bot was invited without the scope applications.commands. Mentions still work.
    log.warn({ guild: guild.id, fault: faultOf(error) }, "could not register the slash command");
  }
}

// `ApplicationCommand.equals` also compares fields that Discord fills in by itself
// (integration_types), so it would find a difference at every start.
function isCurrent(present: ApplicationCommand): boolean {
  return (
    present.type === command.type &&
    present.name === command.name &&
    present.description === command.description &&
    ApplicationCommand.optionsEqual(present.options, options)
  );
}

/** The channel that a thread hangs on, as far as discord.js has seen the thread. */
export function threadParent(client: Client, channel: string): string | undefined {
  const known = client.channels.cache.get(channel);
  return known?.isThread() === true ? (known.parentId ?? undefined) : undefined;
}
