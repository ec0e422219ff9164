import type { Reply, ReplyFile } from "#bot/reply.ts";

/** What a bot says of a sweep, for tests of adapters alone. */
const quiet = { mood: "calm", body: [], evidence: [], buttons: [], footer: [] } as const;

export function sweeping(done: number): Reply {
  return {
    ...quiet,
    headline: [`Looking at 4 workstations in lab: ${done} done.`],
    footer: ["Sweep K7Q2-MD4X"],
  };
}

export const swept: Reply = {
  ...quiet,
  headline: ["Something asks for a restart on 1 of 4 workstations in lab."],
  mood: "attention",
  footer: ["Sweep K7Q2-MD4X"],
};

/** One pixel, as small as a PNG gets. */
const pixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

export const picture: ReplyFile = {
  name: "sweep-K7Q2-MD4X.png",
  type: "image/png",
  bytes: Uint8Array.from(Buffer.from(pixel, "base64")),
  alternative: "Why 4 workstations in lab ask. Restart files left behind: 1; Nothing asks: 3.",
};

export const table: ReplyFile = {
  name: "sweep-K7Q2-MD4X.csv",
  type: "text/csv",
  bytes: Uint8Array.from(Buffer.from("\u{FEFF}workstation,state\r\nPC-1,restart-files\r\n")),
  alternative: "The table of all workstations",
};
