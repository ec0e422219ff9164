import { once } from "node:events";
import type { Socket } from "node:net";
import { connect, createServer } from "node:net";
import type { CipherAlgorithm, PublicKeyAuthContext } from "ssh2";
import ssh2 from "ssh2";
import { describe, expect, it } from "vitest";
import { gatherWrites, keepKeys, signAtOnce } from "#adapters/ssh/wire.ts";
import { ecdsa, ed25519, startSshServer } from "../../support/ssh-server.ts";

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

describe("a login by key", () => {
  interface Key {
    readonly public: string;
    readonly private: string;
  }

  /** What each try brought: a question, or a signature that the key's public part verifies (or not). */
  async function triesWith(key: Key): Promise<readonly unknown[]> {
    const tries: unknown[] = [];
    const server = await startSshServer({
      authenticate(context) {
        tries.push(context.method === "publickey" && broughtBy(context, key));
        context.accept();
      },
    });
    const client = new ssh2.Client();
    client.on("error", () => {
      // The server is stopped before the goodbye is over.
    });
    client.connect({
      host: "127.0.0.1",
      port: server.port,
      username: "helpdesk",
      privateKey: key.private,
      authHandler: ["publickey"],
    });
    expect(signAtOnce(client)).toBe(true);
    await once(client, "ready");
    client.end();
    await server.stop();
    return tries;
  }

  function broughtBy({ blob, signature, hashAlgo }: PublicKeyAuthContext, key: Key): unknown {
    const known = ssh2.utils.parseKey(key.public);
    if (signature === undefined || blob === undefined || known instanceof Error) return "asked";
    return known.verify(blob, signature, hashAlgo);
  }

  it("is signed at once with a key of one algorithm", async () => {
    expect(await triesWith(ed25519)).toEqual([true]);
    expect(await triesWith(ecdsa)).toEqual([true]);
  });

  it("is asked for first with RSA, where the algorithm may be refused", async () => {
    const rsa = ssh2.utils.generateKeyPairSync("rsa", { bits: 2048 });

    expect(await triesWith(rsa)).toEqual(["asked", true]);
  });

  it("is left alone where ssh2 has no connection yet", () => {
    expect(signAtOnce(new ssh2.Client())).toBe(false);
  });
});
