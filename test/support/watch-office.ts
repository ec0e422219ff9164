import { vi } from "vitest";
import type { Answer } from "#bot/bot.ts";
import type { Desk } from "#bot/desk.ts";
import { openDesk } from "#bot/desk.ts";
import type { Inventory, Person } from "#bot/ports.ts";
import type { Reply } from "#bot/reply.ts";
import { keepSweeping } from "#bot/sweep/sweeping.ts";
import { keepWatching } from "#bot/watch/keep-watching.ts";
import { must } from "./office.ts";
import type { SweepOffice } from "./sweep-office.ts";
import { sweepOffice } from "./sweep-office.ts";

interface Told {
  readonly place: string;
  readonly reply: Reply;
  readonly key: string;
}

/** A sweep office whose bot also keeps watches; time passes only by `pass`. */
export interface WatchOffice extends SweepOffice {
  readonly told: Told[];
  /** The platform takes what is told, or does not. */
  taking: boolean;
  /** Asks, and lets the answer stay in a place of a chat. */
  watch(text: string, person?: Person): Promise<Answer>;
  /** The bot that keeps watches now. */
  running: Desk | undefined;
  /** What the next start of the bot finds of the inventory in place of what was. */
  relist(change: Partial<Inventory>): void;
  /** A start of the bot on the same stores. */
  start(): Desk;
  stop(): Promise<void>;
  pass(minutes: number): Promise<void>;
  /** The same for whole days, of which only the last minutes are lived through. */
  passDays(days: number): Promise<void>;
}

export function watchOffice(
  size: number,
  change: Parameters<typeof sweepOffice>[1] = {},
): WatchOffice {
  const told: Told[] = [];
  const at = sweepOffice(size, {
    tellsBelow: {
      test: async (place, reply, key) => {
        if (self.taking) told.push({ place, reply, key });
        return self.taking;
      },
    },
    ...change,
  });
  const self: WatchOffice = {
    ...at,
    told,
    taking: true,
    running: undefined,
    watch: async (text, person = at.member) => {
      const answer = await at.bot.ask({ text, person });
      await answer.stay?.({ platform: "test", place: "below this" });
      return answer;
    },
    relist: (change) =>
      void Object.assign(at.deps, { inventory: { ...at.deps.inventory, ...change } }),
    start: () => {
      const desk = openDesk(at.deps);
      desk.sweepsUnderWay.add(keepSweeping(desk));
      desk.sweepsUnderWay.add(keepWatching(desk));
      self.running = desk;
      return desk;
    },
    stop: async () => {
      const stopped = must(self.running).sweepsUnderWay.stop();
      await vi.advanceTimersByTimeAsync(1000);
      await stopped;
      self.running = undefined;
    },
    passDays: async (days) => {
      for (let day = 0; day < days; day += 1) {
        vi.setSystemTime(Date.now() + (24 * 60 - 20) * 60_000);
        await vi.advanceTimersByTimeAsync(20 * 60_000);
      }
    },
    pass: async (minutes) => void (await vi.advanceTimersByTimeAsync(minutes * 60_000)),
  };
  return self;
}
