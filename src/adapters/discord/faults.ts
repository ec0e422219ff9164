import { DiscordAPIError, DiscordjsErrorCodes } from "discord.js";

/**
 * `too-late`: the interaction was already answered or is older than 3 seconds (a replay after a
 * lost gateway connection, or another process with the same token). `gone`: the message or the
 * 15-minute token is no longer there. `form`: Discord does not take these components. `files`: they
 * are too large, or the bot may not attach any. `failed`: anything else.
 */
export type Refused = "too-late" | "gone" | "form" | "files" | "failed";

// docs.discord.com, "Opcodes and status codes": unknown interaction, already acknowledged.
const tooLate: readonly unknown[] = [10062, 40060];
// Unknown message, unknown webhook, invalid webhook token.
const gone: readonly unknown[] = [10008, 10015, 50027];
/** Already acknowledged. */
const taken: unknown = 40060;
const invalidForm: unknown = 50035;
// Request entity too large; missing permissions, of which the one to attach files is the only one
// that a message without files does not need.
const noFiles: readonly unknown[] = [40005, 50013];

export function whyRefused(error: unknown): Refused {
  if (!(error instanceof DiscordAPIError)) return "failed";
  if (tooLate.includes(error.code)) return "too-late";
  if (error.code === invalidForm) return "form";
  if (noFiles.includes(error.code)) return "files";
  return gone.includes(error.code) ? "gone" : "failed";
}

export function isTaken(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === taken;
}

/** What may be logged of a fault. The errors of discord.js carry the URL with the token in it. */
export function faultOf(error: unknown): Readonly<Record<string, string | number>> {
  if (error instanceof DiscordAPIError) {
    return {
      name: "DiscordAPIError",
      message: error.message,
      code: error.code,
      status: error.status,
    };
  }
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) };
  return { name: error.name, message: error.message };
}

/**
 * Whether a failed start may succeed by itself later: not when Discord refused the token or what is
 * asked for, at the first call or on the gateway.
 */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  if (error instanceof DiscordAPIError && error.status === 401) return false;
  if (error.message.includes(closedForGood) || error.message === refusedToken) return false;
  if ("code" in error && error.code === DiscordjsErrorCodes.TokenInvalid) return false;
  return error.cause === undefined || mayPass(error.cause);
}

export const refusedToken = "discord refused the token";
/** In the message of a session that will never come back. */
export const closedForGood = "closed the gateway for good";
