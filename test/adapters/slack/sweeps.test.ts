import { afterEach, describe, expect, it } from "vitest";
import type { TellPlace } from "#bot/sweep/sweep.ts";
import { must } from "../../support/office.ts";
import { wordsOf } from "../../support/slack-reading.ts";
import { type Scene, startScene } from "../../support/slack-scene.ts";
import { scriptedBot } from "../../support/slack-scripted-bot.ts";
import type { SlackMessage } from "../../support/slack-server-world.ts";
import { picture, sweeping, swept, table } from "../../support/sweep-replies.ts";

const user = "U0MEMBER";
const channel = "C0HELPDESK";
const text = "<@U0WHYBOT> sweep lab";
const files = ["files:write"];

let scene: Scene;
afterEach(async () => await scene.stop());

interface Asked {
  readonly place: TellPlace;
  readonly question: SlackMessage;
  readonly answer: SlackMessage;
}

/** Somebody asked for a sweep, and its first words stand. */
async function askedFor(scopes?: readonly string[], where = channel): Promise<Asked> {
  const stays: TellPlace[] = [];
  const bot = scriptedBot({
    ask: async () => ({
      reply: sweeping(0),
      audience: "everyone",
      stay: async (at) => void stays.push(at),
    }),
  });
  scene = await startScene("socket", bot, scopes === undefined ? {} : { scopes });
  const { message } = await scene.server.say({ user, channel: where, text });
  const answer = await scene.message("0 done");
  await expect.poll(() => stays.length).toBe(1);
  return { place: must(stays[0]), question: message, answer };
}

describe("a sweep in Slack", () => {
  it("stays in the one message of its answer until the last word", async () => {
    const { place, question, answer } = await askedFor();

    await scene.running().tell(place.place, sweeping(2), []);
    await scene.running().tell(place.place, swept, [picture, table]);

    expect(place.platform).toBe("slack");
    expect(answer.thread).toBe(question.ts);
    expect(scene.said()).toEqual([answer]);
    expect(wordsOf(answer)).toContain("Something asks for a restart on 1 of 4");
  });

  it("gives the picture and the table in the thread, together, once", async () => {
    const { place, question } = await askedFor(files);

    await scene.running().tell(place.place, sweeping(2), []);
    const told = [
      await scene.running().tell(place.place, swept, [picture, table]),
      await scene.running().tell(place.place, swept, [picture, table]),
    ];

    const shared = scene.server.world.surfaces.files;
    expect(told).toEqual([true, true]);
    expect(shared.map(({ name, title, thread }) => ({ name, title, thread }))).toEqual([
      { name: picture.name, title: picture.alternative, thread: question.ts },
      { name: table.name, title: table.alternative, thread: question.ts },
    ]);
    expect(new Set(shared.map(({ ts }) => ts)).size).toBe(1);
    expect(shared.map(({ bytes }) => Uint8Array.from(bytes))).toEqual([picture.bytes, table.bytes]);
  });

  it("begins a thread for them where the answer is a message of its own", async () => {
    const { place, answer } = await askedFor(files, "D0MEMBER");

    await scene.running().tell(place.place, swept, [picture, table]);

    const threads = scene.server.world.surfaces.files.map(({ thread }) => thread);
    expect(answer.thread).toBeUndefined();
    expect(threads).toEqual([answer.ts, answer.ts]);
  });

  it("says its result without files where the app may not upload", async () => {
    const { place, answer } = await askedFor([]);

    const told = await scene.running().tell(place.place, swept, [picture, table]);

    expect(told).toBe(true);
    expect(wordsOf(answer)).toContain("Something asks");
    expect(scene.server.world.surfaces.files).toEqual([]);
  });

  it("says its result when Slack does not take the files", async () => {
    const { place, answer } = await askedFor(files);
    scene.server.world.planned.set("files.completeUploadExternal", ["file_uploads_disabled"]);

    const told = await scene.running().tell(place.place, swept, [picture, table]);

    expect(told).toBe(true);
    expect(wordsOf(answer)).toContain("Something asks");
  });

  it("goes on in one new message when its own was deleted", async () => {
    const { place, question, answer } = await askedFor(files);
    answer.deleted = true;

    await scene.running().tell(place.place, sweeping(1), []);
    await scene.running().tell(place.place, sweeping(3), []);
    await scene.running().tell(place.place, swept, [table]);

    const [only, ...others] = scene.said();
    expect(others).toEqual([]);
    expect(only).toMatchObject({ thread: question.ts, version: 3 });
    expect(scene.server.world.surfaces.files).toHaveLength(1);
  });

  it("does not stay where nobody could edit its message later", async () => {
    const stays: TellPlace[] = [];
    const bot = scriptedBot({
      ask: async () => ({
        reply: sweeping(0),
        audience: "everyone",
        stay: async (at) => void stays.push(at),
      }),
    });
    scene = await startScene("socket", bot);

    await scene.server.command({ user, channel: "C0ELSEWHERE", text: "sweep lab" });
    await scene.message("0 done");
    await scene.stopAdapter();

    expect(stays).toEqual([]);
  });

  it("answers all the same when its place cannot be kept", async () => {
    const bot = scriptedBot({
      ask: async () => ({
        reply: sweeping(0),
        audience: "everyone",
        stay: async () => await Promise.reject(new Error("the disk is full")),
      }),
    });
    scene = await startScene("socket", bot);

    await scene.server.say({ user, channel, text });

    expect(wordsOf(await scene.message("0 done"))).toContain("Sweep K7Q2-MD4X");
  });

  it("is shown again with its files when it is over", async () => {
    const bot = scriptedBot({
      ask: async () => ({ reply: swept, audience: "everyone", files: [picture, table] }),
    });
    scene = await startScene("socket", bot, { scopes: files });

    await scene.server.say({ user, channel, text: "<@U0WHYBOT> sweep K7Q2-MD4X" });
    const { files: shared } = scene.server.world.surfaces;

    await expect.poll(() => shared.map(({ name }) => name)).toEqual([picture.name, table.name]);
  });
});
