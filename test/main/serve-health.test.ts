import { expect, it, onTestFinished } from "vitest";
import type { Health } from "#bot/health.ts";
import { serveHealth } from "../../src/main/serve-health.ts";

const since = new Date("2026-03-02T10:00:00Z");
const well: Health = { ok: true, says: "2 of 2 sockets open", since };
const deaf: Health = { ok: false, says: "0 of 2 sockets open", since };

async function ask(health: () => Health, path = "/healthz"): Promise<Response> {
  const platforms = [
    { name: "slack", health },
    { name: "discord", health: () => well },
  ];
  const served = await serveHealth(0, platforms);
  onTestFinished(() => served.stop());
  return await fetch(new URL(path, served.url));
}

it("is green while every platform can be heard", async () => {
  const response = await ask(() => well);

  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ ok: true });
});

it("is red when one platform is deaf, and names it", async () => {
  const response = await ask(() => deaf);

  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({
    ok: false,
    platforms: [
      { name: "slack", ok: false, says: "0 of 2 sockets open", since: since.toISOString() },
      { name: "discord", ok: true, says: "2 of 2 sockets open", since: since.toISOString() },
    ],
  });
});

it("answers nothing else", async () => {
  expect((await ask(() => well, "/")).status).toBe(404);
});
