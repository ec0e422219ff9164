import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";

/** PC-46, on which nothing asks, in a process of its own: it shares no time with who looks at it. */
export interface PracticeProcess extends AsyncDisposable {
  readonly place: {
    readonly address: string;
    readonly port: number;
    readonly user: string;
    readonly privateKey: string;
    readonly knownHostsFile: string;
  };
}

const Fleet = z.object({
  user: z.string(),
  privateKey: z.string(),
  knownHosts: z.string(),
  address: z.string(),
  port: z.number(),
});

export async function startPracticeProcess(signal: AbortSignal): Promise<PracticeProcess> {
  const folder = await mkdtemp(join(tmpdir(), "whyreboot-bench-"));
  const child = fork(join(import.meta.dirname, "practice-main.ts"), { stdio: "inherit" });
  const [message] = z.array(z.unknown()).parse(await once(child, "message", { signal }));
  const { knownHosts, ...place } = Fleet.parse(message);
  const knownHostsFile = join(folder, "known_hosts");
  await writeFile(knownHostsFile, knownHosts);
  return {
    place: { ...place, knownHostsFile },
    async [Symbol.asyncDispose]() {
      const gone = once(child, "exit");
      child.disconnect();
      await gone;
      await rm(folder, { recursive: true });
    },
  };
}
