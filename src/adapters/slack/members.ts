import type { webApi } from "@slack/bolt";
import type { Logger } from "pino";
import { remember } from "./remember.ts";
import { userInfo } from "./schema.ts";

/** Somebody as Slack knows them. */
interface Member {
  /** How Slack shows them. Hostile text. */
  readonly name: string;
  /**
   * `guest`: let into some channels only; `other`: a bot, somebody who has left, or of another
   * workspace. Neither holds what a channel or a user group holds.
   */
  readonly standing: "member" | "guest" | "other";
}

/** Needs the scope `users:read`; without it nobody can be told from a guest. */
export interface Members {
  /** Undefined when Slack did not say. `fresh`: ask now, for acts. */
  of(userId: string, fresh: boolean): Promise<Member | undefined>;
}

export function createMembers(client: webApi.WebClient, log: Logger): Members {
  return {
    of: remember(async (userId) => {
      try {
        return memberOf(userInfo.parse(await client.users.info({ user: userId })).user);
      } catch (error) {
        log.warn({ err: error, userId }, "Slack did not tell who somebody is");
        return undefined;
      }
    }),
  };
}

function memberOf(user: (typeof userInfo)["_output"]["user"]): Member {
  const { profile, real_name: realName, name, id } = user;
  const shown = [profile?.display_name, realName, name].find((one) => (one ?? "") !== "");
  return { name: shown ?? id, standing: standingOf(user) };
}

function standingOf(user: (typeof userInfo)["_output"]["user"]): Member["standing"] {
  if (user.is_bot || user.deleted || user.is_stranger) return "other";
  return user.is_restricted || user.is_ultra_restricted ? "guest" : "member";
}
