import { webApi } from "@slack/bolt";
import type { IdsChecked } from "#bot/known-ids.ts";
import { sortChecked } from "#bot/known-ids.ts";
import { within } from "./in-flight.ts";
import { deadlines } from "./limits.ts";
import { userGroupList, userInfo } from "./schema.ts";
import { usersScope } from "./scopes.ts";

const groupPrefix = "slack:usergroup:";
const userPrefix = "slack:user:";

/**
 * Only what Slack says for sure makes an id unknown. A channel never is: Slack says
 * `channel_not_found` of private ones that the bot is not in. What the bot has no scope for is not
 * asked.
 */
export async function checkIds(
  ids: readonly string[],
  slack: { readonly client: webApi.WebClient; readonly scopes: readonly string[] },
): Promise<IdsChecked> {
  const ours = ids.filter((id) => id.startsWith("slack:"));
  const asksGroups = ours.some((id) => id.startsWith(groupPrefix));
  const groups = asksGroups ? await soon(groupIds(slack)) : undefined;
  const checked = ours.map(async (id): Promise<[string, boolean | undefined]> => {
    if (id.startsWith(groupPrefix)) return [id, groups?.has(id.slice(groupPrefix.length))];
    if (!id.startsWith(userPrefix)) return [id, undefined];
    return [id, await soon(isUser(id.slice(userPrefix.length), slack))];
  });
  return sortChecked(await Promise.all(checked));
}

type Slack = Parameters<typeof checkIds>[1];

async function groupIds({ client, scopes }: Slack): Promise<ReadonlySet<string> | undefined> {
  if (!scopes.includes("usergroups:read")) return undefined;
  const answer = await client.usergroups.list({ include_disabled: true });
  return new Set(userGroupList.parse(answer).usergroups.map(({ id }) => id));
}

async function isUser(user: string, { client, scopes }: Slack): Promise<boolean | undefined> {
  if (!scopes.includes(usersScope)) return undefined;
  try {
    userInfo.parse(await client.users.info({ user }));
    return true;
  } catch (error) {
    const said = error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
    return said === "user_not_found" ? false : undefined;
  }
}

/** A start does not wait long for this, and nothing rests on an error. */
async function soon<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return (await within(work, deadlines.knownIds)) ? await work : undefined;
  } catch {
    return undefined; // not told, as the caller says
  }
}
