import type { Absent, Unseen } from "../sighting.ts";
import type { SignalFinding } from "../signal.ts";
import type { SignalId } from "../signal-ids.ts";

/** A signal whose place is absent, or was not seen; the two never become one. */
export function notThere(id: SignalId, seen: Absent | Unseen): SignalFinding {
  if (seen.state === "absent") return { id, state: "absent" };
  return { id, ...seen };
}
