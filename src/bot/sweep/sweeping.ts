import { mayStillRun, thisProcess } from "../act/process-mark.ts";
import type { Shown } from "../bot.ts";
import type { Desk } from "../desk.ts";
import type { Pauses } from "../pauses.ts";
import { pauseAfter, pauseFor } from "../pauses.ts";
import { driveSweep, owned } from "./drive.ts";
import { showProgress, showResult } from "./show.ts";
import type { Sweep } from "./sweep.ts";

/** Goes on with a sweep to its last word; the lease makes this process the only one. Never rejects. */
export async function goOn(desk: Desk, id: string, signal: AbortSignal): Promise<void> {
  const driven = new AbortController();
  const told = tellAlong(desk, id, driven.signal);
  const done = await driveSweep(desk, id, signal);
  driven.abort();
  await told;
  let saidIt = false;
  const say = async (sweep: Sweep): Promise<void> => {
    if (!saidIt) await tellResult(desk, sweep, signal);
    saidIt = true;
  };
  while (!signal.aborted) {
    try {
      return await end(desk, { id, done }, say);
    } catch (error) {
      desk.log.error({ err: error, sweep: id }, "a sweep could not be ended yet");
      // Nobody else ends what this process still owns.
      await pauseFor(endAgainAfter, signal);
    }
  }
  await release(desk, id);
}

/** A store that fails just now is asked again after this. */
const endAgainAfter = 2_000;

async function end(
  { sweeps, now }: Desk,
  { id, done }: { readonly id: string; readonly done: boolean },
  say: (sweep: Sweep) => Promise<void>,
): Promise<void> {
  const sweep = await sweeps.findSweep(id);
  if (sweep === undefined) return;
  if (done) {
    // Somebody took it over while this process hung: they say it.
    if (sweep.owner.run !== thisProcess.run) return;
    const state = { kind: "ended", at: now().toISOString() } as const;
    // Told first: a crash in between says it twice, and not never.
    await say({ ...sweep, state });
    await sweeps.endSweep(id, state);
  } else if (sweep.state.kind !== "running") await say(sweep);
}

/** Milliseconds between two looks for sweeps that nobody goes on with. */
const adoptEvery = 30_000;

/** Takes over sweeps whose process has ended, until this bot is stopped. Never rejects. */
export async function keepSweeping(desk: Desk): Promise<void> {
  const { signal } = desk.sweepsUnderWay;
  while (!signal.aborted) {
    try {
      await adopt(desk, signal);
    } catch (error) {
      desk.log.error({ err: error }, "sweeps that were cut off could not be read");
    }
    await pauseFor(adoptEvery, signal);
  }
}

async function adopt(desk: Desk, signal: AbortSignal): Promise<void> {
  const { turns } = desk;
  for (const { id, owner, ownedUntil, place, askedAt } of await desk.sweeps.runningSweeps()) {
    if (owner.run === thisProcess.run) continue;
    // Whoever goes on with it must be able to tell what comes of it.
    if (place !== undefined && turns?.elsewhere(place.platform)) continue;
    const orphaned =
      place !== undefined && (turns?.orphaned(place.platform, owner, askedAt) ?? false);
    // Another host's process cannot be asked; its lease says whether it is there.
    const lasts = ownedUntil > desk.now().toISOString();
    if (!orphaned && lasts && mayStillRun(owner)) continue;
    if (!(await desk.sweeps.ownSweep(id, owner, owned(desk.now())))) continue;
    desk.log.info({ sweep: id }, "goes on with a sweep that was cut off");
    desk.sweepsUnderWay.add(goOn(desk, id, signal));
  }
}

/** The next start need not wait for the lease to end. */
async function release({ sweeps, log }: Desk, id: string): Promise<void> {
  try {
    await sweeps.ownSweep(id, thisProcess, { owner: thisProcess, until: "" });
  } catch (error) {
    log.warn({ err: error, sweep: id }, "a sweep could not be given up");
  }
}

/** Between two states of a message: often enough to be alive, and far below every platform's limit. */
const tellPauses: Pauses = { first: 2_000, most: 15_000 };

/** Shows each new state where the sweep was asked for, until the signal. Never rejects. */
async function tellAlong(desk: Desk, id: string, signal: AbortSignal): Promise<void> {
  let last = "";
  for (let tries = 0; !signal.aborted; tries += 1) {
    await pauseFor(pauseAfter(tellPauses, tries), signal);
    if (signal.aborted) return;
    try {
      const sweep = await desk.sweeps.findSweep(id);
      if (sweep?.place === undefined || sweep.state.kind !== "running") continue;
      const shown = await showProgress(desk, sweep);
      const now = JSON.stringify(shown.reply);
      if (now !== last && (await tell(desk, sweep, shown))) last = now;
    } catch (error) {
      desk.log.warn({ err: error, sweep: id }, "the progress of a sweep could not be told");
    }
  }
}

/** A platform may be away for minutes. */
const resultPauses: Pauses = { first: 2_000, most: 60_000 };
const mostTries = 15;

async function tellResult(desk: Desk, sweep: Sweep, signal: AbortSignal): Promise<void> {
  if (sweep.place === undefined) return;
  const shown = await showResult(desk, sweep);
  for (let tries = 0; tries < mostTries; tries += 1) {
    if (await tell(desk, sweep, shown)) return;
    await pauseFor(pauseAfter(resultPauses, tries), signal);
    if (signal.aborted) return;
  }
  desk.log.error({ sweep: sweep.id }, "what came of a sweep could not be told");
}

async function tell({ tells }: Desk, { place }: Sweep, { reply, files }: Shown): Promise<boolean> {
  const platform = place === undefined ? undefined : tells?.()[place.platform];
  if (place === undefined || platform === undefined) return false;
  return await platform(place.place, reply, files);
}
