import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExitStatus } from "#adapters/shell/listen.ts";
import type { Rights } from "#bot/rights.ts";
import { type PracticeFleet, startPractice } from "#practice/fleet.ts";
import type { Config } from "../config/config.ts";

/** A configuration around the practice workstations, in a temporary folder that goes with it. */
export async function withPractice(
  rights: Rights,
  use: (config: Config) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const folder = await mkdtemp(join(tmpdir(), "whyreboot-"));
  let fleet: PracticeFleet | undefined;
  try {
    fleet = await startPractice();
    const { user, privateKey } = fleet;
    const knownHosts = join(folder, "known_hosts");
    await writeFile(knownHosts, fleet.knownHosts);
    return await use({
      hosts: fleet.hosts.map((host) => ({ ...host, user })),
      ssh: {
        credentials: { privateKey },
        knownHosts: { file: knownHosts, trustOnFirstUse: false },
        deadlines: { connect: 4_000, call: 4_000 },
      },
      rights,
      store: { file: join(folder, "whyreboot.db") },
    });
  } finally {
    await fleet?.stop();
    await rm(folder, { recursive: true });
  }
}
