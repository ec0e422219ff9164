import { startDiscordChat } from "../support/discord-driver.ts";
import { scenarios } from "./scenarios.ts";
import { sweepScenarios } from "./sweep-scenarios.ts";

scenarios(
  "Discord, by mention",
  async ({ bot }) => await startDiscordChat({ door: "mention", bot }),
);
scenarios(
  "Discord, by slash command",
  async ({ bot }) => await startDiscordChat({ door: "slash", bot }),
);
sweepScenarios(
  "Discord, by mention",
  async ({ bot }) => await startDiscordChat({ door: "mention", bot }),
);
sweepScenarios(
  "Discord, by slash command",
  async ({ bot }) => await startDiscordChat({ door: "slash", bot }),
);
