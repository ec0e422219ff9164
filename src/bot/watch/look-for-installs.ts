import type { Installs, Within } from "#checks/installs/installs.ts";
import { gatherInstalls } from "#checks/installs/installs.ts";
import type { Desk } from "../desk.ts";
import type { Change } from "./compare.ts";

/** By workstation; `unseen` where the look failed in any way. */
export type InstallsSeen = ReadonlyMap<string, Installs | "unseen">;

/** A whole floor that got the same setup needs no look at each of it. */
const mostLooked = 5;

const lookMilliseconds = 60_000;

/**
 * What was installed between the two looks where something appeared: one more look at a few of these
 * workstations, behind everything that somebody waits for. Never rejects.
 */
export async function lookForInstalls(
  desk: Desk,
  changes: readonly Change[],
): Promise<InstallsSeen> {
  const times = new Map<string, Within>();
  for (const change of changes) {
    if (change.kind !== "appeared") continue;
    const { workstation, before, now } = change;
    const time = times.get(workstation) ?? { from: before.from, until: now.at };
    const from = time.from < before.from ? time.from : before.from;
    times.set(workstation, { ...time, from });
  }
  const looked = [...times].slice(0, mostLooked);
  return new Map(
    await Promise.all(
      looked.map(
        async ([name, within]): Promise<[string, Installs | "unseen"]> => [
          name,
          await look(desk, name, within),
        ],
      ),
    ),
  );
}

async function look(desk: Desk, name: string, within: Within): Promise<Installs | "unseen"> {
  const { signal } = desk.sweepsUnderWay;
  try {
    const opened = await desk.forUpkeep.open(name);
    if (!opened.ok || signal.aborted) return "unseen";
    await using open = opened.workstation;
    // What is still asked then is answered by the end of the connection.
    const close = (): void => void open[Symbol.asyncDispose]();
    const timer = setTimeout(close, lookMilliseconds);
    signal.addEventListener("abort", close);
    const seen = await gatherInstalls(open.machine, within);
    clearTimeout(timer);
    signal.removeEventListener("abort", close);
    return seen.state === "present" ? seen.seen : "unseen";
  } catch (error) {
    desk.log.error({ err: error, workstation: name }, "a look for installations failed");
    return "unseen";
  }
}
