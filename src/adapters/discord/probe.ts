import { REST, Routes } from "discord.js";
import { z } from "zod";
import type { KnownIds } from "#bot/known-ids.ts";
import { checkIds } from "./known-ids.ts";
import type { DiscordSettings } from "./start.ts";

/** What `doctor` hears: `mend` says how to put right what is not ok. */
type Verdict = { ok: true; says: string } | { ok: false; says: string; mend: string };

const self = z.object({ username: z.string() });

type Reached = Pick<DiscordSettings, "token" | "apiUrl">;

/** Whether Discord takes the token, and as whom. */
export async function probeDiscord(settings: Reached): Promise<Verdict> {
  try {
    const { username } = self.parse(await restOf(settings).get(Routes.user()));
    return { ok: true, says: `token taken (${username})` };
  } catch (error) {
    return {
      ok: false,
      says: error instanceof Error ? error.message : String(error),
      mend: "Check DISCORD_TOKEN (developer portal, Bot, Reset Token), and the way to discord.com.",
    };
  }
}

/** Which of these ids there are, as far as Discord tells; for who has no session. Never rejects. */
export function probeIds(settings: Reached): KnownIds {
  return async (ids) => await checkIds(ids, restOf(settings));
}

function restOf({ token, apiUrl }: Reached): REST {
  return new REST({
    version: "10",
    retries: 0,
    timeout: 10_000,
    ...(apiUrl === undefined ? {} : { api: apiUrl }),
  }).setToken(token);
}
