import type { WindowsEvent } from "../machine.ts";
import type { Sighting } from "../sighting.ts";
import { present, unseen } from "../sighting.ts";
import type { Boot } from "./boot.ts";
import { toleranceMilliseconds } from "./clock.ts";
import type { BootSettings } from "./gather.ts";
import type { Start } from "./starts.ts";
import { startsIn } from "./starts.ts";

/** @param settings undefined when they were not asked for. */
export function judgeBoot(
  events: Sighting<readonly WindowsEvent[]>,
  settings: BootSettings | undefined,
): Boot {
  if (events.state === "unseen") return { lastRestart: events, ...settings };
  // Every Windows has this log: "no such log" is no answer about restarts.
  if (events.state === "absent") return { lastRestart: unseen("odd-answer"), ...settings };
  return { ...judgeStarts(startsIn(events.seen)), ...settings };
}

function judgeStarts(
  starts: readonly Start[],
): Pick<Boot, "lastRestart" | "noRestartSince" | "poweredOn"> {
  const place = starts.findIndex(({ how }) => how === "restart" || how === "unknown");
  const known = place === -1 ? starts : starts.slice(0, place + 1);
  if (!inOrder(known, starts)) return { lastRestart: unseen("odd-answer") };
  const found = starts[place];
  if (found?.how === "restart" && found.at !== undefined) {
    return { lastRestart: present({ at: iso(found.at) }), ...poweredOn(starts[0]) };
  }
  const noRestart = known.filter(({ how }) => how !== "unknown").at(-1)?.at;
  return {
    // Beyond the newest events there may be older starts: how long ago it was is not known.
    lastRestart: unseen(found === undefined ? "cut-off" : "odd-answer"),
    ...(noRestart === undefined ? {} : { noRestartSince: iso(noRestart) }),
    ...poweredOn(starts[0]),
  };
}

/**
 * The log is in the order of writing, newest first. Where its times go the other way a clock was
 * wrong (an empty battery on the board, a second operating system), and none of them can be told.
 *
 * @param known those that decide: each after the one before it; all others before the last of them.
 */
function inOrder(known: readonly Start[], all: readonly Start[]): boolean {
  return all.every(({ at }, index) => {
    const newer = known[Math.min(index, known.length) - 1]?.at;
    if (at === undefined) return index >= known.length;
    return newer === undefined || at - newer <= toleranceMilliseconds;
  });
}

function poweredOn(newest: Start | undefined): Pick<Boot, "poweredOn"> {
  if (newest?.at === undefined) return {};
  const { at, how } = newest;
  if (how === "restart" || how === "unknown") return {};
  return { poweredOn: { at: iso(at), how } };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
