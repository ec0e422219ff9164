import type { Machine, RegistryKey, RegistryListing } from "../machine.ts";
import { findValue, hasSubkey, walkDown } from "../registry-walk.ts";
import type { Sighting } from "../sighting.ts";
import { absent } from "../sighting.ts";
import type { SignalFinding, Visit } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { microsoftKey } from "./keys.ts";
import { numberVerdict, valueMark } from "./mark.ts";
import { notThere } from "./not-there.ts";

const id = "update-exe-volatile";
const name = "UpdateExeVolatile";
const updatesKey = `${microsoftKey}\\Updates` as const;
/** The same as programs of 32 bits see it on a Windows of 64 bits. */
const microsoftKey32 = "HKLM\\SOFTWARE\\Wow6432Node\\Microsoft" satisfies RegistryKey;
const updatesKey32 = `${microsoftKey32}\\Updates` as const;

/**
 * Update.exe, the installer of updates for Windows XP and 2003 (KB832475), waits for a restart:
 * 1 a removal, 2 an installation, 3 both (Exchange Server Analyzer, cc164360).
 *
 * The copy for programs of 32 bits is looked at only where the key of its own view exists: it would
 * cost every workstation the start of a process, for software that hardly any of them runs.
 */
export const updateExeVolatile = signalCheck<UpdateExeSeen>({
  id,
  asks: {
    registry: [
      microsoftKey,
      updatesKey,
      `${updatesKey}\\${name}`,
      microsoftKey32,
      updatesKey32,
      `${updatesKey32}\\${name}`,
    ],
  },
  gather,
  judge: judgeUpdateExeVolatile,
});

/** One `Updates` key, with what is below its subkey where it has one. */
interface UpdatesSeen {
  readonly key: string;
  readonly updates: Sighting<RegistryListing>;
  readonly below: Sighting<RegistryListing>;
}

export type UpdateExeSeen = readonly UpdatesSeen[];

async function gather({ machine }: Visit): Promise<UpdateExeSeen> {
  const own = await see(machine, microsoftKey, updatesKey);
  if (own.updates.state !== "present") return [own];
  return [own, await see(machine, microsoftKey32, updatesKey32)];
}

async function see(machine: Machine, parent: RegistryKey, key: RegistryKey): Promise<UpdatesSeen> {
  const updates = await walkDown(machine, parent, ["Updates"]);
  const has = updates.state === "present" && hasSubkey(updates.seen, name);
  return { key, updates, below: has ? await machine.registry(`${key}\\${name}`) : absent };
}

/**
 * Tools disagree whether it is a value of `Updates` or a subkey with the value `Flags`: both count.
 * One number that is not 0 asks; after that, anything unseen forbids to say that none does.
 */
export function judgeUpdateExeVolatile(seen: UpdateExeSeen): SignalFinding {
  const places = seen.flatMap(({ key, updates, below }) => [
    { key, listing: updates, valueName: name },
    { key: `${key}\\${name}`, listing: below, valueName: "Flags" },
  ]);
  const marks = places.flatMap(marksIn);
  const verdict = marks.some((mark) => mark.verdict === "real") ? "real" : "unseen";
  if (marks.length > 0) {
    return { id, state: "present", verdict, evidence: marks.map(({ evidence }) => evidence) };
  }
  const blind = places.find(({ listing }) => listing.state === "unseen")?.listing;
  return notThere(id, blind?.state === "unseen" ? blind : absent);
}

function marksIn(place: {
  readonly key: string;
  readonly listing: Sighting<RegistryListing>;
  readonly valueName: string;
}): { readonly verdict: "real" | "unseen"; readonly evidence: string }[] {
  const { key, listing, valueName } = place;
  const value = listing.state === "present" ? findValue(listing.seen, valueName) : undefined;
  const verdict = value === undefined ? undefined : numberVerdict(value);
  if (value === undefined || verdict === undefined) return [];
  return [{ verdict, evidence: valueMark(key, value) }];
}
