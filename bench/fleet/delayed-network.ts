import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { sshdParts } from "../../test/lab/parts.ts";
import { compiled } from "../../test/lab/prefix.ts";
import { missingPrograms } from "./programs.ts";

const execute = promisify(execFile);

/** A network namespace behind a line of a chosen length; made by `delay.c`. */
export interface DelayedNetwork extends AsyncDisposable {
  readonly namespace: string;
  /** Where the namespace is reached. */
  readonly address: string;
  /** From where it is reached. */
  readonly from: string;
  /** Milliseconds each way, from now on. */
  setDelay(milliseconds: number): void;
}

/** 198.18.0.0/15 is kept for measurements (RFC 2544): no real network has it. */
const ends = { here: "198.18.7.1", there: "198.18.7.2" };

/** What this machine lacks for it, by name. */
export function missingForDelay(): readonly string[] {
  return [
    ...missingPrograms(["ip"]),
    ...(process.getuid?.() === 0 ? [] : ["root, for a network namespace"]),
    ...(existsSync("/dev/net/tun") ? [] : ["/dev/net/tun"]),
  ];
}

export async function openDelayedNetwork(): Promise<DelayedNetwork> {
  const program = await compiled(sshdParts(), join(import.meta.dirname, "delay.c"));
  const namespace = `whyreboot-bench-${process.pid}`;
  const ip = async (...words: readonly string[]): Promise<unknown> => await execute("ip", words);
  await ip("netns", "add", namespace);
  const line = spawn(program, [namespace], { stdio: ["pipe", "pipe", "inherit"] });
  const gone = once(line, "exit");
  const end = async (): Promise<void> => {
    // Both interfaces go with it.
    line.stdin.end();
    await gone;
    await ip("netns", "delete", namespace);
  };
  try {
    await Promise.race([once(line.stdout, "data"), gone.then(neverReady)]);
    const inside = ["-n", namespace];
    await ip("address", "add", ends.here, "peer", ends.there, "dev", "wrb0");
    await ip("link", "set", "wrb0", "up");
    await ip(...inside, "address", "add", ends.there, "peer", ends.here, "dev", "wrb1");
    await ip(...inside, "link", "set", "wrb1", "up");
  } catch (error) {
    await end();
    throw error;
  }
  return {
    namespace,
    address: ends.there,
    from: ends.here,
    setDelay: (milliseconds) => void line.stdin.write(`${Math.round(milliseconds * 1000)}\n`),
    [Symbol.asyncDispose]: end,
  };
}

function neverReady(): never {
  throw new Error("the delayed line did not begin");
}
