import { afterEach, describe, expect, it, vi } from "vitest";
import type { TellPlace } from "#bot/sweep/sweep.ts";
import { filesOf } from "../../support/discord-components.ts";
import { textOf } from "../../support/discord-driver.ts";
import type { Scene, ScriptedBot } from "../../support/discord-scene.ts";
import { helpdesk, member, openScene, scriptedBot } from "../../support/discord-scene.ts";
import type { StoredMessage } from "../../support/discord-world.ts";
import { must } from "../../support/office.ts";
import { picture, sweeping, swept, table } from "../../support/sweep-replies.ts";

type Door = "mention" | "slash";

let scene: Scene;
afterEach(async () => {
  vi.useRealTimers();
  const { violations } = scene.world;
  await scene[Symbol.asyncDispose]();
  if (violations.length > 0) throw new Error(violations.join("\n"));
});

const stays: TellPlace[] = [];

function staying(): ScriptedBot {
  stays.length = 0;
  return scriptedBot({
    ask: () => ({
      reply: sweeping(0),
      audience: "everyone",
      stay: async (at) => void stays.push(at),
    }),
  });
}

interface Asked {
  readonly place: string;
  readonly answer: StoredMessage;
}

async function askedFor(door: Door, closed: readonly string[] = []): Promise<Asked> {
  scene = await openScene({ bot: staying() });
  for (const channel of closed) scene.world.closed.add(channel);
  if (door === "slash") scene.people.command(member, helpdesk, "sweep lab");
  else scene.people.say(member, helpdesk, "<@900> sweep lab");
  await expect.poll(() => stays.length).toBe(1);
  return { place: must(stays[0]).place, answer: must(scene.said()[0]) };
}

describe.each(["mention", "slash"] as const)("a sweep in Discord, by %s", (door) => {
  it("stays in the one message of its answer, which gets the picture and the table", async () => {
    const { place, answer } = await askedFor(door);

    await scene.running.tell(place, sweeping(2), []);
    expect(textOf(answer)).toContain("2 done");
    expect(answer.attachments).toEqual([]);
    await scene.running.tell(place, swept, [picture, table]);

    expect(scene.said()).toEqual([answer]);
    expect(textOf(answer)).toContain("Something asks for a restart on 1 of 4");
    expect(filesOf(answer.components)).toEqual([
      `attachment://${picture.name}`,
      `attachment://${table.name}`,
    ]);
    expect(answer.attachments).toMatchObject([
      { filename: picture.name, description: picture.alternative, bytes: picture.bytes },
      { filename: table.name, bytes: table.bytes },
    ]);
  });

  it("has its files once when the result is told again", async () => {
    const { place, answer } = await askedFor(door);

    await scene.running.tell(place, swept, [picture, table]);
    await scene.running.tell(place, swept, [picture, table]);

    expect(answer.attachments).toHaveLength(2);
  });

  it("goes on in one new message when its own was deleted", async () => {
    const { place, answer } = await askedFor(door);
    scene.world.messages.delete(answer.id);

    await scene.running.tell(place, sweeping(1), []);
    await scene.running.tell(place, sweeping(3), []);
    await scene.running.tell(place, swept, [table]);

    const [only, ...others] = scene.said();
    expect(others).toEqual([]);
    expect(must(only).attachments).toHaveLength(1);
    expect(textOf(must(only))).toContain("Something asks");
  });

  it("says the result without its files when Discord does not take those", async () => {
    const { place, answer } = await askedFor(door);
    const huge = { ...table, bytes: new Uint8Array(11 * 1024 * 1024) };

    const told = await scene.running.tell(place, swept, [huge]);

    expect(told).toBe(true);
    expect(textOf(answer)).toContain("Something asks");
    expect(answer.attachments).toEqual([]);
    expect(filesOf(answer.components)).toEqual([]);
  });
});

describe("a sweep by a slash command", () => {
  it("is edited by the bot's own right once the token of the command is too old", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const { place, answer } = await askedFor("slash");
    for (const interaction of scene.world.interactions.values()) interaction.bornAt -= 15 * 60_000;

    vi.advanceTimersByTime(14 * 60_000);
    const told = await scene.running.tell(place, swept, [picture]);

    expect(told).toBe(true);
    expect(textOf(answer)).toContain("Something asks");
    expect(scene.server.calls.at(-1)).toBe(`PATCH /channels/${helpdesk}/messages/${answer.id}`);
  });

  it("is edited by that token where the bot cannot see the channel", async () => {
    const { place, answer } = await askedFor("slash", [helpdesk]);

    const told = await scene.running.tell(place, swept, [picture, table]);

    expect(told).toBe(true);
    expect(textOf(answer)).toContain("Something asks");
  });

  it("keeps no token in its place", async () => {
    const { place } = await askedFor("slash");

    const [interaction] = scene.world.interactions.values();

    expect(place).not.toContain(must(interaction).token);
  });
});

describe("where Discord takes only plain words", () => {
  it("has its files as ordinary attachments", async () => {
    scene = await openScene({
      bot: scriptedBot({
        ask: () => ({ reply: swept, audience: "everyone", files: [picture, table] }),
      }),
    });
    scene.server.refuseV2 = true;

    scene.people.say(member, helpdesk, "<@900> sweep K7Q2-MD4X");
    await scene.world.until("an answer", () => scene.said().length > 0);

    const answer = must(scene.said()[0]);
    expect(answer.content).toContain("Something asks");
    expect(answer.attachments).toMatchObject([
      { filename: picture.name, description: picture.alternative },
      { filename: table.name },
    ]);
  });
});

describe("a sweep that is over", () => {
  it.each(["mention", "slash"] as const)(
    "is shown again with its files, by %s",
    async (door: Door) => {
      const answer = { reply: swept, audience: "everyone", files: [picture, table] } as const;
      scene = await openScene({ bot: scriptedBot({ ask: () => answer }) });
      const ask = {
        mention: () => scene.people.say(member, helpdesk, "<@900> sweep K7Q2-MD4X"),
        slash: () => scene.people.command(member, helpdesk, "sweep K7Q2-MD4X"),
      };

      ask[door]();
      await scene.world.until("an answer", () => scene.said()[0]?.writes === 1);

      expect(scene.said().map(({ attachments }) => attachments?.length)).toEqual([2]);
    },
  );
});
