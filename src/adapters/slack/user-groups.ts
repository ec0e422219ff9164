import type { webApi } from "@slack/bolt";
import type { Logger } from "pino";
import { remember } from "./remember.ts";
import { userGroupMembers } from "./schema.ts";

/** Who belongs to a user group. */
export interface UserGroups {
  /**
   * Whether the person is in the group (`S…`); undefined when Slack did not say. `fresh` asks Slack
   * now, for acts: somebody taken out of the group a minute ago must not act.
   */
  has(groupId: string, userId: string, fresh: boolean): Promise<boolean | undefined>;
}

export function createUserGroups(client: webApi.WebClient, log: Logger): UserGroups {
  const membersOf = remember(async (groupId): Promise<ReadonlySet<string> | undefined> => {
    try {
      const answer = await client.usergroups.users.list({ usergroup: groupId });
      return new Set(userGroupMembers.parse(answer).users);
    } catch (error) {
      // `plan_upgrade_required` on free plans, `missing_scope`, an outage: none of them says "no".
      log.warn({ err: error, groupId }, "Slack did not tell the members of a user group");
      return undefined;
    }
  });

  return {
    has: async (groupId, userId, fresh) => (await membersOf(groupId, fresh))?.has(userId),
  };
}
