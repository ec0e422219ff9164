/** The bot token's scopes without which something does not work. */
export const scopesNeeded = [
  "app_mentions:read",
  "chat:write",
  "commands",
  "im:history",
  "usergroups:read",
] as const;

/** With it people have names, and guests are told from members; the manifest asks for it as well. */
export const usersScope = "users:read";

/** With it the bot suggests questions in its own conversation, and says there what it is doing. */
export const agentScope = "assistant:write";

/** With it evidence that has no room in a message comes as a file below it. */
export const filesScope = "files:write";

/** For an installation from before the scope was asked for, which goes on to work. */
export const sayWithoutUsers =
  "it may not read who people are (users:read), so guests count as everybody else in their channels and people are named by their ids";
