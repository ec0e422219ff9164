/** The bot token's scopes; the manifest asks for exactly these. */
export const scopesNeeded = [
  "app_mentions:read",
  "chat:write",
  "commands",
  "im:history",
  "usergroups:read",
] as const;
