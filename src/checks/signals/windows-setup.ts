import type { Entry, RegistryKey, RegistryListing } from "../machine.ts";
import { findValue, numberOf, walkDown } from "../registry-walk.ts";
import type { Sighting } from "../sighting.ts";
import { unseen } from "../sighting.ts";
import type { SignalFinding, SignalVerdict, Visit } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { numberVerdict, valueMark } from "./mark.ts";
import { notThere } from "./not-there.ts";

const id = "windows-setup";
const setupKey = "HKLM\\SYSTEM\\Setup" satisfies RegistryKey;
const volatileKey = `${setupKey}\\MoSetup\\Volatile` as const;

/** Setup ran only to see whether an upgrade would fit, and found nothing against it. */
const compatibilityScanOnly = 0xc1900210;
const finished = 100;

/**
 * An upgrade to another release of Windows is under way: it restarts by itself, more than once. The
 * meaning of these values comes from scripts and general knowledge; none of it was verified on a
 * real Windows.
 */
export const windowsSetup = signalCheck<SetupSeen>({
  id,
  asks: { registry: [setupKey, volatileKey] },
  gather,
  judge: judgeWindowsSetup,
});

export interface SetupSeen {
  readonly setup: Sighting<RegistryListing>;
  readonly upgrade: Sighting<RegistryListing>;
  /** Where Setup keeps the new Windows; only when the registry alone does not decide. */
  readonly folder?: Sighting<Entry>;
}

async function gather({ machine, windowsDirectory }: Visit): Promise<SetupSeen> {
  const setup = await machine.registry(setupKey);
  const upgrade = await walkDown(machine, setupKey, ["MoSetup", "Volatile"]);
  const finding = judgeWindowsSetup({ setup, upgrade });
  if (finding.state !== "present" || finding.verdict !== "unseen") return { setup, upgrade };
  const directory = await windowsDirectory;
  if (directory.state !== "present") return { setup, upgrade, folder: unseen("depends") };
  const drive = directory.seen.slice(0, 2);
  return { setup, upgrade, folder: await machine.look(`${drive}\\$WINDOWS.~BT`) };
}

/** Setup that runs now decides before anything that an upgrade left behind. */
export function judgeWindowsSetup({ setup, upgrade, folder }: SetupSeen): SignalFinding {
  if (setup.state !== "present") return notThere(id, setup);
  const running = findValue(setup.seen, "SystemSetupInProgress");
  const verdict = running === undefined ? undefined : numberVerdict(running);
  if (running !== undefined && verdict !== undefined) {
    return found(verdict, [valueMark(setupKey, running)]);
  }
  if (upgrade.state === "unseen") return notThere(id, upgrade);
  if (upgrade.state === "absent") return { id, state: "absent" };
  return judgeUpgrade(upgrade.seen, folder?.state === "absent");
}

/**
 * A result other than 0 is a failed upgrade that left its values behind. Without one, progress
 * between its ends is work under way. At its end the upgrade may wait for its restart or be long
 * finished: the values do not tell which, but without the new Windows on the disk nothing waits.
 */
function judgeUpgrade(upgrade: RegistryListing, folderGone: boolean): SignalFinding {
  const values = ["BoxResult", "SetupProgress"].map((name) => findValue(upgrade, name));
  const [code, percent] = values.map((value) => (value === undefined ? 0 : numberOf(value)));
  const evidence = values.flatMap((value) =>
    value === undefined ? [] : [valueMark(volatileKey, value)],
  );
  if (code === undefined || percent === undefined) return found("unseen", evidence);
  if (code === compatibilityScanOnly) return { id, state: "absent" };
  if (code !== 0) return found("stale", evidence);
  if (percent === 0 || (percent >= finished && folderGone)) return { id, state: "absent" };
  return found(percent < finished ? "real" : "unseen", evidence);
}

function found(verdict: SignalVerdict, evidence: readonly string[]): SignalFinding {
  return { id, state: "present", verdict, evidence };
}
