import { startDiscordChat } from "../support/discord-driver.ts";
import { scenarios } from "./scenarios.ts";

scenarios(
  "Discord, by mention",
  async ({ bot }) => await startDiscordChat({ door: "mention", bot }),
);
scenarios(
  "Discord, by slash command",
  async ({ bot }) => await startDiscordChat({ door: "slash", bot }),
);
