import type { NotLookedAt } from "#checks/list.ts";
import type { SignalId } from "#checks/signal.ts";

/** How a signal is called in the middle of a sentence. */
export const signalNames: Readonly<Record<SignalId, string>> = {
  "windows-update-reboot-required": "Windows Update",
};

/** The same for what this version does not look at. */
export const notLookedAtNames: Readonly<Record<NotLookedAt, string>> = {
  "pending-file-rename-operations": "pending file renames",
  "component-servicing": "component servicing",
  "computer-rename": "a computer rename",
  "domain-join": "a domain join",
  "configuration-manager": "Configuration Manager",
  "windows-installer": "Windows Installer",
  "server-roles": "server roles",
};
