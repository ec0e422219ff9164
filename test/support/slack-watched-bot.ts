import type { Bot } from "#bot/bot.ts";

/** How a question or a click ended, so that a driver knows what it has to wait for. */
export interface Ending {
  readonly kind: "answered" | "confirm" | "refused" | "replaced";
  /** Whether the bot said beforehand that it begins: then the message changes twice. */
  readonly announced: boolean;
}

/** A bot that tells when it has answered; everything else is the bot's own. */
export interface WatchedBot {
  readonly bot: Bot;
  nextAsk(): Promise<Ending>;
  nextPress(): Promise<Ending>;
}

export function watchBot(bot: Bot): WatchedBot {
  const asks = createMailbox();
  const presses = createMailbox();
  return {
    bot: {
      ...bot,
      async ask(asked) {
        let announced = false;
        const answer = await bot.ask({
          ...asked,
          onLooking: (reply) => {
            announced = true;
            asked.onLooking?.(reply);
          },
        });
        asks.put({ kind: "answered", announced });
        return answer;
      },
      async press(pressed) {
        let announced = false;
        const outcome = await bot.press({
          ...pressed,
          onActing: (reply) => {
            announced = true;
            pressed.onActing?.(reply);
          },
        });
        presses.put({ kind: outcome.kind, announced });
        return outcome;
      },
    },
    nextAsk: async () => await asks.take(),
    nextPress: async () => await presses.take(),
  };
}

/** First in, first out; waits thirty seconds at most. */
function createMailbox(): { put(ending: Ending): void; take(): Promise<Ending> } {
  const waiting: ((ending: Ending) => void)[] = [];
  const endings: Ending[] = [];
  return {
    put(ending) {
      const taker = waiting.shift();
      if (taker === undefined) endings.push(ending);
      else taker(ending);
    },
    async take() {
      const ending = endings.shift();
      if (ending !== undefined) return ending;
      const { promise, resolve, reject } = Promise.withResolvers<Ending>();
      const late = setTimeout(() => reject(new Error("the bot was never asked")), 30_000);
      waiting.push((given) => {
        clearTimeout(late);
        resolve(given);
      });
      return await promise;
    },
  };
}
