import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import type { Answered, Asked } from "./discord-answers.ts";
import { refuse } from "./discord-answers.ts";
import type { Gateway } from "./discord-gateway.ts";
import { openGateway } from "./discord-gateway.ts";
import { routes } from "./discord-rest.ts";
import type { World } from "./discord-world.ts";
import { createWorld } from "./discord-world.ts";

/** A local Discord: its REST API, its gateway, and the world behind both. */
export interface DiscordServer {
  /** For `startDiscord`: without the version. */
  readonly apiUrl: string;
  readonly world: World;
  readonly gateway: Gateway;
  /** Every call, `PATCH /channels/601/messages/123`, in order. */
  readonly calls: readonly string[];
  /** The next call whose `METHOD path` matches is answered with this instead. */
  failOnce(call: RegExp, answered: Answered): void;
  stop(): Promise<void>;
}

export async function startDiscordServer(): Promise<DiscordServer> {
  const world = createWorld();
  const calls: string[] = [];
  const faults: { readonly call: RegExp; readonly answered: Answered }[] = [];
  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const host = `127.0.0.1:${address.port}`;
  const gateway = openGateway(server, world, () => `ws://${host}/gateway`);

  const answer = async (request: IncomingMessage): Promise<Answered> => {
    const asked = await read(request);
    const call = `${asked.method} ${asked.path}`;
    calls.push(call);
    const fault = faults.findIndex((one) => one.call.test(call));
    const [planned] = fault === -1 ? [] : faults.splice(fault, 1);
    if (planned !== undefined) return planned.answered;
    const route = routes.find(
      ({ method, path }) => method.split("|").includes(asked.method) && path.test(asked.path),
    );
    const isGateway = call === "GET /gateway/bot";
    if (route === undefined && !isGateway) {
      world.violations.push(`unknown route: ${call}`);
      return refuse(404, 0, "404: Not Found");
    }
    const authorized = request.headers.authorization === `Bot ${world.token}`;
    if (!authorized && (isGateway || route?.authorized === true)) {
      return refuse(401, 0, "401: Unauthorized");
    }
    if (request.headers["user-agent"]?.startsWith("DiscordBot (") !== true) {
      world.violations.push(`${call}: the user agent does not name the library`);
    }
    return route?.answer(world, asked) ?? { status: 200, body: gatewayInformation(host) };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, body } = await answer(request);
    world.changed();
    response.writeHead(status, body === undefined ? {} : { "content-type": "application/json" });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };

  return {
    apiUrl: `http://${host}/api`,
    world,
    gateway,
    calls,
    failOnce(call, answered) {
      faults.push({ call, answered });
    },
    async stop() {
      gateway.stop();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function read(request: IncomingMessage): Promise<Asked> {
  const url = new URL(request.url ?? "", "http://local");
  const body = await text(request);
  return {
    method: request.method ?? "",
    path: decodeURIComponent(url.pathname).replace(/^\/api\/v10(?=\/)/u, ""),
    query: url.searchParams,
    body: body === "" ? undefined : (JSON.parse(body) as unknown),
  };
}

function gatewayInformation(host: string): object {
  return {
    url: `ws://${host}/gateway`,
    shards: 1,
    session_start_limit: { total: 1000, remaining: 999, reset_after: 1, max_concurrency: 1 },
  };
}
