import { connect, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { startPractice } from "#practice/fleet.ts";

// A process of practice-pool.ts; it ends with its starter. One practice workstation answers for
// every address of 127.0.0.0/8, at one port at once and at another slowly.
const fleet = await startPractice({ only: ["PC-46"] });
const practice = fleet.hosts[0];
if (practice === undefined) throw new Error("there is no practice workstation PC-46");

/** Milliseconds that a slow one takes for each thing it says. */
const slowness = 200;

async function front(saidAfter: (said: Buffer) => Promise<Buffer>): Promise<number> {
  const listener = createServer({ noDelay: true }, (visitor) => {
    // It listens everywhere, and is for this machine alone.
    if (visitor.remoteAddress?.startsWith("127.") === true) join(visitor, saidAfter);
    else visitor.destroy();
  });
  await new Promise<void>((resolve) => listener.listen(0, "0.0.0.0", 4096, resolve));
  const at = listener.address();
  if (at === null || typeof at === "string") throw new Error("no port to listen on");
  process.once("disconnect", () => listener.close());
  return at.port;
}

function join(visitor: Socket, saidAfter: (said: Buffer) => Promise<Buffer>): void {
  const inside = connect({ host: practice?.address, port: practice?.port ?? 0, noDelay: true });
  let saying = Promise.resolve();
  const end = (): void => {
    visitor.destroy();
    inside.destroy();
  };
  for (const socket of [visitor, inside]) socket.on("error", end).on("close", end);
  visitor.on("data", (asked) => void inside.write(asked));
  inside.on("data", (said) => {
    saying = saying.then(async () => void visitor.write(await saidAfter(said)));
  });
}

const quick = await front(async (said) => await Promise.resolve(said));
const slow = await front(async (said) => await pause(slowness, said));
const { user, privateKey, knownHosts } = fleet;
process.send?.({
  user,
  privateKey,
  hostKey: knownHosts.trim().split(" ").slice(1).join(" "),
  quick,
  slow,
});
process.once("disconnect", () => void fleet.stop());
