import type { Client, Guild } from "discord.js";
import type { KnownIds } from "#bot/known-ids.ts";
import { sortChecked } from "#bot/known-ids.ts";

const rolePrefix = "discord:role:";
const channelPrefix = "discord:channel:";

/**
 * By what Discord sent when the session began. Roles alone are told for sure, and only by a list
 * that is whole: it holds @everyone and the role that Discord made for this very bot. A channel that
 * is not in the list may be one that the bot may not see, or a thread.
 */
export function createKnownIds(client: Client): KnownIds {
  return async (ids) => {
    const guilds = [...client.guilds.cache.values()];
    const roles = new Set(guilds.flatMap(({ roles: { cache } }) => [...cache.keys()]));
    const whole = guilds.length > 0 && guilds.every((guild) => hasWholeRoles(guild, client));
    const exists = (id: string): boolean | undefined => {
      if (id.startsWith(rolePrefix)) {
        return roles.has(id.slice(rolePrefix.length)) || (whole ? false : undefined);
      }
      if (!id.startsWith(channelPrefix)) return undefined;
      return client.channels.cache.has(id.slice(channelPrefix.length)) || undefined;
    };
    const ours = ids.filter((id) => id.startsWith("discord:"));
    return await Promise.resolve(sortChecked(ours.map((id) => [id, exists(id)])));
  };
}

function hasWholeRoles({ id, roles }: Guild, { user }: Client): boolean {
  return roles.cache.has(id) && roles.cache.some(({ tags }) => tags?.botId === user?.id);
}
