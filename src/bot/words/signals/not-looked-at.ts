import type { NotLookedAt } from "#checks/list.ts";

/** In the middle of a sentence; where something that is looked at gives the same answer, that is said. */
export const notLookedAtWords: Readonly<Record<NotLookedAt, string>> = {
  "windows-update-agent": "Windows Update's own agent (its registry key was looked at instead)",
  "configuration-manager-wmi":
    "Configuration Manager's WMI method (its registry data was looked at instead)",
  "desired-state-configuration": "Desired State Configuration",
  "defender-reboot": "Microsoft Defender's request",
};
