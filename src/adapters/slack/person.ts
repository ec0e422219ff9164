import type { Person } from "#bot/ports.ts";
import type { Members } from "./members.ts";
import type { UserGroups } from "./user-groups.ts";

export interface SlackPerson {
  readonly userId: string;
  /** How Slack names the person, when the payload says. */
  readonly name: string | undefined;
  /** Where the person asked or clicked. */
  readonly channelId: string;
  /** From our own workspace, in a channel that is not shared with another one (Slack Connect). */
  readonly atHome: boolean;
  /** Ask Slack now instead of believing what it said some minutes ago: for acts. */
  readonly fresh: boolean;
}

/** What Slack tells of its people. */
export interface People {
  readonly groups: UserGroups;
  /** Only with the scope `users:read`. */
  readonly members?: Members;
}

const groupPrefix = "slack:usergroup:";

/** A person at Slack. Somebody of another workspace holds nothing, whatever their ids are. */
export function createPerson(about: SlackPerson, { groups, members }: People): Person {
  const { userId, channelId, atHome, fresh } = about;
  const member = atHome ? members?.of(userId, fresh) : undefined;
  let shown = about.name ?? userId;
  // Nothing waits for the name: it is there long before an answer is.
  void member?.then((told) => (shown = told?.name ?? shown));

  const belongs = async (ids: readonly string[]): Promise<"yes" | "no" | "cannot-tell"> => {
    if (ids.includes(`slack:channel:${channelId}`)) return "yes";
    const asked = ids
      .filter((id) => id.startsWith(groupPrefix))
      .map((id) => groups.has(id.slice(groupPrefix.length), userId, fresh));
    const answers = await Promise.all(asked);
    if (answers.includes(true)) return "yes";
    return answers.includes(undefined) ? "cannot-tell" : "no";
  };

  return {
    id: `slack:user:${userId}`,
    get name() {
      return shown;
    },
    place: `slack:channel:${channelId}`,
    // A conversation with the bot alone; a group of people in direct messages begins with G or C.
    alone: channelId.startsWith("D") || channelId === userId,
    async holds(ids) {
      if (!atHome) return "no";
      if (ids.includes(`slack:user:${userId}`)) return "yes";
      const answer = await belongs(ids);
      if (answer !== "yes" || member === undefined) return answer;
      // A guest may be let into a channel without anybody thinking of this bot.
      const standing = (await member)?.standing;
      if (standing === undefined) return "cannot-tell";
      return standing === "member" ? "yes" : "no";
    },
  };
}
