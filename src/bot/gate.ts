import type { Answer, Ask, Bot, Press, Pressed } from "./bot.ts";
import type { Reply } from "./reply.ts";
import { sayRestarting, sayStoppedActing } from "./words/restarting.ts";

/** A bot that can be told to stop: before that it is the bot itself. */
export interface Gate {
  readonly bot: Bot;
  /**
   * From the call on nothing new begins, and who asks hears so. Resolves when all that runs has
   * ended; what has not after these milliseconds is answered with words that say so, in place of
   * its open progress message, and is counted. Its steps are in the journal for the next start.
   */
  close(milliseconds: number): Promise<number>;
}

export function gated(bot: Bot): Gate {
  // A set and not one promise that everything races with: such a promise would hold every question
  // of the bot's life in memory.
  const running = new Set<() => void>();
  let closed = false;
  let emptied = (): void => {};

  const counted = async <T>(work: () => Promise<T>, cutOff: () => T): Promise<T> => {
    const { promise, resolve } = Promise.withResolvers<T>();
    const giveUp = (): void => resolve(cutOff());
    running.add(giveUp);
    try {
      return await Promise.race([work(), promise]);
    } finally {
      running.delete(giveUp);
      if (running.size === 0) emptied();
    }
  };

  const ask = async (asked: Ask): Promise<Answer> => {
    let looking = false;
    const onLooking = (reply: Reply): void => {
      looking = true;
      asked.onLooking?.(reply);
    };
    return await counted<Answer>(
      async () => await bot.ask({ ...asked, onLooking }),
      () => ({ reply: sayRestarting(), audience: looking ? "everyone" : "asker" }),
    );
  };

  const press = async (pressed: Press): Promise<Pressed> => {
    let acting: Reply | undefined;
    const onActing = (reply: Reply): void => {
      acting = reply;
      pressed.onActing?.(reply);
    };
    return await counted<Pressed>(
      async () => await bot.press({ ...pressed, onActing }),
      () =>
        acting === undefined
          ? { kind: "refused", reply: sayRestarting() }
          : {
              kind: "replaced",
              reply: sayStoppedActing(acting),
              ok: false,
              unfinished: true,
            },
    );
  };

  return {
    bot: {
      ask: async (asked) =>
        closed ? { reply: sayRestarting(), audience: "asker" } : await ask(asked),
      press: async (pressed) =>
        closed ? { kind: "refused", reply: sayRestarting() } : await press(pressed),
      suggest: async (suggesting) => await bot.suggest(suggesting),
      home: async (person) => await bot.home(person),
    },
    async close(milliseconds) {
      closed = true;
      if (running.size === 0) return 0;
      const { promise, resolve } = Promise.withResolvers<void>();
      emptied = resolve;
      const timer = setTimeout(resolve, milliseconds);
      await promise;
      clearTimeout(timer);
      const cutOff = [...running];
      for (const giveUp of cutOff) giveUp();
      return cutOff.length;
    },
  };
}
