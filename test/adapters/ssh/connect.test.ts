import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer, Socket } from "node:net";
import type { AuthContext } from "ssh2";
import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import type { Behaviour } from "../../support/ssh-server.ts";
import { ed25519, startSshServer } from "../../support/ssh-server.ts";
import type { Client, ClientOptions } from "../../support/ssh-settings.ts";
import { clientOf, refusal } from "../../support/ssh-settings.ts";

const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

function clientFor(port: number, options: ClientOptions = {}): Client {
  const client = clientOf({ port }, options);
  cleanUps.push(() => {
    client.forget();
  });
  return client;
}

async function ssh(
  behaviour: Behaviour,
  options: ClientOptions = {},
): Promise<{ client: Client; server: Awaited<ReturnType<typeof startSshServer>> }> {
  const server = await startSshServer(behaviour);
  cleanUps.push(async () => {
    await server.stop();
  });
  return { client: clientFor(server.port, options), server };
}

/** Something that listens there but is no sshd. */
async function listener(talk: (socket: Socket) => void): Promise<number> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => {
      // The client hangs up as it likes.
    });
    talk(socket);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  cleanUps.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((closed) => server.close(closed));
  });
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function onlyPassword(password: string): (context: AuthContext) => void {
  return (context) => {
    if (context.method === "password" && context.password === password) context.accept();
    else context.reject(["password"]);
  };
}

function noteSockets(sockets: Socket[]): (message: unknown) => void {
  return (message) => {
    const { socket } = z.object({ socket: z.instanceof(Socket) }).parse(message);
    sockets.push(socket);
  };
}

/** Node keeps the option under a symbol of its own and has no public way to ask for it. */
function noDelay(socket: Socket): unknown {
  const symbol = Object.getOwnPropertySymbols(socket).find(
    ({ description }) => description === "kSetNoDelay",
  );
  return symbol === undefined ? "not kept" : Reflect.get(socket, symbol);
}

const soon = { connect: 150, call: 150 };

describe("connecting", () => {
  it("says no-answer when nobody speaks before the deadline", async () => {
    const port = await listener(() => {});

    expect(refusal(await clientFor(port, { deadlines: soon }).open())).toMatch(/^no-answer: /);
  });

  it("says no-answer when the login is never answered", async () => {
    const { client } = await ssh(
      { authenticate: () => {} },
      { deadlines: { ...soon, connect: 400 } },
    );

    expect(refusal(await client.open())).toMatch(/^no-answer: /);
  });

  it("says refused when the port is closed", async () => {
    const { client, server } = await ssh({});
    await server.stop();
    cleanUps.splice(0, 1);

    expect(refusal(await client.open())).toMatch(/^refused: .*ECONNREFUSED/);
  });

  it("says refused when it has no algorithm in common with the host", async () => {
    const { client } = await ssh({
      algorithms: { kex: ["diffie-hellman-group-exchange-sha256"] },
    });

    expect(refusal(await client.open())).toMatch(/^refused: .*key exchange/);
  });

  it.each(["Exceeded MaxStartups\r\n", "Not allowed at this time\r\n"])(
    "says refused when sshd turns it away with %j",
    async (words) => {
      const port = await listener((socket) => socket.end(words));

      expect(refusal(await clientFor(port).open())).toContain(words.trim());
      expect(refusal(await clientFor(port).open())).toMatch(/^refused: /);
    },
  );

  it("says name-not-found when the address has no DNS entry", async () => {
    const client = clientFor(22, { address: "pc-42.invalid" });

    expect(refusal(await client.open())).toMatch(/^name-not-found: .*pc-42\.invalid/);
  });

  it("says not-ssh when a web server answers", async () => {
    const port = await listener((socket) => {
      socket.once("data", () =>
        socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"),
      );
    });

    expect(refusal(await clientFor(port).open())).toMatch(/^not-ssh: .*HTTP\/1\.1 400 Bad Request/);
  });

  it("says not-ssh when a mail server greets and waits", async () => {
    const port = await listener((socket) => socket.write("220 mail.example.org ESMTP\r\n"));

    expect(refusal(await clientFor(port, { deadlines: soon }).open())).toMatch(/^not-ssh: .*220 /);
  });

  it("says lost when the other side hangs up without a word", async () => {
    const port = await listener((socket) => socket.end());

    expect(refusal(await clientFor(port).open())).toMatch(/^lost: /);
  });

  it("says lost when the connection is reset during the login", async () => {
    const port = await listener((socket) => {
      socket.write("SSH-2.0-OpenSSH_for_Windows_9.5\r\n");
      socket.once("data", () => socket.resetAndDestroy());
    });

    expect(refusal(await clientFor(port).open())).toMatch(/^lost: /);
  });

  it("says login-refused, and does not try again: sshd punishes that", async () => {
    const { client, server } = await ssh({
      authenticate: (context) => {
        context.reject(["publickey"]);
      },
    });

    expect(refusal(await client.open())).toMatch(/^login-refused: /);
    expect(server.connections()).toBe(1);
  });

  it("says lost when the other side hangs up during the login", async () => {
    const { client } = await ssh({
      authenticate: (_context, { connection }) => {
        connection.end();
      },
    });

    expect(refusal(await client.open())).toMatch(/^lost: /);
  });

  it("says login-refused when the agent is not there", async () => {
    const { client } = await ssh({}, { credentials: { agent: "/nowhere/agent.sock" } });

    expect(refusal(await client.open())).toMatch(/^login-refused: .*agent/);
  });

  it("begins with the key, not with the method none, which only costs a round trip", async () => {
    const { client, server } = await ssh({});

    await using _workstation = await client.workstation();

    expect(server.logins.at(0)).toBe("publickey");
    expect(new Set(server.logins)).toEqual(new Set(["publickey"]));
  });

  it("logs in with a password when the key is refused", async () => {
    const { client, server } = await ssh(
      { authenticate: onlyPassword("s3cret words") },
      { credentials: { privateKey: ed25519.private, password: "s3cret words" } },
    );

    await using workstation = await client.workstation();

    expect(workstation.trust).toBe("known");
    expect(server.logins).toEqual(["publickey", "password"]);
    expect(client.logged.join("")).not.toContain("s3cret");
  });

  it("connects to nothing outside the inventory", async () => {
    const { client } = await ssh({});

    expect(await sshWorkstations(client.settings).open("127.0.0.1")).toEqual({
      ok: false,
      why: "not-listed",
      detail: "",
    });
  });

  it("turns Nagle's algorithm off on its socket", async () => {
    const sockets: Socket[] = [];
    const note = noteSockets(sockets);
    const { client } = await ssh({});
    subscribe("net.client.socket", note);

    await using _workstation = await client.workstation();
    unsubscribe("net.client.socket", note);

    expect(sockets.map(noDelay)).toEqual([true]);
  });
});

