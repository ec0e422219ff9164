import { webApi } from "@slack/bolt";

/** Slack's words for a token that no waiting mends. */
const final = new Set([
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "token_revoked",
  "token_expired",
  "not_allowed_token_type",
  "missing_scope",
  "app_uninstalled",
]);

/** Why Slack takes the token no more; undefined for everything that may pass. */
export function refusedToken(error: unknown): string | undefined {
  if (error instanceof webApi.WebAPIPlatformError) {
    return final.has(error.data.error) ? error.data.error : undefined;
  }
  return error instanceof Error && error.cause !== undefined
    ? refusedToken(error.cause)
    : undefined;
}
