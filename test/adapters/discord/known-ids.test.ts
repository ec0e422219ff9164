import { expect, test } from "vitest";
import { probeIds } from "#adapters/discord/probe.ts";
import { openScene, scriptedBot } from "../../support/discord-scene.ts";

test("an id is unknown only where Discord says for sure that there is none", async () => {
  await using scene = await openScene({ bot: scriptedBot({}) });

  const checked = await scene.running.knownIds([
    "discord:role:222",
    "discord:role:333",
    "discord:channel:601",
    "discord:channel:701",
    "discord:channel:1",
    "discord:user:1001",
    "discord:user:1",
    "discord:guild:500",
    "slack:user:U0",
  ]);

  expect(checked).toEqual({
    unknown: ["discord:role:333", "discord:channel:1", "discord:user:1"],
    unchecked: ["discord:guild:500"],
  });
  expect(scene.world.violations).toEqual([]);
});

test.for([
  ["may not be seen", { status: 403, body: { message: "Missing Access", code: 50001 } }],
  ["has another error", { status: 404, body: { message: "404: Not Found", code: 0 } }],
  ["cannot be asked for", { status: 503, body: { message: "unavailable", code: 0 } }],
  ["is answered with something else", { status: 200, body: [] }],
] as const)("a role is left open where the list of roles %s", async ([, answered]) => {
  await using scene = await openScene({ bot: scriptedBot({}) });
  scene.server.failWhile(/^GET \/guilds/u, answered);

  const checked = await scene.running.knownIds(["discord:role:333"]);

  expect(checked).toEqual({ unknown: [], unchecked: ["discord:role:333"] });
});

test("who has no session hears the same", async () => {
  await using scene = await openScene({ bot: scriptedBot({}) });
  const { token } = scene.world;
  const ids = ["discord:role:222", "discord:role:333", "discord:user:1"];

  const checked = await probeIds({ token, apiUrl: scene.server.apiUrl })(ids);
  const refused = await probeIds({ token: "another", apiUrl: scene.server.apiUrl })(ids);

  expect(checked).toEqual({ unknown: ["discord:role:333", "discord:user:1"], unchecked: [] });
  expect(refused).toEqual({ unknown: [], unchecked: ids });
});

test.for([
  ["may not be seen", { status: 403, body: { message: "Missing Access", code: 50001 } }],
  ["has another error", { status: 404, body: { message: "404: Not Found", code: 0 } }],
  ["cannot be asked for", { status: 503, body: { message: "unavailable", code: 0 } }],
] as const)("a person or channel that %s is left open", async ([, answered]) => {
  await using scene = await openScene({ bot: scriptedBot({}) });
  scene.server.failWhile(/^GET \/(?:users|channels)\/1$/u, answered);

  const checked = await scene.running.knownIds(["discord:channel:1", "discord:user:1"]);

  expect(checked).toEqual({ unknown: [], unchecked: ["discord:channel:1", "discord:user:1"] });
});
