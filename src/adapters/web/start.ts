import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Bot } from "#bot/bot.ts";
import type { Log } from "#bot/ports.ts";
import { type DocumentWords, dressDocument } from "./document.ts";
import { deadlines } from "./limits.ts";
import { createApp, type ServedFile } from "./listen.ts";
import { type LocalPerson, personOf } from "./person.ts";

export interface WebSettings extends DocumentWords {
  readonly bot: Bot;
  readonly log: Log;
  /** 0 takes any free port. */
  readonly port: number;
  readonly person?: LocalPerson;
}

export interface WebRunning {
  /** `http://127.0.0.1:8642` */
  readonly url: string;
  /** Takes no new requests, waits for running answers up to a bound, and closes. */
  stop(): Promise<void>;
}

const local: LocalPerson = { id: "web:user:local", name: "you" };

/** The chat page, on this machine's loopback address alone. Rejects when the port is taken. */
export async function startWeb(settings: WebSettings): Promise<WebRunning> {
  const { bot, log, person = local } = settings;
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  let port = settings.port;
  const app = createApp({
    bot,
    log,
    person: personOf(person),
    port: () => port,
    files: await pageFiles(settings),
    stopping: stopping.signal,
    underWay: (work) => {
      const done = work.finally(() => running.delete(done));
      running.add(done);
    },
  });
  const listener = getRequestListener(app.fetch, {
    hostname: "127.0.0.1",
    // The library would replace Request and Response for the whole process, other adapters too.
    overrideGlobalObjects: false,
  });
  const server = createServer({ requestTimeout: deadlines.request }, (request, response) => {
    listener(request, response).catch((error: unknown) => {
      log.warn({ err: error }, "A request to the page ended before its answer");
    });
  });
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    throw new Error(`The page cannot listen on 127.0.0.1:${port}: ${reasonOf(error)}`, {
      cause: error,
    });
  }
  const address = server.address();
  if (typeof address === "object" && address !== null) ({ port } = address);

  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const closed = once(server, "close");
      server.close();
      stopping.abort();
      await within(Promise.all(running), deadlines.finishing);
      // Connections close by themselves once their last line has left, unless nobody reads it.
      await within(closed, deadlines.leaving);
      server.closeAllConnections();
      await closed;
    },
  };
}

async function pageFiles(words: DocumentWords): Promise<ReadonlyMap<string, ServedFile>> {
  const [style, script, icon] = await Promise.all([
    readFile(new URL("./page/style.css", import.meta.url), "utf8"),
    readFile(new URL("./page/page.js", import.meta.url), "utf8"),
    readFile(new URL("./page/favicon.svg", import.meta.url), "utf8"),
  ]);
  return new Map([
    ["/", { type: "text/html; charset=utf-8", text: dressDocument(words) }],
    ["/style.css", { type: "text/css; charset=utf-8", text: style }],
    ["/page.js", { type: "text/javascript; charset=utf-8", text: script }],
    ["/favicon.svg", { type: "image/svg+xml", text: icon }],
  ]);
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return "the port is taken. Stop what uses it, or choose another port.";
  }
  return error instanceof Error ? error.message : String(error);
}

async function within(work: Promise<unknown>, milliseconds: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([work, promise]);
  clearTimeout(timer);
}
