import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import type { WebSocket } from "ws";
import { WebSocketServer } from "ws";
import { z } from "zod";
import { apiChannel, apiMember, apiUser } from "./discord-answers.ts";
import type { World } from "./discord-world.ts";

/** The gateway's side of one bot: sessions that outlive their connections. */
export interface Gateway {
  /** Sends an event, or keeps it until the bot resumes. */
  dispatch(type: string, data: object, intent: number): void;
  /** Cuts the line; `replay` events that were delivered already come again after the resume. */
  drop(replay?: number): void;
  /** Opcode 7: asks the bot to connect again. */
  askToReconnect(): void;
  /** Closes with a code of Discord's, such as 4004. */
  close(code: number): void;
  /** How often a session began, and how often one was taken up again. */
  readonly counts: { identified: number; resumed: number };
  connections(): number;
  stop(): void;
}

export const intents = { guilds: 1, guildMessages: 1 << 9, directMessages: 1 << 12 } as const;
/** Members, presences, message content. */
const privileged = (1 << 1) | (1 << 8) | (1 << 15);

const Packet = z.object({ op: z.number(), d: z.unknown() });
const Identify = z.looseObject({
  token: z.string(),
  intents: z.number(),
  properties: z.looseObject({}),
});
const Resume = z.object({ token: z.string(), session_id: z.string(), seq: z.number() });

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly sent: { readonly op: 0; readonly s: number; readonly t: string; readonly d: object }[];
  socket: WebSocket | undefined;
}

export function openGateway(server: Server, world: World, url: () => string): Gateway {
  const sockets = new WebSocketServer({ server, path: "/gateway" });
  const counts = { identified: 0, resumed: 0 };
  let session: Session | undefined;
  let replayed = 0;

  const send = (socket: WebSocket, packet: object): void => socket.send(JSON.stringify(packet));
  const dispatchTo = (to: Session, t: string, d: object): void => {
    const packet = { op: 0 as const, s: to.sent.length + 1, t, d };
    to.sent.push(packet);
    if (to.socket !== undefined) send(to.socket, packet);
  };

  const identify = (socket: WebSocket, data: unknown): void => {
    const { success, data: identity } = Identify.safeParse(data);
    if (!success) return socket.close(4002);
    if (identity.token !== world.token) return socket.close(4004);
    if ((identity.intents & privileged) !== 0) {
      world.violations.push("gateway: a privileged intent was asked for");
      return socket.close(4014);
    }
    counts.identified += 1;
    session = { id: randomBytes(8).toString("hex"), intents: identity.intents, sent: [], socket };
    dispatchTo(session, "READY", ready(world, session.id, url()));
    dispatchTo(session, "GUILD_CREATE", guild(world));
    world.changed();
  };

  const resume = (socket: WebSocket, data: unknown): void => {
    const { success, data: wanted } = Resume.safeParse(data);
    if (!success) return socket.close(4002);
    if (wanted.token !== world.token) return socket.close(4004);
    if (session?.id !== wanted.session_id) return send(socket, { op: 9, d: false });
    counts.resumed += 1;
    session.socket = socket;
    for (const packet of session.sent.slice(Math.max(0, wanted.seq - replayed)))
      send(socket, packet);
    replayed = 0;
    dispatchTo(session, "RESUMED", {});
    world.changed();
  };

  sockets.on("connection", (socket, request) => {
    const query = new URL(request.url ?? "", "http://local").searchParams;
    if (query.get("v") !== "10" || query.get("encoding") !== "json") {
      world.violations.push("gateway: connected without v=10 and encoding=json");
    }
    send(socket, { op: 10, d: { heartbeat_interval: 41_250 } });
    socket.on("message", (raw: Buffer) => {
      const { success, data: packet } = Packet.safeParse(JSON.parse(raw.toString()));
      if (!success) return socket.close(4002);
      if (packet.op === 1) return send(socket, { op: 11 });
      if (packet.op !== 2 && packet.op !== 6) {
        world.violations.push(`gateway: opcode ${packet.op} was not expected`);
        return socket.close(4001);
      }
      if (session?.socket === socket) return socket.close(4005);
      return packet.op === 2 ? identify(socket, packet.d) : resume(socket, packet.d);
    });
    socket.on("close", () => {
      if (session?.socket === socket) session.socket = undefined;
      world.changed();
    });
  });

  return {
    counts,
    dispatch(type, data, intent) {
      if (session !== undefined && (session.intents & intent) !== 0)
        dispatchTo(session, type, data);
    },
    drop(replay = 0) {
      replayed = replay;
      const { socket } = session ?? {};
      if (session !== undefined) session.socket = undefined;
      socket?.terminate();
    },
    askToReconnect() {
      if (session?.socket !== undefined) send(session.socket, { op: 7, d: null });
    },
    close(code) {
      session?.socket?.close(code);
    },
    connections: () => sockets.clients.size,
    stop() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function ready(world: World, session: string, url: string): object {
  return {
    v: 10,
    user: apiUser(world, world.self),
    guilds: [{ id: world.guild, unavailable: true }],
    session_id: session,
    resume_gateway_url: url,
    shard: [0, 1],
    application: { id: world.self, flags: 0 },
  };
}

function guild(world: World): object {
  const roles = [world.guild, ...new Set(world.members.flatMap(({ roles }) => roles))];
  const of = (kind: string): readonly object[] =>
    world.channels.filter((one) => one.kind === kind).map(({ id }) => apiChannel(world, id));
  return {
    id: world.guild,
    name: "The office",
    owner_id: "1",
    unavailable: false,
    member_count: world.members.length + 1,
    features: [],
    channels: of("text"),
    threads: of("thread"),
    roles: [
      ...roles.map((id) => ({ id, name: id, permissions: "0", position: 0, color: 0, flags: 0 })),
      // Discord makes it when the bot is invited with permissions.
      { id: "909", name: "whyreboot", permissions: "0", position: 1, tags: { bot_id: world.self } },
    ],
    members: [{ ...apiMember(world, world.self), user: apiUser(world, world.self) }],
    emojis: [],
    stickers: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    joined_at: "2026-01-01T00:00:00.000000+00:00",
    preferred_locale: "en-GB",
  };
}
