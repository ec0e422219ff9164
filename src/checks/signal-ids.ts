/**
 * Every restart signal that is looked at, in the order in which a reply names them: what most often
 * needs a restart first. An id is stable: reports, stored cases and links to docs/signals use it.
 */
export const signalIds = [
  "windows-update-reboot-required",
  "component-servicing-reboot-pending",
  "component-servicing-reboot-in-progress",
  "component-servicing-packages-pending",
  "component-servicing-sessions-pending",
  "component-servicing-pending-xml",
  "pending-file-rename-operations",
  "configuration-manager-reboot",
  "intune-reboot",
  "computer-rename",
  "host-name-change",
  "domain-join",
  "server-manager-reboot-attempts",
  "server-manager-restart-required",
  "windows-setup",
  "windows-installer-in-progress",
  "windows-update-post-reboot-reporting",
  "windows-update-services-pending",
  "update-exe-volatile",
  "sophos-pending-renames",
  "app-v-pending-tasks",
  "salt-minion-reboot",
  "run-once-dvd-reboot",
  "wininit-ini",
] as const;

export type SignalId = (typeof signalIds)[number];
