import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { z } from "zod";
import { sshdParts } from "../../test/lab/parts.ts";
import { compiled } from "../../test/lab/prefix.ts";
import { freePort } from "../../test/lab/server.ts";

/** Servers that answer at every address of 127.0.0.0/8, each in its own way. */
export interface PracticePool extends AsyncDisposable {
  readonly user: string;
  /** OpenSSH text. */
  readonly privateKey: string;
  /** `ssh-ed25519 AAAA…` of those that answer. */
  readonly hostKey: string;
  readonly ports: Readonly<Record<Kind, number>>;
}

/** What a simulated workstation does with a visitor. */
export type Kind = "answers" | "slow" | "refuses" | "silent" | "full";

const Ready = z.object({
  user: z.string(),
  privateKey: z.string(),
  hostKey: z.string(),
  quick: z.number(),
  slow: z.number(),
});

const Said = z.tuple([z.array(z.unknown()), z.array(z.string())]);

export async function openPracticePool(signal: AbortSignal): Promise<PracticePool> {
  const silent = await compiled(sshdParts(), join(import.meta.dirname, "silent.c"));
  const practice = fork(join(import.meta.dirname, "practice-pool-main.ts"), { stdio: "inherit" });
  const mute = spawn(silent, { stdio: ["pipe", "pipe", "inherit"] });
  const gone = Promise.all([once(practice, "exit"), once(mute, "exit")]);
  const said = await Promise.all([
    once(practice, "message", { signal }),
    once(mute.stdout.setEncoding("utf8"), "data", { signal }),
  ]);
  const [[message], [line]] = Said.parse(said);
  const { quick, slow, ...ready } = Ready.parse(message);
  const [silentPort = 0, fullPort = 0] = (line ?? "").split(" ").map(Number);
  // Nobody listens there, and no outgoing connection is given it either.
  const refuses = await freePort();
  return {
    ...ready,
    ports: { answers: quick, slow, refuses, silent: silentPort, full: fullPort },
    async [Symbol.asyncDispose]() {
      practice.disconnect();
      mute.stdin.end();
      await gone;
    },
  };
}
