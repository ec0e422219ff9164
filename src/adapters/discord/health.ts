import type { Health } from "#bot/health.ts";
import { limits } from "./limits.ts";
import type { Session } from "./session.ts";

/** A gap that a resumed session closes is no illness; a line on which nothing comes is one. */
export function healthOf(
  session: Pick<Session, "connected" | "since" | "silentFor">,
  now: () => number = Date.now,
): Health {
  const since = session.since();
  if (!session.connected()) {
    const ok = now() - since.getTime() < limits.deafAfter;
    return { ok, since, says: "no gateway session" };
  }
  const silent = session.silentFor();
  if (silent <= limits.silentAfter) return { ok: true, since, says: "the gateway delivers" };
  return { ok: false, since: new Date(now() - silent), says: "the gateway is silent" };
}
