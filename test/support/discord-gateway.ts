import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import type { WebSocket } from "ws";
import { WebSocketServer } from "ws";
import { z } from "zod";
import { apiChannel, apiMember, apiRoles, apiUser } from "./discord-answers.ts";
import type { World } from "./discord-world.ts";

/** The gateway's side of one bot: sessions that outlive their connections. */
export interface Gateway {
  /** Sends an event, or keeps it until the bot resumes. */
  dispatch(type: string, data: object, intent: number): void;
  /** Cuts the line; `replay` events that were delivered already come again after the resume. */
  drop(replay?: number): void;
  /** Cuts every line. */
  dropAll(): void;
  /** Opcode 7: asks the bot to connect again. */
  askToReconnect(): void;
  /** Closes with a code of Discord's, such as 4004. */
  close(code: number): void;
  /** Milliseconds; what the next connections are told. */
  heartbeat: number;
  /** Closes every session that wants to begin with this code. */
  refuseWith: number | undefined;
  /** Nothing is sent or acknowledged any more on the connections that there are. */
  goSilent(): void;
  /** Opcode 9: the session is over, or can be resumed. */
  invalidate(resumable: boolean): void;
  /** How often a session began, and how often one was taken up again. */
  readonly counts: { identified: number; resumed: number };
  /** The most connections with a session that there ever were at once. */
  mostTogether(): number;
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
  const silent = new WeakSet<WebSocket>();
  const speaking = new Set<WebSocket>();
  let mostTogether = 0;
  const speaks = (socket: WebSocket): void => {
    speaking.add(socket);
    mostTogether = Math.max(mostTogether, speaking.size);
  };

  const send = (socket: WebSocket, packet: object): void => {
    if (!silent.has(socket)) socket.send(JSON.stringify(packet));
  };
  const dispatchTo = (to: Session, t: string, d: object): void => {
    const packet = { op: 0 as const, s: to.sent.length + 1, t, d };
    to.sent.push(packet);
    if (to.socket !== undefined) send(to.socket, packet);
  };

  const identify = (socket: WebSocket, data: unknown): void => {
    const { success, data: identity } = Identify.safeParse(data);
    if (!success) return socket.close(4002);
    if (identity.token !== world.token) return socket.close(4004);
    if (gateway.refuseWith !== undefined) return socket.close(gateway.refuseWith);
    if ((identity.intents & privileged) !== 0) {
      world.violations.push("gateway: a privileged intent was asked for");
      return socket.close(4014);
    }
    counts.identified += 1;
    speaks(socket);
    // Discord takes the token away from a bot that begins more sessions in a day.
    if (counts.identified > 1000) world.violations.push("gateway: more than 1000 sessions");
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
    speaks(socket);
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
    send(socket, { op: 10, d: { heartbeat_interval: gateway.heartbeat } });
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
      speaking.delete(socket);
      if (session?.socket === socket) session.socket = undefined;
      world.changed();
    });
  });

  const gateway: Gateway = {
    counts,
    mostTogether: () => mostTogether,
    heartbeat: 41_250,
    refuseWith: undefined,
    goSilent() {
      for (const socket of sockets.clients) silent.add(socket);
    },
    invalidate(resumable) {
      if (session?.socket === undefined) return;
      const { socket } = session;
      if (resumable) session.socket = undefined;
      else session = undefined;
      send(socket, { op: 9, d: resumable });
    },
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
    dropAll() {
      if (session !== undefined) session.socket = undefined;
      for (const socket of sockets.clients) socket.terminate();
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
  return gateway;
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
    roles: apiRoles(world),
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
