import type { RegistryListing, WindowsEvent } from "../machine.ts";
import { findValue, walkDown } from "../registry-walk.ts";
import type { Sighting } from "../sighting.ts";
import type { SignalFinding, Visit } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { componentServicingKey } from "./keys.ts";
import { numberVerdict, valueMark } from "./mark.ts";
import { notThere } from "./not-there.ts";
import { servicingEvents, waitingPackages } from "./servicing-events.ts";
import { updatesDetail } from "./update-names.ts";

const id = "component-servicing-sessions-pending";
const name = "SessionsPending";
const sessionsKey = `${componentServicingKey}\\${name}` as const;

/**
 * A session of component servicing that shuts out every other. The key itself is there on good
 * machines, with a record of each finished session; only its value `Exclusive` counts. Microsoft's
 * own instructions for machines that do not start delete that value. What writes it, and that a
 * restart takes it back, was not verified on a real Windows.
 */
export const componentServicingSessionsPending = signalCheck<SessionsSeen>({
  id,
  asks: { registry: [componentServicingKey, sessionsKey], events: [servicingEvents] },
  gather,
  judge: judgeSessionsPending,
});

export interface SessionsSeen {
  readonly sessions: Sighting<RegistryListing>;
  /** Only when a session asks; it names what waits and never decides. */
  readonly events?: Sighting<readonly WindowsEvent[]>;
}

async function gather({ machine }: Visit): Promise<SessionsSeen> {
  const sessions = await walkDown(machine, componentServicingKey, [name]);
  const asks = judgeSessionsPending({ sessions }).state === "present";
  return asks ? { sessions, events: await machine.events(servicingEvents) } : { sessions };
}

export function judgeSessionsPending({ sessions, events }: SessionsSeen): SignalFinding {
  if (sessions.state !== "present") return notThere(id, sessions);
  const exclusive = findValue(sessions.seen, "Exclusive");
  const verdict = exclusive === undefined ? undefined : numberVerdict(exclusive);
  if (exclusive === undefined || verdict === undefined) return { id, state: "absent" };
  return {
    id,
    state: "present",
    verdict,
    evidence: [valueMark(sessionsKey, exclusive)],
    ...updatesDetail(events?.state === "present" ? waitingPackages(events.seen) : []),
  };
}
