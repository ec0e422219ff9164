import { DiscordAPIError } from "discord.js";

/**
 * `too-late`: the interaction was already answered or is older than 3 seconds (a replay after a
 * lost gateway connection, or another process with the same token). `gone`: the message or the
 * 15-minute token is no longer there. `failed`: anything else.
 */
export type Refused = "too-late" | "gone" | "failed";

// docs.discord.com, "Opcodes and status codes": unknown interaction, already acknowledged.
const tooLate: readonly unknown[] = [10062, 40060];
// Unknown message, unknown webhook, invalid webhook token.
const gone: readonly unknown[] = [10008, 10015, 50027];

export function whyRefused(error: unknown): Refused {
  if (!(error instanceof DiscordAPIError)) return "failed";
  if (tooLate.includes(error.code)) return "too-late";
  return gone.includes(error.code) ? "gone" : "failed";
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

/** Whether a failed login may succeed by itself later: not when Discord refused the token or what is asked for. */
export function mayPass(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return error.status !== 401 && error.status !== 403;
  if (!(error instanceof Error)) return true;
  const final = /invalid token|token is not accepted|privileged intent|Used disallowed intents/iu;
  return !final.test(error.message) && (error.cause === undefined || mayPass(error.cause));
}
