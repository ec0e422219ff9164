import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A way to a port that can be cut: what is open ends, and nothing new gets through. */
export async function startGate(
  to: number,
): Promise<{ readonly port: number; cut(cut: boolean): void; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  let closed = false;
  const server = createServer((near) => {
    if (closed) return void near.destroy();
    const far = connect({ port: to, host: "127.0.0.1" });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on("error", () => {});
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not on a port");
  const cut = (now: boolean): void => {
    closed = now;
    if (now) for (const socket of sockets) socket.destroy();
  };
  return {
    port: address.port,
    cut,
    async stop() {
      cut(true);
      server.close();
      await once(server, "close");
    },
  };
}
