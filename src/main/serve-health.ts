import { once } from "node:events";
import { createServer } from "node:http";
import type { Health } from "#bot/health.ts";

/** A platform that is started, as far as its health goes. */
export interface Watched {
  readonly name: string;
  health(): Health;
}

export interface HealthServer {
  /** `http://127.0.0.1:8643/healthz` */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Answers `GET /healthz` for a supervisor or a monitor: 200 while every platform can be heard, 503
 * when one cannot, with what each says as JSON. On loopback only.
 */
export async function serveHealth(
  port: number,
  platforms: readonly Watched[],
): Promise<HealthServer> {
  const server = createServer((request, response) => {
    request.resume();
    if (request.method !== "GET" || request.url !== "/healthz") {
      response.writeHead(404).end();
      return;
    }
    const told = platforms.map((one) => ({ name: one.name, ...one.health() }));
    const ok = told.every((one) => one.ok);
    response.writeHead(ok ? 200 : 503, {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
    });
    response.end(`${JSON.stringify({ ok, platforms: told })}\n`);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was bound");
  return {
    url: `http://127.0.0.1:${address.port}/healthz`,
    async stop() {
      server.closeAllConnections();
      const closed = once(server, "close");
      server.close();
      await closed;
    },
  };
}
