import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { startWeb, type WebRunning } from "#adapters/web/start.ts";
import type { Answer } from "#bot/bot.ts";
import { picture, sweeping, swept, table } from "../../support/sweep-replies.ts";
import { asPage, begin, send } from "../../support/web-request.ts";
import { scriptedBot } from "../../support/web-scripted-bot.ts";

const started: WebRunning[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map(async (web) => await web.stop()));
});

async function start(
  ask: () => Answer,
): Promise<{ readonly web: WebRunning; readonly url: string }> {
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const web = await startWeb({ bot: scriptedBot({ ask }), log, port: 0, suggestions: [] });
  started.push(web);
  return { web, url: web.url };
}

describe("the files of an answer", () => {
  const answer = { reply: swept, audience: "everyone", files: [picture, table] } as const;

  test("are given under the addresses in it, to be saved and never as a page", async () => {
    const { url } = await start(() => answer);
    const { body } = await send(url, asPage(url, "/ask", { text: "sweep K7Q2-MD4X" }));
    const [first = "", second = ""] = Array.from(body.matchAll(/\/files\/[\w-]+/gu), String);

    const [shown, saved] = [await send(url, { path: first }), await send(url, { path: second })];

    expect(shown.headers).toMatchObject({
      "content-type": "image/png",
      "content-disposition": `attachment; filename="${picture.name}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(saved.headers["content-type"]).toBe("text/csv");
    expect(saved.body).toContain("PC-1,restart-files");
  });

  test("are not there under any other address", async () => {
    const { url } = await start(() => answer);
    await send(url, asPage(url, "/ask", { text: "sweep K7Q2-MD4X" }));

    const { status } = await send(url, { path: `/files/${"A".repeat(22)}` });

    expect(status).toBe(404);
  });
});

describe("an answer that goes on", () => {
  const goesOn = (over: () => void): Answer => ({
    reply: sweeping(0),
    audience: "everyone",
    ongoing: {
      sweep: "K7Q2-MD4X",
      follow: async (_, signal) => {
        await once(signal, "abort");
        over();
        return { reply: swept, files: [] };
      },
    },
  });

  test("is followed until the page goes away, and no longer", async () => {
    const followed = Promise.withResolvers<void>();
    const { url } = await start(() => goesOn(followed.resolve));
    const response = await begin(url, asPage(url, "/ask", { text: "sweep lab" }));
    await once(response, "data");

    response.destroy();

    await expect(followed.promise).resolves.toBeUndefined();
  });

  test("does not keep the server from being stopped", async () => {
    const { url, web } = await start(() => goesOn(() => {}));
    const response = await begin(url, asPage(url, "/ask", { text: "sweep lab" }));

    const [body] = await Promise.all([text(response), web.stop()]);

    expect(body).toContain('"event":"progress"');
    expect(body).not.toContain('"event":"answer"');
  });
});
