import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { openDesk } from "./load-desk.ts";
import { discordContenders } from "./load-discord.ts";
import { slackContenders } from "./load-slack.ts";
import type { Section } from "./section.ts";

/** Somebody who is asked: the bot, or a bare bot of the same library that only answers “echo”. */
export interface Contender {
  readonly name: string;
  /** Milliseconds from the question to the acknowledgement, and to the whole answer. */
  ask(number: number): Promise<Took>;
  stop(): Promise<void>;
}

export interface Took {
  readonly acknowledged: number;
  readonly answered: number;
}

/** What one is to a platform's local server: how it is asked, and how its answer is known. */
export interface Setting<Server> {
  readonly server: Server;
  readonly words: (number: number) => string;
  readonly isAnswer: (text: string) => boolean;
  readonly end: () => Promise<void>;
}

/** Questions at once, and then so many a second for so many seconds. */
const burst = 100;
const stream = { aSecond: 20, seconds: 60 };

/**
 * How the adapters bear a storm of questions: the real bot, practice workstations behind it, against
 * a bare bot of the same library, one after the other on the same local server in this process.
 */
export async function measureLoad(signal: AbortSignal): Promise<Section> {
  const desk = await openDesk();
  try {
    const slack = await compare(await slackContenders(desk), signal);
    const discord = await compare(await discordContenders(desk), signal);
    return {
      figures: [...figures("Slack", slack), ...figures("Discord", discord)],
      table: [
        ["load, milliseconds, p99", "acknowledged", "answered", "event loop"],
        ...slack.map(row),
        ...discord.map(row),
      ],
      notes: [
        `${burst} questions at once, then ${stream.aSecond} a second for ${stream.seconds} s; ` +
          `${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MB resident afterwards, with the local servers and workstations.`,
      ],
    };
  } finally {
    await desk.stop();
  }
}

interface Measured {
  readonly name: string;
  readonly acknowledged: number;
  readonly answered: number;
  readonly loop: number;
}

async function compare(
  contenders: readonly (() => Promise<Contender>)[],
  signal: AbortSignal,
): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const begin of contenders) {
    const contender = await begin();
    const loop = monitorEventLoopDelay({ resolution: 10 });
    loop.enable();
    const took = await storm(contender, signal);
    loop.disable();
    await contender.stop();
    measured.push({
      name: contender.name,
      acknowledged: p99(took.map(({ acknowledged }) => acknowledged)),
      answered: p99(took.map(({ answered }) => answered)),
      loop: loop.percentile(99) / 1e6,
    });
  }
  return measured;
}

async function storm(contender: Contender, signal: AbortSignal): Promise<readonly Took[]> {
  const asked: Promise<Took>[] = [];
  for (let number = 0; number < burst; number += 1) asked.push(contender.ask(number));
  await Promise.all(asked);
  const total = stream.aSecond * stream.seconds;
  for (let number = 0; number < total; number += 1) {
    asked.push(contender.ask(burst + number));
    await pause(1_000 / stream.aSecond, undefined, { signal });
  }
  return await Promise.all(asked);
}

function figures(platform: string, [bot, bare]: readonly Measured[]): Section["figures"] {
  if (bot === undefined || bare === undefined) return [];
  return [
    {
      what: `${platform}: acknowledgement under load, p99 ÷ a bare bot's`,
      value: bot.acknowledged / bare.acknowledged,
      unit: "",
    },
    {
      what: `${platform}: answer under load, p99 ÷ a bare bot's echo`,
      value: bot.answered / bare.answered,
      unit: "",
    },
  ];
}

function row({ name, acknowledged, answered, loop }: Measured): readonly string[] {
  return [name, acknowledged.toFixed(1), answered.toFixed(1), loop.toFixed(1)];
}

function p99(samples: readonly number[]): number {
  const sorted = samples.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN;
}
