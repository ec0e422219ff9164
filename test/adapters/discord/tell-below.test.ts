import { expect, test } from "vitest";
import { writePlace } from "#adapters/discord/tell.ts";
import { replyTo, textOf } from "../../support/discord-driver.ts";
import { helpdesk, member, openScene, reply, scriptedBot } from "../../support/discord-scene.ts";
import { must } from "../../support/office.ts";

const key = "k7q2md4xk7q2md4x";
const bot = scriptedBot({
  ask: () => ({ reply: reply("I watch PC-42 every hour."), audience: "everyone" }),
});

test("says something new as a reply to the answer, and leaves the answer as it is", async () => {
  await using scene = await openScene({ bot });
  const { world, people, running } = scene;
  const question = people.say(member, helpdesk, "<@900> watch PC-42");
  await world.until("the answer", () => replyTo(world, question.id)?.writes === 1);
  const answer = must(replyTo(world, question.id));
  const place = writePlace({ channel: helpdesk, message: answer.id, nonce: "first" });

  const told = await running.tellBelow(place, reply("It changed."), key);

  expect(told).toBe(true);
  expect(scene.said().map(textOf)).toEqual(["I watch PC-42 every hour.", "It changed."]);
  expect(scene.said()[1]).toMatchObject({ channel: helpdesk, replyTo: answer.id });
  expect(world.violations).toEqual([]);
});

test("says what has the same key once, also after a restart in between", async () => {
  await using scene = await openScene({ bot });
  const place = writePlace({ channel: helpdesk, nonce: "first" });

  const told = [
    await scene.running.tellBelow(place, reply("It changed."), key),
    await scene.running.tellBelow(place, reply("It changed."), key),
  ];

  expect(told).toEqual([true, true]);
  expect(scene.said().map(textOf)).toEqual(["It changed."]);
  expect(scene.world.violations).toEqual([]);
});

test("says so when Discord does not take it", async () => {
  await using scene = await openScene({ bot });
  const place = writePlace({ channel: "999", nonce: "first" });

  expect(await scene.running.tellBelow(place, reply("It changed."), key)).toBe(false);
});
