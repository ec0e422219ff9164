import type { Bot } from "#bot/bot.ts";

/** The doors of a scripted bot that a test is not about. */
export const quietDoors: Pick<Bot, "suggest" | "home"> = {
  suggest: async () => [],
  home: async () => ({
    headline: ["Nothing of yours."],
    mood: "calm",
    body: [],
    evidence: [],
    buttons: [],
    footer: [],
  }),
};
