import type { Entry, EventQuery, RegistryKey, RegistryListing, WindowsEvent } from "../machine.ts";
import { hasSubkey } from "../registry-walk.ts";
import type { Sighting } from "../sighting.ts";
import { absent, unseen } from "../sighting.ts";
import type { PresentSignal, SignalFinding, Visit } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { notThere } from "./not-there.ts";

const id = "windows-installer-in-progress";
const installerKey: RegistryKey = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Installer";
const inProgress = "InProgress";

/**
 * A restart was started, was put off, is required. The texts are documented (Windows Server 2008,
 * cc735583) and all name the product first; the numbers are not verified on a real Windows.
 */
const restartEvents: EventQuery = {
  log: "Application",
  sources: [{ provider: "MsiInstaller", ids: [1005, 1029, 1038] }],
  newest: 10,
};

/** Windows Installer's record of the installation that is not finished, in the Windows directory. */
const recordPath = "Installer\\inprogressinstallinfo.ipi";
const oneDay = 24 * 60 * 60 * 1000;

interface InstallerSeen {
  readonly installer: Sighting<RegistryListing>;
  /** Asked for only while an installation is unfinished, as is the record. */
  readonly events: Sighting<readonly WindowsEvent[]>;
  readonly record: Sighting<Entry>;
}

export const windowsInstaller = signalCheck<InstallerSeen>({
  id,
  asks: { registry: [installerKey], events: [restartEvents] },
  gather: gatherInstaller,
  judge: judgeWindowsInstaller,
});

async function gatherInstaller({ machine, windowsDirectory }: Visit): Promise<InstallerSeen> {
  const installer = await machine.registry(installerKey);
  if (installer.state !== "present" || !hasSubkey(installer.seen, inProgress)) {
    return { installer, events: absent, record: absent };
  }
  const [events, record] = await Promise.all([
    machine.events(restartEvents),
    windowsDirectory.then(async (directory) =>
      directory.state === "present"
        ? await machine.look(`${directory.seen}\\${recordPath}`)
        : unseen("depends"),
    ),
  ]);
  return { installer, events, record };
}

/**
 * That the key is listed is enough; what it holds is the same path for every installation, so it is
 * no evidence of which. An unfinished installation blocks the next one (exit 1618) and is settled by
 * finishing it or rolling it back. It stays harmless beside events that ask for a restart: whether
 * that restart has happened since cannot be told from them.
 */
export function judgeWindowsInstaller(seen: InstallerSeen): SignalFinding {
  const { installer } = seen;
  if (installer.state !== "present") return notThere(id, installer);
  if (!hasSubkey(installer.seen, inProgress)) return { id, state: "absent" };
  const evidence = [`${installerKey}\\${inProgress}`];
  const present: PresentSignal = { id, state: "present", verdict: "harmless", evidence };
  const names = productsOf(seen);
  return names.length === 0 ? present : { ...present, detail: { kind: "products", names } };
}

/** Events from long before the record was written belong to other installations. */
function productsOf({ events, record }: InstallerSeen): string[] {
  if (events.state !== "present") return [];
  const since = record.state === "present" ? Date.parse(record.seen.modified) - oneDay : -Infinity;
  const names = events.seen
    .filter(({ at }) => Date.parse(at) >= since)
    .map(({ data }) => data[0]?.text.trim() ?? "")
    .filter((name) => name !== "" && name !== "(NULL)");
  return [...new Set(names)];
}
