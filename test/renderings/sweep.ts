import type { Chart } from "#bot/chart.ts";
import type { Reply, ReplyFile } from "#bot/reply.ts";
import { summariseLines, summariseTallies } from "#bot/sweep/summary.ts";
import type { Cause, Result, Sweep, SweepLine } from "#bot/sweep/sweep.ts";
import { sweepTable } from "#bot/sweep/table.ts";
import { sweepChart } from "#bot/words/sweep/chart.ts";
import { sayProgress, sayResult } from "#bot/words/sweep/say-sweep.ts";

/** A sweep of a whole room, in which everything is found that a sweep can find. */
const sweep: Sweep = {
  id: "K7Q2-MD4X",
  askedAt: "2026-11-24T10:15:00.000Z",
  askedBy: { id: "slack:user:U0ALICE", name: "alice" },
  question: "which workstations in lab ask to reboot",
  scope: { kind: "groups", groups: ["lab"] },
  focus: "everything",
  gaps: [],
  retryAfter: [30, 300],
  state: { kind: "ended", at: "2026-11-24T10:17:00.000Z" },
  owner: { host: "bot", pid: 1, run: "run" },
  ownedUntil: "",
};

const litter: Cause = { id: "restart-files", verdict: "leftover" };
const update: Cause = { id: "windows-update-reboot-required", verdict: "real" };
const renames: Cause = { id: "pending-file-rename-operations", verdict: "harmless" };

const asks = (...causes: readonly Cause[]): Result => ({
  state: "looked",
  headline: causes[0]?.id === "restart-files" ? "restart-files" : "signals",
  causes,
});
const nothing: Result = { state: "looked", headline: "nothing-found", causes: [] };
const cannotTell: Result = { state: "looked", headline: "cannot-tell", causes: [] };
const silent: Result = { state: "unreachable", why: "no-answer" };
const refused: Result = { state: "unreachable", why: "login-refused" };

/** In this order; forty in all. */
const found: readonly (readonly [number, Result])[] = [
  [3, asks(litter)],
  [1, asks(litter, update)],
  [11, asks(update)],
  [4, asks(renames)],
  [1, cannotTell],
  [2, silent],
  [1, refused],
  [17, nothing],
];

const lines: readonly SweepLine[] = found
  .flatMap(([count, result]) => Array.from({ length: count }, () => result))
  .map((result, index) => ({
    workstation: `PC-${101 + index}`,
    tries: result === silent ? 2 : 0,
    result,
    at: "2026-11-24T10:16:00.000Z",
    ...(result.state === "looked" ? { case: `K7Q2-MD${String(index).padStart(2, "0")}` } : {}),
  }));

export function sweepUnderWay(): Reply {
  const tallies = [
    { result: asks(litter), tried: false, count: 2 },
    { result: asks(update), tried: false, count: 5 },
    { result: nothing, tried: false, count: 7 },
    { tried: true, count: 2 },
    { tried: false, count: 24 },
  ];
  return sayProgress({ ...sweep, state: { kind: "running" } }, summariseTallies(tallies));
}

export function sweepOver(): Reply {
  return sayResult(sweep, summariseLines(lines));
}

export function sweepStopped(): Reply {
  const seen = lines.map((line, index) =>
    index < 16 ? line : { workstation: line.workstation, tries: 0 },
  );
  const by = { id: "slack:user:U0BOB", name: "bob" };
  const state = { kind: "stopped", at: "2026-11-24T10:16:30.000Z", by } as const;
  return sayResult({ ...sweep, state }, summariseLines(seen));
}

/** What comes with it; the picture's points are drawn only for the page of replies. */
export const sweepFiles: readonly ReplyFile[] = [
  {
    name: `sweep-${sweep.id}.png`,
    type: "image/png",
    bytes: new Uint8Array([1]),
    alternative: sweepPicture().alternative,
  },
  sweepTable(sweep, lines),
];

export function sweepPicture(): Chart {
  return sweepChart(sweep, summariseLines(lines));
}
