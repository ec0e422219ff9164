import { existsSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { startDiscordServer } from "../test/support/discord-server.ts";
import { secrets, startSlackServer } from "../test/support/slack-server.ts";
import { notRun, type Section } from "./section.ts";
import { startBot } from "./started-bot.ts";

/** Megabytes (of 1,048,576 bytes) that the bot may hold when nobody asks it anything. */
const goal = 120;

/** It has settled when so many samples in a row differ by less than a megabyte. */
const settling = { samples: 6, every: 500, atMost: 60 };

interface Memory {
  /** Megabytes: all that is in memory for the process, shared libraries and Node itself included. */
  readonly resident: number;
  /** The same, with what other processes use too divided among them. */
  readonly proportional: number;
}

/** The bot as it is started, idle, connected to a local Slack and a local Discord. */
export async function measureIdleMemory(signal: AbortSignal): Promise<Section> {
  if (!existsSync("/proc/self/smaps_rollup")) return notRun("memory", ["Linux's /proc"]);
  // Twice, because what a start leaves behind may help or burden the next one.
  const first = await oneStart(signal);
  const second = await oneStart(signal);
  const worse = first.resident > second.resident ? first : second;
  return {
    figures: [
      {
        what: "resident memory, idle, Slack and Discord connected",
        value: worse.resident,
        unit: "MB",
        atMost: goal,
      },
    ],
    table: [
      ["idle memory, MB", "resident", "proportional"],
      ["first start", ...word(first)],
      ["second start", ...word(second)],
    ],
    notes: [],
  };
}

async function oneStart(signal: AbortSignal): Promise<Memory> {
  const slack = await startSlackServer("socket");
  const discord = await startDiscordServer();
  try {
    await using bot = await startBot({
      platforms: `slack: { apiUrl: "${slack.apiUrl}" }\ndiscord: { apiUrl: "${discord.apiUrl}" }\n`,
      tokens: {
        SLACK_BOT_TOKEN: secrets.botToken,
        SLACK_APP_TOKEN: secrets.appToken,
        DISCORD_TOKEN: discord.world.token,
      },
      signal,
    });
    // The second socket is opened behind the first; what it costs counts as well.
    await slack.world.until("two sockets", () => (slack.sockets.open() === 2 ? true : undefined));
    if (discord.gateway.connections() !== 1)
      throw new Error("the bot says that it is ready and is not connected");
    return await settled(bot.pid, signal);
  } finally {
    await Promise.all([slack.stop(), discord.stop()]);
  }
}

async function settled(pid: number, signal: AbortSignal): Promise<Memory> {
  const seen: Memory[] = [];
  for (let sample = 0; sample < settling.atMost; sample += 1) {
    await pause(settling.every, undefined, { signal });
    const now = memoryOf(pid);
    seen.push(now);
    const last = seen.slice(-settling.samples).map(({ resident }) => resident);
    const calm = last.length === settling.samples && Math.max(...last) - Math.min(...last) < 1;
    if (calm) return now;
  }
  throw new Error(`the memory did not settle: ${JSON.stringify(seen)}`);
}

function memoryOf(pid: number): Memory {
  return {
    resident: megabytes(`/proc/${pid}/status`, /^VmRSS:\s+(\d+) kB$/m),
    proportional: megabytes(`/proc/${pid}/smaps_rollup`, /^Pss:\s+(\d+) kB$/m),
  };
}

function megabytes(file: string, line: RegExp): number {
  return Number(line.exec(readFileSync(file, "utf8"))?.[1]) / 1024;
}

function word({ resident, proportional }: Memory): readonly string[] {
  return [resident.toFixed(1), proportional.toFixed(1)];
}
