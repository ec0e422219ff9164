import { once } from "node:events";
import type { Socket } from "node:net";
import { connect, createServer } from "node:net";
import type { CipherAlgorithm } from "ssh2";
import ssh2 from "ssh2";
import { describe, expect, it } from "vitest";
import { gatherWrites, keepKeys } from "#adapters/ssh/wire.ts";
import { ed25519, startSshServer } from "../../support/ssh-server.ts";

describe("a socket that gathers", () => {
  async function pair(): Promise<{ near: Socket; heard: () => Promise<string>; stop: () => void }> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { promise: met, resolve } = Promise.withResolvers<Socket>();
    server.once("connection", resolve);
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("not on a port");
    const near = connect(address.port, "127.0.0.1");
    gatherWrites(near);
    const far = await met;
    let text = "";
    far.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    const heard = async (): Promise<string> => {
      await once(far, "end");
      return text;
    };
    return { near, heard, stop: () => void server.close() };
  }

  it("sends nothing before the breath is over, and then all of it in its order", async () => {
    const { near, heard, stop } = await pair();

    for (const piece of ["one ", "two ", "three"]) near.write(piece);
    expect(near.writableLength).toBe("one two three".length);
    await new Promise(setImmediate);
    expect(near.writableCorked).toBe(0);
    near.write(", four");
    near.end();

    expect(await heard()).toBe("one two three, four");
    stop();
  });

  it("may be destroyed in the middle of a breath", async () => {
    const { near, stop } = await pair();
    near.write("never sent");

    near.destroy();
    await once(near, "close");

    expect(near.destroyed).toBe(true);
    stop();
  });
});

describe("the keys of a connection", () => {
  /** What `keepKeys` gives at each key exchange of a connection that is then still sound. */
  async function kept(cipher: CipherAlgorithm): Promise<readonly boolean[]> {
    const server = await startSshServer({
      exec(channel, _, { connection }) {
        connection.rekey(() => {
          channel.exit(0);
          channel.end();
        });
      },
    });
    const client = new ssh2.Client();
    client.on("error", () => {
      // The server is stopped before the goodbye is over.
    });
    const given: boolean[] = [];
    client.on("handshake", () => given.push(keepKeys(client)));
    client.connect({
      host: "127.0.0.1",
      port: server.port,
      username: "helpdesk",
      privateKey: ed25519.private,
      algorithms: { cipher: [cipher] },
    });
    await once(client, "ready");
    const { promise, resolve } = Promise.withResolvers<unknown>();
    client.exec("cmd", (error, channel) => {
      channel.resume().once("close", (code: unknown) => {
        resolve(error ?? code);
      });
    });
    expect(await promise).toBe(0);
    client.end();
    await server.stop();
    return given;
  }

  it("are objects with AES-GCM, again after each exchange", async () => {
    expect(await kept("aes128-gcm@openssh.com")).toEqual([true, true]);
  });

  it("are left alone with another cipher", async () => {
    expect(await kept("aes128-ctr")).toEqual([false, false]);
  });
});
