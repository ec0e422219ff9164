import type { Health } from "#bot/health.ts";
import { deadlines } from "./limits.ts";
import type { Transport } from "./transport.ts";

/** A gap that a reconnect closes is no illness. */
export function healthOf(
  transport: Pick<Transport, "connected" | "since" | "says">,
  now: () => number = Date.now,
): Health {
  const since = transport.since();
  const ok = transport.connected() || now() - since.getTime() < deadlines.deaf;
  return { ok, since, says: transport.says() };
}
