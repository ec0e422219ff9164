import { quote } from "../../legible.ts";
import type { Line } from "../../reply.ts";
import type { InstallsSeen } from "../../watch/look-for-installs.ts";
import { count, enumerate } from "../enumerate.ts";

const mostNamed = 4;

/**
 * What was installed where something appeared, what most of them have in common first. No line
 * where nothing appeared.
 */
export function sayInstalls(installs: InstallsSeen): Line[] {
  if (installs.size === 0) return [];
  const seen = [...installs.values()].filter((one) => one !== "unseen");
  const blind = installs.size - seen.length;
  if (seen.length === 0) return [["Installs in that time: could not be seen."]];
  const on = new Map<string, number>();
  for (const name of seen.flatMap(({ names }) => names)) on.set(name, (on.get(name) ?? 0) + 1);
  const names = [...on]
    .toSorted(([, one], [, other]) => other - one)
    .map(([name, times]) => (seen.length === 1 ? name : `${name} (${times} of ${seen.length})`));
  const notAll = [
    ...(seen.some(({ more }) => more) ? ["there may be more"] : []),
    ...(blind === 0 ? [] : [`not seen on ${blind}`]),
  ];
  const limits = notAll.length === 0 ? "." : `; ${notAll.join(", ")}.`;
  const where = installs.size === 1 ? "" : ` (${count(installs.size, "workstation")} looked at)`;
  return names.length === 0
    ? [[`Installs in that time${where}: none in the event logs${limits}`]]
    : [[`Installs in that time${where}: `, ...enumerate(names.map(quote), mostNamed), limits]];
}
