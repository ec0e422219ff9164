import type { Boot, PoweredOn } from "#checks/boot/boot.ts";
import type { Line } from "../reply.ts";
import { ago, timeOfDay, when } from "./times.ts";
import { unseenWords } from "./unseen.ts";

/** When Windows really started last, in one line; nothing when that was not seen at all. */
export function sayBoot(boot: Boot, askedAt: string): Line[] {
  const last = lastRestart(boot, askedAt);
  if (boot.poweredOn === undefined) return last === undefined ? [] : [[`${last.alone}.`]];
  const { at, how } = boot.poweredOn;
  return [
    [
      `Powered on at ${timeOfDay(at, askedAt)}, but that was not a restart (${howWords[how]}); `,
      `${last?.after ?? "when the last real one was, I could not see"}.`,
    ],
  ];
}

/** For the evidence: that nobody could see it is said as well. */
export function bootNotSeen(boot: Boot): string | undefined {
  if (boot.lastRestart.state !== "unseen" || boot.noRestartSince !== undefined) return undefined;
  return `when it last restarted (${unseenWords[boot.lastRestart.why]})`;
}

interface LastRestart {
  /** A sentence without its full stop. */
  readonly alone: string;
  /** Goes on after “that was not a restart;”. */
  readonly after: string;
}

function lastRestart(
  { lastRestart, noRestartSince }: Boot,
  askedAt: string,
): LastRestart | undefined {
  if (lastRestart.state === "present") {
    const { at } = lastRestart.seen;
    const since = ago(at, askedAt);
    if (since === undefined) {
      return { alone: `Last restarted ${when(at)}`, after: `the last real one was ${when(at)}` };
    }
    return {
      alone: `Last restarted ${since} (${when(at)})`,
      after: `the last real one was ${since} (${at.slice(0, 10)})`,
    };
  }
  if (noRestartSince === undefined) return undefined;
  const since = noRestartSince.slice(0, 10);
  return {
    alone: `Not restarted since ${since} at the latest`,
    after: `there was no real one since ${since} at the latest`,
  };
}

const howWords: Readonly<Record<PoweredOn["how"], string>> = {
  "fast-startup": "Fast Startup",
  hibernation: "it woke from hibernation",
};
