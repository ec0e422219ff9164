import type { SignalId } from "#checks/signal-ids.ts";
import type { SignalWords } from "./signal-words.ts";
import { usually } from "./usual-words.ts";

type Updates = Extract<
  SignalId,
  | `windows-update-${string}`
  | `component-servicing-${string}`
  | "update-exe-volatile"
  | "windows-setup"
>;

/** Nobody is ever told to take a key of servicing away: Windows then loses track of its own work. */
const stuckServicing =
  "Do not restart for it again, and delete nothing: an engineer should repair Windows' own servicing " +
  "(DISM, or the log CBS.log).";

const windows = {
  who: "Windows",
  settles: "to finish Windows updates",
  now: { ...usually, stale: stuckServicing },
} as const;

/** Windows' updates and its own servicing. */
export const updateWords: Readonly<Record<Updates, SignalWords>> = {
  "windows-update-reboot-required": {
    name: "Windows Update",
    who: "Windows Update",
    settles: "to finish Windows updates",
    means: "Windows Update has installed something that finishes with the next restart.",
    now: { ...usually, stale: stuckServicing },
    blocks: ["configuration-manager-check"],
  },
  "component-servicing-reboot-pending": {
    ...windows,
    name: "Windows' component servicing",
    means: "Windows has staged an update or a feature that it puts in place while it starts.",
    blocks: ["configuration-manager-check"],
  },
  "component-servicing-reboot-in-progress": {
    ...windows,
    name: "a servicing restart under way",
    settles: "to go on with Windows updates",
    means: "Windows is in the middle of an update that takes more than one restart.",
    blocks: [],
  },
  "component-servicing-packages-pending": {
    ...windows,
    name: "packages that wait for servicing",
    means: "Windows has packages queued that it puts in place while it starts.",
    blocks: [],
  },
  "component-servicing-sessions-pending": {
    ...windows,
    name: "an open servicing session",
    means: "Work on Windows' own components is under way and keeps other such work out.",
    blocks: [],
  },
  "component-servicing-pending-xml": {
    ...windows,
    name: "the servicing plan (pending.xml)",
    means: "Windows has written down what it will do to its components while it starts.",
    now: {
      ...windows.now,
      harmless: "Nothing has to be done now: the plan does not ask for a restart.",
    },
    quietly: ["Windows has a plan for its components on ", ", and the plan asks for no restart."],
    blocks: [],
  },
  "windows-update-post-reboot-reporting": {
    ...windows,
    name: "Windows Update's report after a restart",
    means: "Windows Update still has to report how the last restart went.",
    now: {
      ...windows.now,
      harmless:
        "Nothing has to be done: Windows Update reports by itself. The mark can outlive a good restart.",
    },
    quietly: ["Windows Update still has a report to send from ", "; that is no reason to restart."],
    blocks: [],
  },
  "windows-update-services-pending": {
    ...windows,
    name: "a Windows Update service registration",
    settles: "to finish setting up Windows Update",
    means: "Something wants to register a source of updates with Windows Update.",
    quietly: [
      "Windows Update is still setting up one of its sources on ",
      "; that alone is no reason to restart.",
    ],
    blocks: [],
  },
  "update-exe-volatile": {
    name: "the old update installer (Update.exe)",
    who: "An old update installer",
    settles: "to finish what an old update installer began",
    means:
      "An update installer from the time of Windows XP noted that its work ends with a restart.",
    now: {
      ...usually,
      stale:
        "Do not restart for it again: such a note can be orphaned. An engineer decides whether it may go.",
    },
    blocks: ["exchange"],
  },
  "windows-setup": {
    name: "Windows Setup",
    who: "Windows Setup",
    settles: "to go on with a Windows upgrade",
    means: "A setup or an upgrade of Windows itself is under way.",
    now: {
      ...usually,
      real: "Let the upgrade go on: save the work, keep the power on, and choose Restart when it asks.",
      unseen:
        "Look whether a window of the upgrade asks for its restart; it may also be long finished.",
      stale: "Do not restart for it: the upgrade has to be started again, or its traces looked at.",
    },
    stale: "a Windows upgrade failed and left its traces behind.",
    blocks: [],
  },
};
