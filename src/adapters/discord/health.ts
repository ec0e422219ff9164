import type { Health } from "#bot/health.ts";
import { limits } from "./limits.ts";
import type { Session } from "./session.ts";

/** A gap that a resumed session closes is no illness. */
export function healthOf(
  session: Pick<Session, "connected" | "since">,
  now: () => number = Date.now,
): Health {
  const since = session.since();
  const connected = session.connected();
  const ok = connected || now() - since.getTime() < limits.deafAfter;
  return { ok, since, says: connected ? "the gateway delivers" : "no gateway session" };
}
