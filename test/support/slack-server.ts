import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { z } from "zod";
import { isMultipart, readMultipart } from "./multipart.ts";
import { callMethod, keep } from "./slack-server-api.ts";
import type { Delivered, Envelope, Retry } from "./slack-server-delivery.ts";
import { takeUpload } from "./slack-server-files.ts";
import {
  clickEnvelope,
  commandEnvelope,
  eventEnvelope,
  type Pressed,
  type Said,
} from "./slack-server-payloads.ts";
import { type Requests, sendRequests } from "./slack-server-requests.ts";
import { createResponseUrls } from "./slack-server-response-url.ts";
import { type Sockets, serveSockets } from "./slack-server-socket.ts";
import { createSlackWorld, type SlackMessage, type SlackWorld } from "./slack-server-world.ts";

export const secrets = {
  botToken: "xoxb-test",
  appToken: "xapp-test",
  signingSecret: "signing-secret-of-the-test",
} as const;

/** Slack on loopback: its Web API, its response_urls, and both ways of delivering. */
export interface SlackServer {
  readonly world: SlackWorld;
  readonly apiUrl: string;
  readonly sockets: Sockets;
  readonly requests: Requests;
  /** Posts as a person and tells the app of it. */
  say(said: Said): Promise<Exchange & { readonly message: SlackMessage }>;
  command(typed: { user: string; channel: string; text: string }): Promise<Exchange>;
  click(pressed: Pressed): Promise<Exchange>;
  /** The same delivery once more. */
  again(envelope: Envelope, retry?: Retry): Promise<Delivered>;
  stop(): Promise<void>;
}

interface Exchange {
  readonly envelope: Envelope;
  readonly delivered: Delivered;
}

export async function startSlackServer(transport: "socket" | "http"): Promise<SlackServer> {
  const world = createSlackWorld();
  const urls = createResponseUrls(world);
  const http = createServer((request, response) => {
    void answer(request, response);
  });
  const sockets = serveSockets(world, http);
  const requests = sendRequests(world, secrets.signingSecret);
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const address = z.object({ port: z.int() }).parse(http.address());
  const base = `127.0.0.1:${address.port}`;
  world.uploadsAt = `http://${base}/upload/`;
  const deliveries = transport === "socket" ? sockets : requests;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = Uint8Array.from(await buffer(request));
    const path = request.url ?? "/";
    if (path.startsWith("/upload/")) {
      const type = request.headers["content-type"];
      // https://docs.slack.dev/messaging/working-with-files: raw bytes, or one file in a form.
      const sent = isMultipart(type) ? (await readMultipart(type, bytes)).files[0]?.bytes : bytes;
      const status = takeUpload(world, path.slice("/upload/".length), sent ?? new Uint8Array());
      response.writeHead(status).end("OK");
      return;
    }
    const body = new TextDecoder().decode(bytes);
    if (path.startsWith("/response/")) {
      response.writeHead(urls.use(path, JSON.parse(body))).end();
      return;
    }
    const method = path.replace(/^\/api\//, "");
    await world.held.get(method)?.shift();
    const status = world.planned.get(`http ${method}`)?.shift();
    response.writeHead(status === undefined ? 200 : Number(status.split(" ")[0]), {
      "content-type": "application/json; charset=utf-8",
      ...(status?.startsWith("429") ? { "retry-after": status.split(" ")[1] ?? "60" } : {}),
      ...(method === "auth.test" && world.scopes
        ? { "x-oauth-scopes": world.scopes.join(",") }
        : {}),
    });
    // What Slack answers with a failure, it has not done.
    const answered = status === undefined ? call(method, request, body) : { ok: false };
    response.end(JSON.stringify(answered));
  }

  function call(method: string, request: IncomingMessage, body: string): unknown {
    const token = request.headers.authorization?.replace(/^Bearer /, "");
    const opening = method === "apps.connections.open";
    if (token !== (opening ? secrets.appToken : secrets.botToken)) {
      world.violations.push(`called ${method} with a token that is not for it`);
      return { ok: false, error: "invalid_auth" };
    }
    const refused = opening ? world.planned.get(method)?.shift() : undefined;
    if (refused !== undefined) return { ok: false, error: refused };
    if (opening) return { ok: true, url: `ws://${base}${sockets.ticket()}` };
    return callMethod(world, method, Object.fromEntries(new URLSearchParams(body)));
  }

  async function sent(envelope: Envelope): Promise<Exchange> {
    return { envelope, delivered: await deliveries.deliver(envelope) };
  }

  return {
    world,
    apiUrl: `http://${base}/api/`,
    sockets,
    requests,
    async say(said) {
      const { channel, user: author, text, thread } = said;
      const about = { channel, thread, author, onlyFor: undefined, text, blocks: [] };
      const message = keep(world, about);
      const type = channel.startsWith("D") ? "message" : "app_mention";
      const exchange = await sent(eventEnvelope(world, type, { ...said, ts: message.ts }));
      return { ...exchange, message };
    },
    async command(typed) {
      return await sent(commandEnvelope(world, typed, `http://${base}${urls.grant(typed)}`));
    },
    async click(pressed) {
      const { user, message } = pressed;
      const url = `http://${base}${urls.grant({ user, channel: message.channel, about: message })}`;
      return await sent(clickEnvelope(world, pressed, url));
    },
    async again(envelope, retry) {
      return await deliveries.deliver(envelope, retry);
    },
    async stop() {
      await sockets.stop();
      await requests.stop();
      http.closeAllConnections();
      const closed = once(http, "close");
      http.close();
      await closed;
    },
  };
}
