import { bootAsks } from "./boot/gather.ts";
import { installsAsks } from "./installs/installs.ts";
import type { Asks } from "./machine.ts";
import { pendingRenames } from "./pending-renames/check.ts";
import { codePageKey } from "./restart-files/gather.ts";
import { originAsks } from "./restart-files/origin-gather.ts";
import type { SignalCheck } from "./signal.ts";
import type { SignalId } from "./signal-ids.ts";
import { signalIds } from "./signal-ids.ts";
import { appV } from "./signals/app-v.ts";
import {
  componentServicingPackagesPending,
  componentServicingRebootInProgress,
  componentServicingRebootPending,
} from "./signals/component-servicing.ts";
import { componentServicingSessionsPending } from "./signals/component-servicing-sessions.ts";
import { computerRename } from "./signals/computer-rename.ts";
import { configurationManager } from "./signals/configuration-manager.ts";
import { domainJoin } from "./signals/domain-join.ts";
import { hostNameChange } from "./signals/host-name-change.ts";
import { intune } from "./signals/intune.ts";
import { pendingXml } from "./signals/pending-xml.ts";
import { runOnceDvdReboot } from "./signals/run-once-dvd-reboot.ts";
import { saltMinion } from "./signals/salt-minion.ts";
import { serverManagerRebootAttempts } from "./signals/server-manager-reboot-attempts.ts";
import { serverManagerRestartRequired } from "./signals/server-manager-restart-required.ts";
import { sophos } from "./signals/sophos.ts";
import { updateExeVolatile } from "./signals/update-exe-volatile.ts";
import { windowsInstaller } from "./signals/windows-installer.ts";
import { windowsSetup } from "./signals/windows-setup.ts";
import { windowsUpdate } from "./signals/windows-update.ts";
import { windowsUpdatePostRebootReporting } from "./signals/windows-update-post-reboot-reporting.ts";
import { windowsUpdateServicesPending } from "./signals/windows-update-services-pending.ts";
import { wininitIni } from "./signals/wininit-ini.ts";
import { currentVersionKey } from "./windows-directory.ts";

/** A new id without its check does not compile. */
const checkOf: Readonly<Record<SignalId, SignalCheck>> = {
  "windows-update-reboot-required": windowsUpdate,
  "component-servicing-reboot-pending": componentServicingRebootPending,
  "component-servicing-reboot-in-progress": componentServicingRebootInProgress,
  "component-servicing-packages-pending": componentServicingPackagesPending,
  "component-servicing-sessions-pending": componentServicingSessionsPending,
  "component-servicing-pending-xml": pendingXml,
  "pending-file-rename-operations": pendingRenames,
  "configuration-manager-reboot": configurationManager,
  "intune-reboot": intune,
  "computer-rename": computerRename,
  "host-name-change": hostNameChange,
  "domain-join": domainJoin,
  "server-manager-reboot-attempts": serverManagerRebootAttempts,
  "server-manager-restart-required": serverManagerRestartRequired,
  "windows-setup": windowsSetup,
  "windows-installer-in-progress": windowsInstaller,
  "windows-update-post-reboot-reporting": windowsUpdatePostRebootReporting,
  "windows-update-services-pending": windowsUpdateServicesPending,
  "update-exe-volatile": updateExeVolatile,
  "sophos-pending-renames": sophos,
  "app-v-pending-tasks": appV,
  "salt-minion-reboot": saltMinion,
  "run-once-dvd-reboot": runOnceDvdReboot,
  "wininit-ini": wininitIni,
};

/** The signals that are looked at, in the order in which a reply names them. */
export const signalChecks: readonly SignalCheck[] = signalIds.map((id) => checkOf[id]);

const parts: readonly Partial<Asks>[] = [
  { environment: ["SystemRoot", "PROCESSOR_ARCHITECTURE", "PROCESSOR_ARCHITEW6432"] },
  { registry: [currentVersionKey, codePageKey] },
  originAsks,
  bootAsks,
  installsAsks,
  ...signalChecks.map(({ asks }) => asks),
];

/** Everything that may be asked of a process on a workstation; nothing else ever is. */
export const asked: Asks = {
  environment: parts.flatMap(({ environment }) => environment ?? []),
  registry: parts.flatMap(({ registry }) => registry ?? []),
  trees: parts.flatMap(({ trees }) => trees ?? []),
  events: parts.flatMap(({ events }) => events ?? []),
};

/**
 * Restart signals that are not looked at, since they need COM or WMI and so a PowerShell on the
 * workstation; every answer says so.
 */
export const notLookedAt = [
  "windows-update-agent",
  "configuration-manager-wmi",
  "desired-state-configuration",
  "defender-reboot",
] as const;

export type NotLookedAt = (typeof notLookedAt)[number];
