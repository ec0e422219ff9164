import type { Client, REST, RouteLike } from "discord.js";
import { DiscordAPIError, Routes } from "discord.js";
import { z } from "zod";
import type { IdsChecked } from "#bot/known-ids.ts";
import { sortChecked } from "#bot/known-ids.ts";

const rolePrefix = "discord:role:";
const channelPrefix = "discord:channel:";
const userPrefix = "discord:user:";

// docs.discord.com, "Opcodes and status codes". A channel that the bot may not see is another: 50001.
const unknownChannel = 10003;
const unknownUser = 10013;

/** Milliseconds; a start does not wait long for this. */
const askWithin = 5000;
/** Discord lists no more guilds at once. */
const mostGuilds = 200;

const Ids = z.array(z.object({ id: z.string() }));

/**
 * Only what Discord says for sure makes an id unknown, never an error. A role is one of no guild's
 * when every guild's list was told and holds @everyone, whose id is the guild's own. Never rejects.
 */
export async function checkIds(ids: readonly string[], rest: REST): Promise<IdsChecked> {
  const ours = ids.filter((id) => id.startsWith("discord:"));
  const roles = ours.some((id) => id.startsWith(rolePrefix)) ? await rolesOf(rest) : undefined;
  const exists = async (id: string): Promise<boolean | undefined> => {
    if (id.startsWith(rolePrefix)) return roles?.has(id.slice(rolePrefix.length));
    if (id.startsWith(channelPrefix)) {
      return await isThere(rest, Routes.channel(id.slice(channelPrefix.length)), unknownChannel);
    }
    if (!id.startsWith(userPrefix)) return undefined;
    return await isThere(rest, Routes.user(id.slice(userPrefix.length)), unknownUser);
  };
  const checked = ours.map(async (id) => [id, await exists(id)] as const);
  return sortChecked(await Promise.all(checked));
}

/** Those that Discord has not told of already, when the session began: only they are asked for. */
export function notSeen(ids: readonly string[], { guilds, channels }: Client): readonly string[] {
  const roles = new Set(guilds.cache.flatMap((guild) => guild.roles.cache).keys());
  return ids.filter(
    (id) =>
      !(id.startsWith(rolePrefix) && roles.has(id.slice(rolePrefix.length))) &&
      !(id.startsWith(channelPrefix) && channels.cache.has(id.slice(channelPrefix.length))),
  );
}

/** Undefined where one of the lists was not told, or is not whole. */
async function rolesOf(rest: REST): Promise<ReadonlySet<string> | undefined> {
  try {
    const guilds = Ids.parse(await get(rest, Routes.userGuilds()));
    if (guilds.length === 0 || guilds.length >= mostGuilds) return undefined;
    const lists = await Promise.all(
      guilds.map(async ({ id }) => {
        const roles = Ids.parse(await get(rest, Routes.guildRoles(id)));
        return roles.some((role) => role.id === id) ? roles : undefined;
      }),
    );
    if (lists.includes(undefined)) return undefined;
    return new Set(lists.flatMap((list) => list?.map(({ id }) => id) ?? []));
  } catch {
    return undefined; // not told, as the caller says
  }
}

async function isThere(
  rest: REST,
  route: RouteLike,
  unknown: number,
): Promise<boolean | undefined> {
  try {
    await get(rest, route);
    return true;
  } catch (error) {
    return error instanceof DiscordAPIError && error.code === unknown ? false : undefined;
  }
}

async function get(rest: REST, route: RouteLike): Promise<unknown> {
  return await rest.get(route, { signal: AbortSignal.timeout(askWithin) });
}
