import type { RegistryListing, RegistryValue } from "../machine.ts";
import { findValue, hasSubkey, numberOf, walkDown } from "../registry-walk.ts";
import type { Sighting } from "../sighting.ts";
import type { SignalFinding, Visit } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { microsoftKey } from "./keys.ts";
import { subkeyMark, valueMark } from "./mark.ts";
import { notThere } from "./not-there.ts";

const id = "server-manager-reboot-attempts";
/** An old copy of a script looks for `CurrentRebootAttemps`; nothing ever writes that. */
const name = "CurrentRebootAttempts";
const serverManagerKey = `${microsoftKey}\\ServerManager` as const;
const attemptsKey = `${serverManagerKey}\\${name}` as const;

/** A role or feature of Windows Server was installed or removed, and that waits for a restart. */
export const serverManagerRebootAttempts = signalCheck<AttemptsSeen>({
  id,
  asks: { registry: [microsoftKey, serverManagerKey, attemptsKey] },
  gather,
  judge: judgeRebootAttempts,
});

export interface AttemptsSeen {
  readonly serverManager: Sighting<RegistryListing>;
  /** Only when the subkey is listed. */
  readonly attempts?: Sighting<RegistryListing>;
}

async function gather({ machine }: Visit): Promise<AttemptsSeen> {
  const serverManager = await walkDown(machine, microsoftKey, ["ServerManager"]);
  if (serverManager.state !== "present" || !hasSubkey(serverManager.seen, name)) {
    return { serverManager };
  }
  return { serverManager, attempts: await machine.registry(attemptsKey) };
}

/**
 * Salt and Microsoft's documentation of Configuration Manager read a value, most others look for a
 * subkey: both count. What is in the subkey is written down nowhere: with anything in it, it asks;
 * empty, it only looks as if.
 */
export function judgeRebootAttempts({ serverManager, attempts }: AttemptsSeen): SignalFinding {
  if (serverManager.state !== "present") return notThere(id, serverManager);
  const value = findValue(serverManager.seen, name);
  const byValue = value === undefined ? undefined : verdictOfValue(value);
  const subkey = subkeyMark(serverManagerKey, serverManager.seen, name);
  const bySubkey = subkey === undefined ? undefined : verdictOfSubkey(attempts);
  const verdict = [byValue, bySubkey].find((one) => one === "real") ?? byValue ?? bySubkey;
  if (verdict === undefined) return { id, state: "absent" };
  const evidence = [
    ...(value === undefined || byValue === undefined ? [] : [valueMark(serverManagerKey, value)]),
    ...(subkey === undefined || bySubkey === undefined ? [] : [subkey]),
  ];
  return { id, state: "present", verdict, evidence };
}

function verdictOfSubkey(
  attempts: Sighting<RegistryListing> | undefined,
): "real" | "harmless" | "unseen" | undefined {
  if (attempts?.state === "absent") return undefined;
  if (attempts?.state !== "present") return "unseen";
  const { values, subkeys } = attempts.seen;
  return subkeys.length > 0 || values.some((value) => !isNotSet(value)) ? "real" : "harmless";
}

/** As Salt reads it: any text that is a number counts, and “(value not set)” is no number. */
function verdictOfValue(value: RegistryValue): "real" | "unseen" | undefined {
  if (isNotSet(value)) return undefined;
  const text = isText(value) ? /^\s*(\d{1,9})\s*$/u.exec(value.data)?.[1] : undefined;
  const number = numberOf(value) ?? (text === undefined ? undefined : Number(text));
  if (number === undefined) return "unseen";
  return number > 0 ? "real" : undefined;
}

/** A value without data; the words in the brackets are in the language of the workstation. */
function isNotSet(value: RegistryValue): boolean {
  return isText(value) && /^\(.*\)$/u.test(value.data);
}

function isText({ type }: RegistryValue): boolean {
  return type === "REG_SZ" || type === "REG_EXPAND_SZ";
}