describe("closing", () => {
  it("survives a reset in answer to its goodbye, as Windows gives it", async () => {
    const heard = Promise.withResolvers<Socket>();
    const { client } = await ssh({
      exec: (channel, _command, { socket }) => {
        channel.resume().once("data", () => {
          heard.resolve(socket);
        });
      },
    });
    const workstation = await client.workstation();
    const socket = await heard.promise;
    socket.prependOnceListener("data", () => socket.resetAndDestroy());

    await workstation[Symbol.asyncDispose]();

    await vi.waitFor(() => {
      expect(client.logged.join("")).toContain("ECONNRESET");
    });
  });

  it("survives a reset at any other moment", async () => {
    const { client } = await ssh({
      exec: (_channel, _command, { socket }) => socket.resetAndDestroy(),
    });
    await using workstation = await client.workstation();

    expect(await workstation.machine.environment("SystemRoot")).toMatchObject({
      state: "unseen",
      why: "connection-lost",
    });
    expect(client.logged.join("")).toContain("ECONNRESET");
  });

  it("ends everything that was asked, and can be done twice", async () => {
    const { client } = await ssh({ sftp: () => {}, exec: () => {} });
    const workstation = await client.workstation();
    const looking = workstation.machine.look("C:\\x");
    const asking = workstation.machine.environment("SystemRoot");

    await workstation[Symbol.asyncDispose]();
    await workstation[Symbol.asyncDispose]();

    expect(await looking).toMatchObject({ state: "unseen", why: "connection-lost" });
    expect(await asking).toMatchObject({ state: "unseen", why: "connection-lost" });
  });

  it("tears the connection down when the other side does not say goodbye", async () => {
    const deaf = Promise.withResolvers<void>();
    const { client } = await ssh({
      exec: (_channel, _command, { socket }) => {
        // From now on it neither reads nor closes.
        socket.pause();
        deaf.resolve();
      },
    });
    const sockets: Socket[] = [];
    const note = noteSockets(sockets);
    subscribe("net.client.socket", note);
    const workstation = await client.workstation();
    unsubscribe("net.client.socket", note);
    await deaf.promise;

    await workstation[Symbol.asyncDispose]();

    await vi.waitFor(
      () => {
        expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true]);
      },
      { timeout: 5000 },
    );
  });
});
