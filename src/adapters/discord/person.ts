import type { Person } from "#bot/ports.ts";
import type { Membership, User } from "./schema.ts";

/** Where and as what somebody spoke, as Discord itself sent it with this very event. */
export interface Speaker {
  readonly user: User;
  /** Absent in direct messages. */
  readonly guild: string | undefined;
  readonly member: Membership | undefined;
  /** The channel, and for a thread the channel that it hangs on. */
  readonly channels: readonly string[];
}

/**
 * Rights come from the payload of the event that is being answered, never from a cache: a role that
 * was taken away a second ago must not count. Direct messages carry no roles, so none matches there.
 */
export function personOf(speaker: Speaker): Person {
  const { user, member } = speaker;
  // Of a thread, the channel that it hangs on: a new thread is no new place.
  const channel = speaker.channels.at(-1);
  return {
    id: `discord:user:${user.id}`,
    name: member?.nick ?? user.global_name ?? user.username,
    ...(channel === undefined ? {} : { place: `discord:channel:${channel}` }),
    alone: speaker.guild === undefined,
    async holds(ids) {
      const held = new Set(heldIds(speaker));
      if (ids.some((id) => held.has(id))) return "yes";
      const rolesUnknown = speaker.guild !== undefined && member?.roles === undefined;
      return rolesUnknown && ids.some((id) => id.startsWith("discord:role:"))
        ? "cannot-tell"
        : "no";
    },
  };
}

function heldIds({ user, guild, member, channels }: Speaker): readonly string[] {
  return [
    `discord:user:${user.id}`,
    ...(guild === undefined ? [] : [`discord:guild:${guild}`]),
    ...(guild === undefined ? [] : (member?.roles ?? []).map((role) => `discord:role:${role}`)),
    ...channels.map((channel) => `discord:channel:${channel}`),
  ];
}
