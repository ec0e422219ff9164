import type { webApi } from "@slack/bolt";
import type { Logger } from "pino";
import { deadlines } from "./limits.ts";
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
  const known = new Map<string, { readonly at: number; readonly users: ReadonlySet<string> }>();

  async function ask(groupId: string): Promise<ReadonlySet<string> | undefined> {
    try {
      const answer = await client.usergroups.users.list({ usergroup: groupId });
      const users = new Set(userGroupMembers.parse(answer).users);
      known.set(groupId, { at: Date.now(), users });
      return users;
    } catch (error) {
      // `plan_upgrade_required` on free plans, `missing_scope`, an outage: none of them says "no".
      known.delete(groupId);
      log.warn({ err: error, groupId }, "Slack did not tell the members of a user group");
      return undefined;
    }
  }

  return {
    async has(groupId, userId, fresh) {
      const entry = known.get(groupId);
      const usable = !fresh && entry !== undefined && isRecent(entry.at);
      const users = usable ? entry.users : await ask(groupId);
      return users?.has(userId);
    },
  };
}

/** A time in the future was noted before somebody set the clock back: its age is not known. */
function isRecent(at: number): boolean {
  const age = Date.now() - at;
  return age >= 0 && age < deadlines.userGroupMembers;
}
