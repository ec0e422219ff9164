import type { ApplicationCommandDataResolvable, Client, Guild } from "discord.js";
import {
  ApplicationCommand,
  ApplicationCommandOptionType,
  ApplicationCommandType,
} from "discord.js";
import type { Desk } from "./desk.ts";
import { faultOf } from "./faults.ts";
import { limits } from "./limits.ts";

export const questionOption = "question";
/** Of a command in the menu of a message. */
export const menuType: number = ApplicationCommandType.Message;

const options = [
  {
    type: ApplicationCommandOptionType.String,
    name: questionOption,
    description: "For example: why does PC-42 ask to reboot",
    required: true,
    autocomplete: true,
    maxLength: 300,
  },
] as const;

const commands = [
  {
    type: ApplicationCommandType.ChatInput,
    name: "whyreboot",
    description: "Why does a workstation ask to restart",
    options,
  },
  { type: ApplicationCommandType.Message, name: "Why does this PC ask" },
] as const satisfies readonly ApplicationCommandDataResolvable[];

export const commandNames: readonly string[] = commands.map(({ name }) => name);

/**
 * Makes the guild's commands what they should be, and calls nothing that changes them when they
 * are: Discord allows 200 creations a day. Guild commands are there at once, global ones are not.
 * False when it could not.
 */
export async function registerCommands(
  guild: Guild,
  { patience, log }: Pick<Desk, "patience" | "log">,
): Promise<boolean> {
  const within = limits.messageWithin;
  try {
    const present = await patience.call({
      call: async () => await guild.commands.fetch(),
      within,
    });
    if (isCurrent([...present.values()])) return true;
    await patience.call({ call: async () => await guild.commands.set(commands), within });
    log.info({ guild: guild.id }, "registered the commands");
    return true;
  } catch (error) {
    // 50001: the bot was invited without the scope applications.commands. Mentions still work.
    log.warn({ guild: guild.id, fault: faultOf(error) }, "could not register the commands");
    return false;
  }
}

// `ApplicationCommand.equals` also compares fields that Discord fills in by itself
// (integration_types), so it would find a difference at every start.
function isCurrent(present: readonly ApplicationCommand[]): boolean {
  return (
    present.length === commands.length &&
    commands.every((wanted) =>
      present.some(
        (one) =>
          one.type === wanted.type &&
          one.name === wanted.name &&
          one.description === ("description" in wanted ? wanted.description : "") &&
          ApplicationCommand.optionsEqual(one.options, "options" in wanted ? wanted.options : []),
      ),
    )
  );
}

/** The channel that a thread hangs on, as far as discord.js has seen the thread. */
export function threadParent(client: Client, channel: string): string | undefined {
  const known = client.channels.cache.get(channel);
  return known?.isThread() === true ? (known.parentId ?? undefined) : undefined;
}
