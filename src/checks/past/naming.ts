import type { PresentSignal } from "../signal.ts";
import type { SignalId } from "../signal-ids.ts";

/**
 * What a signal that is found on both sides of a restart proves.
 *
 * - `items`: its evidence names what it asks for (an update, a package, a file operation), so the
 *   same names are the same request, and a restart did not settle it. For file operations: Windows
 *   tries each once and empties the list, so what is in it again was put there again.
 * - `unnamed`: nothing tells an old request from a new one, or the names are not what decides.
 * - `volatile`: the key is gone after each restart by construction, so this is a new request.
 */
type Naming = "items" | "unnamed" | "volatile";

/** Where the facts are not verified on a real Windows, the answer that claims less was taken. */
const naming: Readonly<Record<SignalId, Naming>> = {
  "windows-update-reboot-required": "items",
  "component-servicing-reboot-pending": "unnamed",
  // One update may need several restarts.
  "component-servicing-reboot-in-progress": "unnamed",
  "component-servicing-packages-pending": "items",
  // The mark of an open session is the same for each.
  "component-servicing-sessions-pending": "unnamed",
  "component-servicing-pending-xml": "unnamed",
  "pending-file-rename-operations": "items",
  // The deadline of one deployment; a new one has another.
  "configuration-manager-reboot": "items",
  "intune-reboot": "unnamed",
  // A restart always applies a name. Names that differ still are more likely asked for again, or
  // wait for a domain controller, than proof that no restart will do it.
  "computer-rename": "unnamed",
  "host-name-change": "unnamed",
  "domain-join": "unnamed",
  // A count of attempts names no role and no feature.
  "server-manager-reboot-attempts": "unnamed",
  "server-manager-restart-required": "unnamed",
  // A feature update restarts several times, and its percentage names nothing.
  "windows-setup": "unnamed",
  "windows-installer-in-progress": "unnamed",
  "windows-update-post-reboot-reporting": "unnamed",
  // Sources of updates, each with one id for ever.
  "windows-update-services-pending": "unnamed",
  // A number: 1 removal, 2 installation, 3 both.
  "update-exe-volatile": "unnamed",
  "sophos-pending-renames": "items",
  // What a task is called is not verified; the name of a package may come again.
  "app-v-pending-tasks": "unnamed",
  "salt-minion-reboot": "volatile",
  // Runs when somebody who may do it logs on, not when the machine restarts.
  "run-once-dvd-reboot": "unnamed",
  // Nothing reads it, so no restart ever changes it.
  "wininit-ini": "unnamed",
};

export function isVolatile({ id }: PresentSignal): boolean {
  return naming[id] === "volatile";
}

/** The names of what a signal asks for; empty when it names nothing. */
export function itemsOf(signal: PresentSignal): readonly string[] {
  return naming[signal.id] === "items" ? namedIn(signal.evidence) : [];
}

/**
 * What stands behind the first element, without further keys (a key that is there names nothing)
 * and without the empty strings of a list.
 */
export function namedIn(evidence: readonly string[]): string[] {
  return evidence.slice(1).filter((item) => item.trim() !== "" && !/^HKLM\\/iu.test(item));
}

/** What makes the signal, and 200 names: no check lists more, so behind these there may be others. */
const mostEvidence = 201;

/** Whether the evidence may go on: a name that is not in it is then not known to be gone. */
export function mayBeCut(evidence: readonly string[]): boolean {
  return evidence.length >= mostEvidence;
}
