import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { buffer, text } from "node:stream/consumers";
import { z } from "zod";
import type { Answered, Asked } from "./discord-answers.ts";
import { refuse } from "./discord-answers.ts";
import { tooLarge } from "./discord-files.ts";
import type { Gateway } from "./discord-gateway.ts";
import { openGateway } from "./discord-gateway.ts";
import { routes } from "./discord-rest.ts";
import { componentsV2 } from "./discord-rules.ts";
import type { World } from "./discord-world.ts";
import { createWorld } from "./discord-world.ts";
import type { FilePart } from "./multipart.ts";
import { isMultipart, readMultipart } from "./multipart.ts";

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
  /** Every such call is answered with this until the returned function is called. */
  failWhile(call: RegExp, answered: Answered): () => void;
  /** Components of the second kind are refused, as if this bot must not use them. */
  refuseV2: boolean;
  /** Every connection is cut, and every new one reset. */
  leave(): void;
  comeBack(): void;
  /** Connections that were reset. */
  refused(): number;
  stop(): Promise<void>;
}

export async function startDiscordServer(): Promise<DiscordServer> {
  const world = createWorld();
  const calls: string[] = [];
  const faults: { readonly call: RegExp; readonly answered: Answered; readonly stays: boolean }[] =
    [];
  const server = createServer((request, response) => void serve(request, response));
  let away = false;
  let refused = 0;
  let unauthorized = 0;
  server.on("connection", (socket) => {
    if (!away) return;
    refused += 1;
    socket.resetAndDestroy();
    world.changed();
  });
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
    const planned = faults[fault];
    if (planned?.stays === false) faults.splice(fault, 1);
    if (planned !== undefined) return planned.answered;
    if (local.refuseV2 && usesV2(asked.body)) {
      return refuse(400, 50035, "Invalid Form Body");
    }
    const large = tooLarge(asked.files);
    if (large !== undefined) return large;
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
      // Discord bans an address that goes on with 10,000 of these in ten minutes.
      unauthorized += 1;
      if (unauthorized > 10) world.violations.push("calls go on with a token that is refused");
      return refuse(401, 0, "401: Unauthorized");
    }
    if (request.headers["user-agent"]?.startsWith("DiscordBot (") !== true) {
      world.violations.push(`${call}: the user agent does not name the library`);
    }
    return route?.answer(world, asked) ?? { status: 200, body: gatewayInformation(host) };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, body, headers } = await answer(request);
    world.changed();
    response.writeHead(status, {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };

  const local: DiscordServer = {
    refuseV2: false,
    apiUrl: `http://${host}/api`,
    world,
    gateway,
    calls,
    failOnce(call, answered) {
      faults.push({ call, answered, stays: false });
    },
    failWhile(call, answered) {
      const fault = { call, answered, stays: true };
      faults.push(fault);
      return () => {
        faults.splice(faults.indexOf(fault), 1);
      };
    },
    leave() {
      away = true;
      gateway.dropAll();
      server.closeAllConnections();
    },
    comeBack() {
      away = false;
    },
    refused: () => refused,
    async stop() {
      gateway.stop();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return local;
}

/** A message, or the first response that holds one. */
function usesV2(body: unknown): boolean {
  const flags = z.object({ flags: z.number() });
  const { data } = z.union([flags, z.object({ data: flags })]).safeParse(body);
  const found = data === undefined ? 0 : "data" in data ? data.data.flags : data.flags;
  return (found & componentsV2) !== 0;
}

async function read(request: IncomingMessage): Promise<Asked> {
  const url = new URL(request.url ?? "", "http://local");
  const type = request.headers["content-type"];
  const { json, files } = isMultipart(type)
    ? await readForm(type, Uint8Array.from(await buffer(request)))
    : { json: await text(request), files: [] };
  return {
    method: request.method ?? "",
    path: decodeURIComponent(url.pathname).replace(/^\/api\/v10(?=\/)/u, ""),
    query: url.searchParams,
    body: json === "" ? undefined : (JSON.parse(json) as unknown),
    files,
  };
}

/** docs.discord.com, "Uploading Files": `payload_json` holds the body, `files[n]` the files. */
async function readForm(
  type: string,
  body: Uint8Array<ArrayBuffer>,
): Promise<{ readonly json: string; readonly files: readonly FilePart[] }> {
  const { fields, files } = await readMultipart(type, body);
  return { json: fields["payload_json"] ?? "", files };
}

function gatewayInformation(host: string): object {
  return {
    url: `ws://${host}/gateway`,
    shards: 1,
    session_start_limit: { total: 1000, remaining: 999, reset_after: 1, max_concurrency: 1 },
  };
}
