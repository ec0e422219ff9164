import type { Client, Guild } from "discord.js";
import { Events, GatewayDispatchEvents } from "discord.js";
import type { ZodType } from "zod";
import { answerClick } from "./answer-click.ts";
import { answerCommand } from "./answer-command.ts";
import { answerMessage, questionIn } from "./answer-message.ts";
import { answerTyping } from "./answer-typing.ts";
import { commandNames, registerCommands } from "./commands.ts";
import type { Desk } from "./desk.ts";
import { faultOf } from "./faults.ts";
import { AnyInteraction, Interaction, Message } from "./schema.ts";

export interface Listening {
  /** Takes nothing more, and resolves when everything taken is done or the time (ms) is over. */
  finish(within: number): Promise<void>;
}

/**
 * Takes messages and interactions as the gateway delivers them. The payloads are read through our
 * own schemas instead of discord.js's structures, which fill in from caches what a payload lacks:
 * a role from yesterday is not a right today.
 */
export function listen(client: Client, desk: Desk): Listening {
  const { log } = desk;
  const running = new Set<Promise<void>>();
  let open = true;
  const run = (work: () => Promise<void>): void => {
    if (!open) return;
    const done = work()
      .catch((error: unknown) => log.error({ fault: faultOf(error) }, "an answer ended in a fault"))
      .finally(() => running.delete(done));
    running.add(done);
  };
  const read = <T>(schema: ZodType<T>, payload: unknown): T | undefined => {
    const { success, data, error } = schema.safeParse(payload);
    if (success) return data;
    // Paths and codes only; the payload holds people's words and interaction tokens.
    const issues = error.issues.map(({ path, code }) => `${path.join(".")}: ${code}`);
    log.warn({ issues }, "discord sent something of another shape");
    return undefined;
  };

  const offered = new Set<string>();
  const offerCommands = (guild: Guild): void => {
    if (offered.has(guild.id)) return;
    offered.add(guild.id);
    // No stop waits for this, and it never rejects.
    void registerCommands(guild, desk).then((done) => done || offered.delete(guild.id));
  };

  client.ws.on(GatewayDispatchEvents.MessageCreate, (payload: unknown) => {
    const message = read(Message, payload);
    const self = client.user?.id;
    if (message === undefined || self === undefined) return;
    const text = questionIn(message, self);
    if (text !== undefined) run(async () => await answerMessage(desk, message, text));
  });
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (payload: unknown) => {
    if (!isOurKind(payload)) return;
    const interaction = read(Interaction, payload);
    if (interaction === undefined) return;
    if (interaction.type === 3) run(async () => await answerClick(desk, interaction));
    if (interaction.type === 3 || !commandNames.includes(interaction.data.name)) return;
    if (interaction.type === 4) run(async () => await answerTyping(desk, interaction));
    else run(async () => await answerCommand(desk, interaction));
  });
  // At login a guild may be there at once or become available before or after the client is ready.
  client.on(Events.ClientReady, ({ guilds }) => guilds.cache.forEach(offerCommands));
  client.on(Events.GuildAvailable, offerCommands);
  client.on(Events.GuildCreate, offerCommands);
  client.on(Events.GuildDelete, ({ id }) => void offered.delete(id));

  return {
    async finish(within) {
      open = false;
      const { promise: over, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, within);
      await Promise.race([Promise.all(running), over]);
      clearTimeout(timer);
    },
  };
}

function isOurKind(payload: unknown): boolean {
  const { success, data } = AnyInteraction.safeParse(payload);
  return success && [2, 3, 4].includes(data.type);
}
