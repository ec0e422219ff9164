import type { SignalId } from "#checks/signal-ids.ts";
import type { SignalWords } from "./signal-words.ts";
import { usually } from "./usual-words.ts";

type Machines = Extract<
  SignalId,
  | "configuration-manager-reboot"
  | "intune-reboot"
  | "app-v-pending-tasks"
  | "salt-minion-reboot"
  | "computer-rename"
  | "host-name-change"
  | "domain-join"
  | `server-manager-${string}`
>;

const roles = {
  who: "Server Manager",
  settles: "to finish a change of roles or features",
  means: "A role or a feature was added or removed, and the change ends with a restart.",
  now: usually,
} as const;

/** Those who manage the machine, and its names. */
export const machineWords: Readonly<Record<Machines, SignalWords>> = {
  "configuration-manager-reboot": {
    name: "Configuration Manager",
    who: "Configuration Manager",
    settles: "to finish what Configuration Manager installed",
    means: "The Configuration Manager client wants a restart for what it installed.",
    now: {
      ...usually,
      stale:
        "Do not restart for it again: an engineer should look at the client, which keeps old requests after a repair.",
    },
    blocks: [],
  },
  "intune-reboot": {
    name: "Intune",
    who: "Intune",
    settles: "to finish what Intune installed",
    means: "An application that Intune installed demands a restart.",
    now: usually,
    blocks: [],
  },
  "app-v-pending-tasks": {
    name: "App-V",
    who: "App-V",
    settles: "to finish what App-V began",
    means: "A virtual application for all users could not be changed while it was in use.",
    now: usually,
    blocks: [],
  },
  "salt-minion-reboot": {
    name: "Salt",
    who: "Salt",
    settles: "to finish what Salt installed",
    means: "An installer that Salt ran since the last start said that it needs a restart.",
    now: usually,
    blocks: [],
  },
  "computer-rename": {
    name: "a computer rename",
    who: "A new computer name",
    settles: "to take its new name",
    means: "The computer was given another name, which it takes with the next restart.",
    now: usually,
    blocks: [],
  },
  "host-name-change": {
    name: "a host name change",
    who: "A new host name",
    settles: "to take its new host name",
    means:
      "The computer was given another name on the network, which it takes with the next restart.",
    now: usually,
    blocks: [],
  },
  "domain-join": {
    name: "a domain join",
    who: "A change of domain",
    settles: "to finish joining its domain",
    means: "The computer was joined to a domain, and that ends with a restart.",
    now: usually,
    blocks: [],
  },
  "server-manager-reboot-attempts": {
    ...roles,
    name: "Server Manager's restart attempts",
    blocks: ["configuration-manager-check"],
  },
  "server-manager-restart-required": {
    ...roles,
    name: "Server Manager's role changes",
    blocks: [],
  },
};
