import type { SignalId } from "#checks/signal-ids.ts";
import type { SignalWords } from "./signal-words.ts";
import { usually } from "./usual-words.ts";

type Files = Extract<
  SignalId,
  | "pending-file-rename-operations"
  | "sophos-pending-renames"
  | "windows-installer-in-progress"
  | "run-once-dvd-reboot"
  | "wininit-ini"
>;

/** Files that wait, and what installers leave. */
export const fileWords: Readonly<Record<Files, SignalWords>> = {
  "pending-file-rename-operations": {
    name: "pending file renames",
    who: "A program",
    settles: "to put files in place that were in use",
    means: "Files wait to be replaced, moved or deleted while Windows starts.",
    now: {
      ...usually,
      harmless: "Nothing has to be done now: only old or temporary files wait to be tidied away.",
      stale:
        "Do not restart for it again: see below whether the files are gone already or who adds them anew.",
    },
    stale: "the files that it names are gone already.",
    blocks: ["msi-setups", "sql-server", "exchange", "configuration-manager-check"],
  },
  "sophos-pending-renames": {
    name: "Sophos' own file renames",
    who: "Sophos",
    settles: "to finish work that Sophos began",
    means: "Sophos keeps a list of its own of files to rename or remove while Windows starts.",
    now: usually,
    blocks: [],
  },
  "windows-installer-in-progress": {
    name: "Windows Installer",
    who: "An unfinished installation",
    settles: "to finish an installation",
    means: "An MSI installation was begun and has not ended; others have to wait for it.",
    now: {
      ...usually,
      harmless: "Let the installation end, or run it again so that it ends or is taken back.",
    },
    quietly: ["An installation on ", " has not ended; that alone is no reason to restart."],
    blocks: ["other-msi-setups"],
  },
  "run-once-dvd-reboot": {
    name: "the mark DVDRebootSignal",
    who: "A mark that an old setup left",
    settles: "to finish an old setup",
    means:
      "A mark is there that some tools take for a restart request; no source of Microsoft explains it.",
    now: {
      ...usually,
      harmless:
        "Nothing has to be done: what is listed there is run at the next logon, not by a restart.",
    },
    quietly: ["A mark of an old setup is on ", ", and no known work waits behind it."],
    blocks: [],
  },
  "wininit-ini": {
    name: "the file wininit.ini",
    who: "An old setup",
    settles: "to finish an old setup",
    means:
      "A setup made for Windows 95 wrote down files to rename; this Windows never reads the list.",
    now: {
      ...usually,
      harmless:
        "Nothing has to be done, and no restart changes it: nothing on this Windows reads it.",
    },
    quietly: [
      "An old setup left a list of file changes on ",
      ", and nothing on this Windows reads it.",
    ],
    blocks: [],
  },
};
