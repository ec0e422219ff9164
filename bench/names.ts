import { setImmediate as breathe } from "node:timers/promises";
import leven from "leven";
import { mergeLists } from "#adapters/inventory/merge.ts";
import type { Listed } from "#adapters/inventory/source.ts";
import { parseQuestion } from "#bot/parse-question.ts";
import { bare } from "#bot/spelling/spelling.ts";
import type { Section } from "./section.ts";
import { spreadOf } from "./statistics.ts";

const workstations = 100_000;
/** So long the event loop may stand still, in milliseconds. */
const mostStill = 50;

/** A message of 60 words with a slip in it, as somebody pastes it. */
const pasted = `The PC at reception keeps asking for a reboot since this morning and nobody knows why; we
restarted it 3 times and KB5031356 was installed on 2023-10-12 according to the log at 10:42:17 but the
user says that it began after Office16 was updated to build 16731 on floor3 in room 214b so please look
into PC-1o0423 whatever its configuration`;

/** Slips of the fingers among many workstations, beside comparing each name with each word. */
export async function measureNames(signal: AbortSignal): Promise<Section> {
  const listed = Array.from({ length: workstations }, (_, at): Listed => {
    const name = `PC-${String((at * 7919) % workstations).padStart(5, "0")}`;
    return { name, address: name, port: 22, user: "helpdesk", groups: ["all"] };
  });
  const merging = await stillWhile(async () => {
    return await mergeLists([listed], { groupNames: [], unread: [] });
  });
  const { inventory } = merging.result;
  const question = timesOf(() => void parseQuestion(pasted, inventory), 20);
  signal.throwIfAborted();
  const typing = timesOf(() => void inventory.spelling().ranked("pc1o423", 25), 20);
  const pattern = timesOf(() => void inventory.matching("*1*4*2*x*"), 20);
  const names = inventory.names().map(bare);
  const words = [...new Set(pasted.split(/[^\w.-]+/u))].map(bare);
  const byHand = timesOf(() => {
    for (const word of words) for (const name of names) leven(word, name, { maxDistance: 3 });
  }, 1);
  const row = (what: string, times: readonly number[]): readonly string[] => {
    return [what, spreadOf(times).median.toFixed(1), Math.max(...times).toFixed(1)];
  };
  return {
    figures: [
      {
        what: "slips in 60 pasted words, 100,000 names ÷ comparing each name with each word",
        value: spreadOf(question).median / spreadOf(byHand).median,
        unit: "",
      },
      {
        what: `the longest that the event loop stands still for it ÷ ${mostStill} ms`,
        value: Math.max(...question) / mostStill,
        unit: "",
        atMost: 1,
      },
      {
        what: `the same, while the lists are put together ÷ ${mostStill} ms`,
        value: merging.longest / mostStill,
        unit: "",
        atMost: 1,
      },
    ],
    table: [
      ["100,000 names, ms", "median", "longest"],
      row("60 pasted words", question),
      row("names for what is being typed", typing),
      row("names that fit a pattern", pattern),
      row("each name compared with each word", byHand),
    ],
    notes: ["while the lists are put together: milliseconds of the processor, in steps of some 4"],
  };
}

/** Of this thread: other programs on the machine do not count. */
function cpuMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function timesOf(run: () => void, times: number): readonly number[] {
  return Array.from({ length: times }, () => {
    const begin = performance.now();
    run();
    return performance.now() - begin;
  });
}

/** How long nothing else could be done, at the most. */
async function stillWhile<T>(
  run: () => Promise<T>,
): Promise<{ readonly result: T; readonly longest: number }> {
  let longest = 0;
  const running = { over: false };
  const watching = (async (): Promise<void> => {
    let last = cpuMilliseconds();
    while (!running.over) {
      await breathe();
      const now = cpuMilliseconds();
      longest = Math.max(longest, now - last);
      last = now;
    }
  })();
  const result = await run();
  await breathe();
  running.over = true;
  await watching;
  return { result, longest };
}
