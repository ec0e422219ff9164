import { apiChannel, apiMember, apiMessage, apiUser, mentionsIn } from "./discord-answers.ts";
import { buttonsOf } from "./discord-components.ts";
import { intents } from "./discord-gateway.ts";
import type { DiscordServer } from "./discord-server.ts";
import type { StoredInteraction, StoredMessage, World } from "./discord-world.ts";
import { newSnowflake, newToken } from "./discord-world.ts";

/** Milliseconds after which Discord tells the person that the application did not respond. */
const firstWithin = 3000;

/** What people do at their own Discord clients. */
export interface DiscordPeople {
  /** Writes a message; the bot's name is `<@900>`. */
  say(person: string, channel: string, content: string): StoredMessage;
  /** Uses `/whyreboot question:…`. */
  command(person: string, channel: string, question: string): StoredInteraction;
  /** Types into the option of `/whyreboot` and has not sent it. */
  type(person: string, channel: string, typed: string): StoredInteraction;
  /** Chooses "Why does this PC ask" in the menu of a message. */
  menu(person: string, message: StoredMessage): StoredInteraction;
  /** Presses the button with this label; refuses what a client would not let them press. */
  click(person: string, message: StoredMessage, label: string): StoredInteraction;
}

export function createPeople(server: DiscordServer): DiscordPeople {
  const { world, gateway } = server;

  const begin = (
    interaction: Pick<StoredInteraction, "kind" | "user" | "channel" | "source">,
    payload: object,
  ): StoredInteraction => {
    const begun: StoredInteraction = {
      ...interaction,
      id: newSnowflake(),
      token: newToken(),
      bornAt: Date.now(),
      writes: 0,
    };
    world.interactions.set(begun.token, begun);
    setTimeout(() => {
      if (begun.answered === undefined && begun.bornAt > 0) {
        world.violations.push(`interaction ${begun.id}: no response within three seconds`);
        world.changed();
      }
    }, firstWithin).unref();
    // Interactions need no intent; every session has at least the guilds.
    gateway.dispatch(
      "INTERACTION_CREATE",
      { ...envelope(world, begun), ...payload },
      intents.guilds,
    );
    return begun;
  };

  return {
    say(person, channel, content) {
      const message: StoredMessage = {
        id: newSnowflake(),
        channel,
        author: person,
        content,
        flags: 0,
        components: [],
        writes: 1,
      };
      world.messages.set(message.id, message);
      const direct = isDirect(world, channel);
      // Without the privileged intent for contents, only what concerns the bot has any.
      const readable = direct || mentionsIn(content).includes(world.self);
      const payload = {
        ...apiMessage(world, message),
        ...(readable ? {} : { content: "", components: [] }),
        ...(direct ? {} : { guild_id: world.guild, member: apiMember(world, person) }),
      };
      const intent = direct ? intents.directMessages : intents.guildMessages;
      gateway.dispatch("MESSAGE_CREATE", payload, intent);
      return message;
    },
    command(person, channel, question) {
      const command = world.commands.find(({ name }) => name === "whyreboot");
      if (command === undefined) throw new Error("the client knows no /whyreboot");
      const option = { name: "question", type: 3, value: question };
      const data = {
        id: command.id,
        name: command.name,
        type: 1,
        guild_id: world.guild,
        options: [option],
      };
      return begin({ kind: "command", user: person, channel }, { type: 2, data });
    },
    type(person, channel, typed) {
      const command = world.commands.find(({ name }) => name === "whyreboot");
      const [option] = command?.options ?? [];
      if (option?.["autocomplete"] !== true) throw new Error("the client suggests nothing here");
      const options = [{ name: option["name"], type: 3, value: typed, focused: true }];
      const data = { id: command?.id, name: "whyreboot", type: 1, options };
      return begin({ kind: "typing", user: person, channel }, { type: 4, data });
    },
    menu(person, message) {
      const command = world.commands.find(({ type }) => type === 3);
      if (command === undefined) throw new Error("the menu of a message has no command");
      const resolved = { messages: { [message.id]: apiMessage(world, message) } };
      const data = {
        id: command.id,
        name: command.name,
        type: 3,
        guild_id: world.guild,
        target_id: message.id,
        resolved,
      };
      return begin({ kind: "command", user: person, channel: message.channel }, { type: 2, data });
    },
    click(person, message, label) {
      if (message.onlyFor !== undefined && message.onlyFor !== person) {
        throw new Error("this person cannot see the message");
      }
      const button = buttonsOf(message.components).find((one) => one.label === label);
      if (button === undefined) throw new Error(`the message has no button "${label}"`);
      const data = { custom_id: button.custom_id, component_type: 2, id: 1 };
      return begin(
        { kind: "click", user: person, channel: message.channel, source: message.id },
        { type: 3, data, message: apiMessage(world, message) },
      );
    },
  };
}

function isDirect(world: World, channel: string): boolean {
  return world.channels.some(({ id, kind }) => id === channel && kind === "direct");
}

function envelope(world: World, interaction: StoredInteraction): object {
  const { id, token, user, channel } = interaction;
  const direct = isDirect(world, channel);
  const person = direct
    ? { user: apiUser(world, user) }
    : {
        guild_id: world.guild,
        guild: { id: world.guild, locale: "en-GB", features: [] },
        guild_locale: "en-GB",
        member: { ...apiMember(world, user), user: apiUser(world, user), permissions: "2048" },
      };
  return {
    id,
    token,
    application_id: world.self,
    version: 1,
    channel_id: channel,
    channel: apiChannel(world, channel),
    app_permissions: "2048",
    locale: "en-GB",
    entitlements: [],
    authorizing_integration_owners: { 0: world.guild },
    attachment_size_limit: 10_485_760,
    context: direct ? 1 : 0,
    ...person,
  };
}
