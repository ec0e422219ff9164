import type { Socket } from "node:net";
import { connect, createServer } from "node:net";

/** A place on loopback that passes everything on to a server, and can be cut like a cable. */
export interface Relay extends AsyncDisposable {
  readonly port: number;
  /** How many connections there have been. */
  connections(): number;
  /** How many there are. */
  open(): number;
  /** Ends every connection, as a server does that is killed. */
  cut(): void;
  /** Nothing passes any more on the connections of now, and nobody is told. */
  silence(): void;
  /** The same, and on every later connection. */
  lose(): void;
}

export async function startRelay(to: number): Promise<Relay> {
  let connections = 0;
  let lost = false;
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((near) => {
    connections += 1;
    const far = connect({ port: to, host: "127.0.0.1", noDelay: true });
    const pair = [near.setNoDelay(true), far] as const;
    pairs.add(pair);
    for (const one of pair) {
      one.on("error", () => {
        // Its end follows.
      });
      one.on("close", () => {
        pairs.delete(pair);
        for (const each of pair) each.destroy();
      });
    }
    if (lost) near.resume();
    else near.pipe(far).pipe(near);
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not on a port");
  const cut = (): void => {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  const silence = (): void => {
    for (const [near, far] of pairs) {
      near.unpipe(far).resume();
      far.unpipe(near).resume();
    }
  };
  return {
    port: address.port,
    connections: () => connections,
    open: () => pairs.size,
    cut,
    silence,
    lose() {
      lost = true;
      silence();
    },
    async [Symbol.asyncDispose]() {
      cut();
      await new Promise((closed) => server.close(closed));
    },
  };
}
