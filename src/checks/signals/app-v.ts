import type { RegistryKey, RegistryListing } from "../machine.ts";
import { walkDown } from "../registry-walk.ts";
import type { Sighting } from "../sighting.ts";
import type { SignalFinding } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { microsoftKey } from "./keys.ts";
import { notThere } from "./not-there.ts";

const id = "app-v-pending-tasks";
const pendingTasks: RegistryKey = `${microsoftKey}\\AppV\\Client\\PendingTasks`;
/** Evidence is stored and compared; the machine decides how many tasks there are. */
const tasksKept = 200;

export const appV = signalCheck<Sighting<RegistryListing>>({
  id,
  asks: { registry: [pendingTasks] },
  gather: async ({ machine }) =>
    await walkDown(machine, microsoftKey, ["AppV", "Client", "PendingTasks"]),
  judge: judgeAppV,
});

/**
 * Tasks for the whole computer wait for a restart; those of one user wait for a logon and are kept in
 * the user's own part of the registry. Others count the key's existence; whether the client removes
 * it with its last task is not verified on a real Windows, so an empty one asks, but names nothing.
 */
export function judgeAppV(key: Sighting<RegistryListing>): SignalFinding {
  if (key.state !== "present") return notThere(id, key);
  const { subkeys, values } = key.seen;
  const named = [...subkeys, ...values.map(({ name }) => name)].filter((name) => name !== "");
  const tasks = named.slice(0, tasksKept);
  const verdict = tasks.length === 0 ? "harmless" : "real";
  return { id, state: "present", verdict, evidence: [pendingTasks, ...tasks] };
}
