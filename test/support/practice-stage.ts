import { writeFile } from "node:fs/promises";
import pino from "pino";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import type { Asks } from "#checks/machine.ts";
import type { OnRequest } from "#practice/faults.ts";
import { freshKeys } from "#practice/fresh-keys.ts";
import { ordinaryWindows } from "#practice/ordinary-windows.ts";
import { practiceWorkstation } from "#practice/sshd.ts";
import type { PracticeWindows } from "#practice/windows.ts";
import type { Stage } from "./stage.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const name = "PC-42";
const user = "helpdesk";

export interface PracticeStage {
  readonly stage: Stage;
  readonly windows: PracticeWindows;
  stop(): Promise<void>;
}

/** A practice workstation behind the real SSH adapter. */
export async function practiceStage(asks: Asks, onRequest?: OnRequest): Promise<PracticeStage> {
  const windows = ordinaryWindows();
  const keys = freshKeys();
  const access = { user, clientKey: keys.public };
  const workstation = await practiceWorkstation(
    windows,
    onRequest === undefined ? access : { ...access, onRequest },
  );
  const folder = await temporaryFolder();
  const file = folder.path("known_hosts");
  await writeFile(file, `${workstation.knownHost}\n`);
  const { address, port } = workstation;
  const workstations = sshWorkstations({
    hosts: new Map([[name, { address, port, user }]]),
    credentials: { privateKey: keys.private },
    knownHosts: { file, trustOnFirstUse: false },
    asks,
    log: pino({ enabled: false }),
  });
  return {
    windows,
    stage: {
      async open() {
        const opened = await workstations.open(name);
        if (!opened.ok) throw new Error(`${opened.why}: ${opened.detail}`);
        return opened.workstation;
      },
      plant: async (path, content, extra) => windows.plant(path, content, extra),
      plantDirectory: async (path) => windows.plantDirectory(path),
      remove: async (path) => windows.remove(path),
      content: async (path) => windows.content(path),
      deny: async (path) => windows.deny(path),
    },
    async stop() {
      await workstation.stop();
      await folder[Symbol.asyncDispose]();
    },
  };
}
