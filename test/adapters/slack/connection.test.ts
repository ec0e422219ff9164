import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { startSlack } from "#adapters/slack/start.ts";
import { memoryOpenMessages } from "../../support/memory-open-messages.ts";
import { memoryClaims } from "../../support/slack-driver.ts";
import { type Kind, type Scene, startScene } from "../../support/slack-scene.ts";
import { scriptedBot } from "../../support/slack-scripted-bot.ts";
import { secrets, startSlackServer } from "../../support/slack-server.ts";
import { eventEnvelope } from "../../support/slack-server-payloads.ts";

const mention = { user: "U0MEMBER", channel: "C0HELPDESK", text: "<@U0WHYBOT> PC-42" };
const answered = "PC-42 asks because of left-behind files";

async function sceneFor(kind: Kind): Promise<Scene> {
  const scene = await startScene(kind, scriptedBot());
  onTestFinished(() => scene.stop());
  return scene;
}

describe("the socket to Slack", () => {
  it("is open anew within two seconds of a refresh, and answers", async () => {
    const scene = await sceneFor("socket");
    const { sockets, world } = scene.server;

    await sockets.refresh();
    const left = performance.now();
    await world.until("a new socket", () => [sockets.open()].find((open) => open === 1));
    const gap = performance.now() - left;
    await scene.server.say(mention);
    await scene.message(answered);

    expect(gap).toBeLessThan(2_000);
    expect(sockets.opened()).toBe(2);
    expect(scene.running().connected()).toBe(true);
  });

  it("comes back after Slack refused to give a new one", async () => {
    const scene = await sceneFor("socket");
    const { sockets, world } = scene.server;
    world.planned.set("http apps.connections.open", ["500", "503"]);

    await sockets.refresh();
    await world.until("a new socket", () => [sockets.open()].find((open) => open === 1));
    await scene.server.say(mention);

    await expect(scene.message(answered)).resolves.toBeDefined();
  });

  it("is not opened again by a stop in the middle of a reconnect", async () => {
    const scene = await sceneFor("socket");
    const { sockets, world } = scene.server;
    world.planned.set("http apps.connections.open", ["500", "500", "500"]);

    await sockets.refresh();
    await scene.stopAdapter();

    expect(scene.running().connected()).toBe(false);
    expect([sockets.open(), sockets.opened()]).toEqual([0, 1]);
  });
});

describe("requests from Slack", () => {
  it("are refused with a wrong signature", async () => {
    const scene = await sceneFor("http");
    const envelope = eventEnvelope(scene.server.world, "app_mention", { ...mention, ts: "1.1" });

    const statuses = [
      await scene.server.requests.send(envelope, `v0=${"0".repeat(64)}`),
      await scene.server.requests.send(envelope, ""),
    ];
    await scene.stopAdapter();

    expect(statuses).toEqual([401, 401]);
    expect(scene.said()).toEqual([]);
  });

  it.each([-4, 4])("are answered while Slack's clock is %d minutes ahead", async (minutes) => {
    const scene = await sceneFor("http");
    scene.server.requests.setClockAhead(minutes * 60_000);

    const { delivered } = await scene.server.say(mention);

    expect(delivered.acknowledged).toBe(true);
    await expect(scene.message(answered)).resolves.toBeDefined();
  });

  it("are refused when they were signed six minutes ago, so that none can be replayed", async () => {
    const scene = await sceneFor("http");
    scene.server.requests.setClockAhead(-6 * 60_000);
    const envelope = eventEnvelope(scene.server.world, "app_mention", { ...mention, ts: "1.1" });

    const status = await scene.server.requests.send(envelope);
    await scene.stopAdapter();

    expect(status).toBe(401);
    expect(scene.said()).toEqual([]);
  });

  it("are no longer taken after a stop", async () => {
    const scene = await sceneFor("http");
    expect(scene.running().connected()).toBe(true);

    await scene.running().stop();
    const { delivered } = await scene.server.say(mention);

    expect(delivered.arrived).toBe(false);
    expect(scene.running().connected()).toBe(false);
  });
});

describe("a start that cannot succeed", () => {
  const settings = {
    bot: scriptedBot(),
    claims: memoryClaims(),
    messages: memoryOpenMessages(),
    log: pino({ level: "silent" }),
  };

  it("says that the bot's token is refused", async () => {
    const server = await startSlackServer("socket");
    onTestFinished(() => server.stop());

    const started = startSlack({
      ...settings,
      botToken: "xoxb-wrong",
      apiUrl: server.apiUrl,
      transport: { kind: "socket", appToken: secrets.appToken },
    });

    await expect(started).rejects.toThrow("invalid_auth");
  });

  it("says that the app's token gives no socket", async () => {
    const server = await startSlackServer("socket");
    onTestFinished(() => server.stop());

    const started = startSlack({
      ...settings,
      botToken: secrets.botToken,
      apiUrl: server.apiUrl,
      transport: { kind: "socket", appToken: "xapp-wrong" },
    });

    await expect(started).rejects.toThrow("Slack gave no socket");
  });
});
