import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import { WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import { type Deliveries, nobodyThere, patience } from "./slack-server-delivery.ts";
import type { SlackWorld } from "./slack-server-world.ts";

/** Socket Mode: hello, envelopes to one random socket, one acknowledgement each, refreshes. */
export interface Sockets extends Deliveries {
  /** The address of a new socket, good for one use. */
  ticket(): string;
  /** As Slack does every few hours: tells every socket to come again; resolves when they left. */
  refresh(): Promise<void>;
  /** The same for one socket, as Slack does it: never all at once. */
  refreshOne(): Promise<void>;
  /** Breaks one socket off without a word. */
  cutOne(): void;
  /** How many sockets were ever opened. */
  opened(): number;
  /** How many are open now. */
  open(): number;
}

const acknowledgement = z.object({
  envelope_id: z.string(),
  payload: z.record(z.string(), z.unknown()).optional(),
});

export function serveSockets(world: SlackWorld, http: Server): Sockets {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const waiting = new Map<string, (() => void) | "answered">();
  const leaving = new WeakSet<WebSocket>();
  let opened = 0;

  http.on("upgrade", (request, socket, head) => {
    const ticket = new URL(request.url ?? "/", "http://localhost").searchParams.get("ticket");
    if (ticket === null || !tickets.delete(ticket)) {
      world.violations.push("opened a socket without a fresh ticket");
      socket.destroy();
      return;
    }
    server.handleUpgrade(request, socket, head, greet);
  });

  function greet(socket: WebSocket): void {
    opened += 1;
    const beat = setInterval(() => socket.ping(), 5_000);
    socket.on("close", () => {
      clearInterval(beat);
      world.changed();
    });
    socket.on("message", (data) => {
      if (data instanceof Buffer) acknowledge(data.toString());
    });
    socket.send(JSON.stringify({ type: "hello", num_connections: server.clients.size }));
    world.changed();
  }

  function acknowledge(text: string): void {
    const ack = acknowledgement.parse(JSON.parse(text));
    const waiter = waiting.get(ack.envelope_id);
    if (typeof waiter === "function") {
      waiting.set(ack.envelope_id, "answered");
      waiter();
      return;
    }
    world.violations.push(
      waiter === "answered"
        ? "acknowledged an envelope twice"
        : "acknowledged too late, or nothing",
    );
    world.changed();
  }

  async function leave(socket: WebSocket): Promise<void> {
    leaving.add(socket);
    socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
    await once(socket, "close", { signal: AbortSignal.timeout(10_000) });
  }

  function pickOpen(): WebSocket | undefined {
    // Slack gives nothing more to a socket that it has told to come again.
    const open = [...server.clients].filter(
      (one) => one.readyState === WebSocket.OPEN && !leaving.has(one),
    );
    return open[Math.floor(Math.random() * open.length)];
  }

  return {
    ticket() {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `/ws?ticket=${ticket}`;
    },

    async deliver({ type, payload }, retry) {
      const socket = pickOpen();
      if (socket === undefined) return nobodyThere;
      const envelope_id = randomUUID();
      const answered = Promise.withResolvers<boolean>();
      waiting.set(envelope_id, () => answered.resolve(true));
      const late = setTimeout(() => answered.resolve(false), patience);
      const began = performance.now();
      const retried =
        retry === undefined
          ? { retry_attempt: 0, retry_reason: "" }
          : { retry_attempt: retry.attempt, retry_reason: retry.reason };
      const events = type === "events_api" ? retried : {};
      socket.send(
        JSON.stringify({
          type,
          envelope_id,
          payload,
          accepts_response_payload: type !== "events_api",
          ...events,
        }),
      );
      const acknowledged = await answered.promise;
      clearTimeout(late);
      if (!acknowledged) {
        waiting.delete(envelope_id);
        world.violations.push(`${type} was not acknowledged within three seconds`);
      }
      return { arrived: true, acknowledged, milliseconds: performance.now() - began };
    },

    async refresh() {
      await Promise.all([...server.clients].map(leave));
    },

    async refreshOne() {
      const socket = pickOpen();
      if (socket !== undefined) await leave(socket);
    },

    cutOne() {
      pickOpen()?.terminate();
    },

    opened: () => opened,
    open: () => [...server.clients].filter((one) => one.readyState === WebSocket.OPEN).length,

    async stop() {
      for (const socket of server.clients) socket.terminate();
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      await closed.promise;
    },
  };
}
