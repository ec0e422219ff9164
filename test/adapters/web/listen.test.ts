import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, test, vi } from "vitest";
import { startWeb, type WebRunning } from "#adapters/web/start.ts";
import { acting, leftover, looking } from "../../support/web-replies.ts";
import { asPage, begin, send } from "../../support/web-request.ts";
import { type Script, type ScriptedBot, scriptedBot } from "../../support/web-scripted-bot.ts";

interface Logged {
  readonly facts: object;
  readonly message: string;
}

const started: WebRunning[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map(async (web) => await web.stop()));
});

async function start(
  script: Script = {},
): Promise<{ web: WebRunning; url: string; bot: ScriptedBot; logged: Logged[] }> {
  const bot = scriptedBot(script);
  const logged: Logged[] = [];
  const write = (facts: object, message: string): void => void logged.push({ facts, message });
  const log = { info: write, warn: write, error: write };
  const web = await startWeb({ bot, log, port: 0, suggestions: [] });
  started.push(web);
  return { web, url: web.url, bot, logged };
}

describe("what the server serves", () => {
  test("gives the page with a policy that forbids everything from elsewhere and everything inline", async () => {
    const { url } = await start();

    const page = await send(url);

    expect(page.status).toBe(200);
    expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(page.headers["content-security-policy"]).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(page.headers).toMatchObject({
      "x-frame-options": "DENY",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(page.headers).not.toHaveProperty("access-control-allow-origin");
    expect(page.headers).not.toHaveProperty("strict-transport-security");
  });

  test("says plainly that the page needs JavaScript", async () => {
    const { url } = await start();

    expect((await send(url)).body).toContain(
      '<noscript><p class="notice">This page needs JavaScript',
    );
  });

  test("escapes the notice and the suggestions", async () => {
    const bot = scriptedBot();
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const web = await startWeb({
      bot,
      log,
      port: 0,
      notice: "<b>",
      suggestions: [{ text: '"><i>', about: "<u>" }],
    });
    started.push(web);

    const { body } = await send(web.url);

    expect(body).toContain('<p class="notice">&lt;b&gt;</p>');
    expect(body).toContain('data-text="&quot;&gt;&lt;i&gt;"');
    expect(body).not.toMatch(/<b>|<i>|<u>/u);
  });

  test.each(["/style.css", "/page.js", "/favicon.svg"])(
    "gives %s with its own type",
    async (path) => {
      const { url } = await start();

      const file = await send(url, { path });

      expect(file.status).toBe(200);
      expect(file.headers["content-type"]).toMatch(
        /^(text\/css|text\/javascript|image\/svg\+xml)/u,
      );
    },
  );

  test.each(["/ask", "/press", "/../start.ts", "/..%2fstart.ts", "/%00"])(
    "has nothing to read at %s",
    async (path) => {
      const { url } = await start();

      expect((await send(url, { path })).status).toBe(404);
    },
  );
});

describe("who may reach the server", () => {
  test("listens on 127.0.0.1 and on no other address", async () => {
    const { url } = await start();
    const elsewhere = new URL(url);
    elsewhere.hostname = "127.0.0.2";

    await expect(send(elsewhere.href)).rejects.toThrow("ECONNREFUSED");
  });

  test.each([
    "evil.example",
    "evil.example:80",
    "127.0.0.1",
    "127.0.0.1:1",
    "localhost.evil.example",
  ])("answers nothing under the name %s", async (host) => {
    const { url, bot } = await start();
    const asked = asPage(url, "/ask", { text: "PC-42" });

    expect(await send(url, { headers: { host } })).toMatchObject({ status: 403 });
    expect(await send(url, { ...asked, headers: { ...asked.headers, host } })).toMatchObject({
      status: 403,
    });
    expect(bot.asked).toEqual([]);
  });

  test("answers under localhost, to the page that came from there", async () => {
    const { url, bot } = await start();
    const host = new URL(url).host.replace("127.0.0.1", "localhost");
    const asked = asPage(`http://${host}`, "/ask", { text: "PC-42" });

    const answer = await send(url, { ...asked, headers: { ...asked.headers, host } });

    expect(answer.status).toBe(200);
    expect(bot.asked).toHaveLength(1);
  });

  test.each<{ readonly what: string; readonly headers: Record<string, string> }>([
    { what: "another page", headers: { origin: "http://evil.example" } },
    { what: "another port of this machine", headers: { origin: "http://127.0.0.1:1" } },
    { what: "a page without an origin", headers: { origin: "null" } },
    { what: "a cross-site request", headers: { "sec-fetch-site": "cross-site" } },
    { what: "another origin of the same site", headers: { "sec-fetch-site": "same-site" } },
  ])("takes no press from $what", async ({ headers }) => {
    const { url, bot } = await start();
    const pressed = asPage(url, "/press", { press: "0123456789abcdef:confirm" });

    const answer = await send(url, { ...pressed, headers: { ...pressed.headers, ...headers } });

    expect(answer).toMatchObject({
      status: 403,
      body: "Only the page of this server itself may ask and press here.",
    });
    expect(bot.pressed).toEqual([]);
  });

  test("takes no press without an Origin", async () => {
    const { url, bot } = await start();
    const pressed = asPage(url, "/press", { press: "0123456789abcdef:confirm" });

    const answer = await send(url, { ...pressed, headers: { "content-type": "application/json" } });

    expect(answer.status).toBe(403);
    expect(bot.pressed).toEqual([]);
  });

  test("lets no other origin through by a preflight", async () => {
    const { url } = await start();

    const answer = await send(url, {
      method: "OPTIONS",
      path: "/press",
      headers: { origin: "http://evil.example", "access-control-request-method": "POST" },
    });

    expect(answer.status).toBe(403);
    expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])(
    "takes no question as %s",
    async (type) => {
      const { url, bot } = await start();
      const asked = asPage(url, "/ask", { text: "PC-42" });

      const answer = await send(url, {
        ...asked,
        headers: { ...asked.headers, "content-type": type },
      });

      expect(answer.status).toBe(415);
      expect(bot.asked).toEqual([]);
    },
  );

  test("knows its person by the whole id, and no group", async () => {
    const { url, bot } = await start();
    await send(url, asPage(url, "/ask", { text: "PC-42" }));
    const person = bot.asked[0]?.person;

    expect(person?.id).toBe("web:user:local");
    expect(person?.place).toBe("web:page");
    expect(await person?.holds(["slack:user:U0", "web:user:local"])).toBe("yes");
    expect(
      await person?.holds(["web:user:loca", "web:user:*", "web:user:LOCAL", "slack:user:local"]),
    ).toBe("no");
  });
});

describe("what the server takes", () => {
  test("refuses a question that is too long in words, and asks nothing", async () => {
    const { url, bot } = await start();

    const answer = await send(url, asPage(url, "/ask", { text: "x".repeat(2_345) }));

    expect(answer).toMatchObject({
      status: 422,
      body: "A question has at most 2,000 characters; this one has 2,345.",
    });
    expect(bot.asked).toEqual([]);
  });

  test("takes the longest question in any script", async () => {
    const { url, bot } = await start();

    const answer = await send(url, asPage(url, "/ask", { text: "問".repeat(2_000) }));

    expect(answer.status).toBe(200);
    expect(bot.asked).toHaveLength(1);
  });

  test.each([
    { how: "its length", header: { "content-length": "9011" } },
    { how: "nothing", header: { "transfer-encoding": "chunked" } },
  ])("stops reading a huge body that is announced by $how", async ({ header }) => {
    const { url, bot } = await start();
    const asked = asPage(url, "/ask", { text: "x".repeat(9_000) });

    const answer = await send(url, { ...asked, headers: { ...asked.headers, ...header } });

    expect(answer).toMatchObject({ status: 413, body: "This is far too long for a question." });
    expect(bot.asked).toEqual([]);
  });

  test.each([
    "",
    "{",
    "null",
    "[]",
    '{"text":1}',
    '{"press":"a"}',
    '{"__proto__":{"text":"PC-42"}}',
  ])("does not take %j for a question", async (body) => {
    const { url, bot } = await start();

    const answer = await send(url, { ...asPage(url, "/ask", {}), body });

    expect(answer).toMatchObject({ status: 400, body: "This is not a question of this page." });
    expect(bot.asked).toEqual([]);
  });

  test("does not take a press longer than any button's", async () => {
    const { url, bot } = await start();

    const answer = await send(url, asPage(url, "/press", { press: "a".repeat(65) }));

    expect(answer).toMatchObject({ status: 400, body: "This is not a button of this page." });
    expect(bot.pressed).toEqual([]);
  });

  test("outlives what is not HTTP", async () => {
    const { url } = await start();
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.end("\u0000GARBAGE\r\n\r\n");

    expect(await text(socket)).toContain("400 Bad Request");
    expect((await send(url)).status).toBe(200);
  });
});

describe("how an answer comes", () => {
  test("says at once that it looks, and the answer when it is there", async () => {
    const gate = Promise.withResolvers<void>();
    const { url } = await start({
      ask: async ({ onLooking }) => {
        onLooking?.(looking);
        await gate.promise;
        return { reply: leftover, audience: "everyone" };
      },
    });

    const response = await begin(url, asPage(url, "/ask", { text: "PC-42" }));
    const lines = response.setEncoding("utf8")[Symbol.asyncIterator]();
    const first: unknown = (await lines.next()).value;
    gate.resolve();
    const second: unknown = (await lines.next()).value;

    expect(JSON.parse(String(first))).toMatchObject({ event: "looking" });
    expect(String(first)).toContain("Looking at");
    expect(JSON.parse(String(second))).toMatchObject({ event: "answer", audience: "everyone" });
    expect(await lines.next()).toMatchObject({ done: true });
  });

  test("words a fault of the bot with a reference that is in the log", async () => {
    const { url, logged } = await start({ ask: () => Promise.reject(new Error("secret detail")) });

    const { body } = await send(url, asPage(url, "/ask", { text: "PC-42" }));

    const reference = /reference (?<id>[0-9a-f]{8})/u.exec(body)?.groups?.["id"];
    expect(body).toContain("Nothing was changed by this message.");
    expect(body).not.toContain("secret detail");
    expect(logged).toEqual([
      {
        facts: { err: new Error("secret detail"), reference },
        message: "Something went wrong in the bot itself",
      },
    ]);
  });

  test("does not say that nothing was changed once an act has begun", async () => {
    const { url } = await start({
      press: ({ onActing }) => {
        onActing?.(acting);
        return Promise.reject(new Error("fault"));
      },
    });

    const { body } = await send(url, asPage(url, "/press", { press: "0123456789abcdef:confirm" }));

    expect(body).toContain("Whether anything was changed is not known");
    expect(body).not.toContain("Nothing was changed");
  });

  test("finishes an act whose page has gone away", async () => {
    const gate = Promise.withResolvers<void>();
    const done = vi.fn<() => void>();
    const { url } = await start({
      press: async ({ onActing }) => {
        onActing?.(acting);
        await gate.promise;
        done();
        return { kind: "replaced", reply: leftover, ok: true };
      },
    });

    const response = await begin(url, asPage(url, "/press", { press: "0123456789abcdef:confirm" }));
    response.destroy();
    gate.resolve();

    await expect.poll(() => done.mock.calls, { timeout: 15_000 }).toHaveLength(1);
    expect((await send(url)).status).toBe(200);
  });
});

describe("starting and stopping", () => {
  test("says which port is taken", async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);
    const log = { info: () => {}, warn: () => {}, error: () => {} };

    const second = startWeb({ bot: scriptedBot(), log, port, suggestions: [] });

    await expect(second).rejects.toThrow(
      `The page cannot listen on 127.0.0.1:${port}: the port is taken. Stop what uses it, or choose another port.`,
    );
  });

  test("stops only when the running answer is out, and takes no new question meanwhile", async () => {
    const gate = Promise.withResolvers<void>();
    const { web, url } = await start({
      ask: async ({ onLooking }) => {
        onLooking?.(looking);
        await gate.promise;
        return { reply: leftover, audience: "everyone" };
      },
    });
    const response = await begin(url, asPage(url, "/ask", { text: "PC-42" }));

    const stopped = web.stop();
    await expect(send(url)).rejects.toThrow("ECONNREFUSED");
    gate.resolve();

    expect(await text(response)).toContain('"event":"answer"');
    await stopped;
  });

  test("stops only when an act is done whose page has gone away", async () => {
    const order: string[] = [];
    const { web, url } = await start({
      press: async ({ onActing }) => {
        onActing?.(acting);
        await setTimeout(200);
        order.push("done");
        return { kind: "replaced", reply: leftover, ok: true };
      },
    });
    const response = await begin(url, asPage(url, "/press", { press: "0123456789abcdef:confirm" }));
    response.destroy();

    await web.stop();
    order.push("stopped");

    expect(order).toEqual(["done", "stopped"]);
  });

  test("stops without waiting for connections that nobody uses", async () => {
    const { web, url } = await start();
    await (await fetch(url)).text();
    const from = performance.now();

    await web.stop();

    expect(performance.now() - from).toBeLessThan(900);
  });
});
