import net from "node:net";
import type { Dial, Way } from "./jump-host.ts";
import { gatherWrites } from "./wire.ts";

/** The stream begins to connect; what becomes of it is heard from ssh2. */
export const dialDirectly: Dial = async ({ address, port }): Promise<Way> => {
  const stream = net.connect({
    host: address,
    port,
    // ssh2 leaves Nagle's algorithm on and sends small packets: 44 ms more for each round trip.
    noDelay: true,
    // In place of ssh2's own keepalive, whose timer would keep the process alive: the kernel asks
    // after 10 s without a word, and gives up after some 10 s without an answer.
    keepAlive: true,
    keepAliveInitialDelay: 10_000,
  });
  gatherWrites(stream);
  return await Promise.resolve({
    ok: true,
    stream,
    ref: () => void stream.ref(),
    unref: () => void stream.unref(),
    stillTrusted: async () => await Promise.resolve(true),
  });
};
