import { expect, test } from "vitest";
import { openScene, scriptedBot } from "../../support/discord-scene.ts";

test("a role is unknown where the guild's list of roles is whole; the rest is left open", async () => {
  await using scene = await openScene({ bot: scriptedBot({}) });

  const checked = await scene.running.knownIds([
    "discord:role:222",
    "discord:role:333",
    "discord:channel:601",
    "discord:channel:1",
    "discord:user:1",
    "slack:user:U0",
  ]);

  expect(checked).toEqual({
    unknown: ["discord:role:333"],
    unchecked: ["discord:channel:1", "discord:user:1"],
  });
});
