import { REST, Routes } from "discord.js";
import { z } from "zod";
import type { DiscordSettings } from "./start.ts";

/** What `doctor` hears: `mend` says how to put right what is not ok. */
type Verdict = { ok: true; says: string } | { ok: false; says: string; mend: string };

const self = z.object({ username: z.string() });

/** Whether Discord takes the token, and as whom. */
export async function probeDiscord({
  token,
  apiUrl,
}: Pick<DiscordSettings, "token" | "apiUrl">): Promise<Verdict> {
  const rest = new REST({
    version: "10",
    retries: 0,
    timeout: 10_000,
    ...(apiUrl === undefined ? {} : { api: apiUrl }),
  }).setToken(token);
  try {
    const { username } = self.parse(await rest.get(Routes.user()));
    return { ok: true, says: `token taken (${username})` };
  } catch (error) {
    return {
      ok: false,
      says: error instanceof Error ? error.message : String(error),
      mend: "Check DISCORD_TOKEN (developer portal, Bot, Reset Token), and the way to discord.com.",
    };
  }
}
