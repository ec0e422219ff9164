import { freshKeys } from "./fresh-keys.ts";
import type { PracticeWorkstation } from "./sshd.ts";
import { practiceWorkstation } from "./sshd.ts";
import { stories } from "./stories.ts";
import type { PracticeWindows } from "./windows.ts";

/** The practice workstations, each a real SSH server on loopback, and the way in. */
export interface PracticeFleet {
  /** `helpdesk` */
  readonly user: string;
  /** OpenSSH text of the only key that may log in; made for this fleet. */
  readonly privateKey: string;
  /** A known_hosts file with every workstation in it. */
  readonly knownHosts: string;
  readonly hosts: readonly {
    readonly name: string;
    readonly address: string;
    readonly port: number;
    readonly groups: readonly string[];
  }[];
  /** The machine seen from inside. */
  windows(name: string): PracticeWindows;
  stop(): Promise<void>;
}

export interface PracticeOptions {
  /** Names of the workstations to start; all eight unless said. */
  readonly only?: readonly string[];
}

const user = "helpdesk";

/** To sweep: in the first something is left behind, in the second not everything can be seen. */
const groups: Readonly<Record<string, readonly string[]>> = {
  lab: ["PC-42", "PC-43", "PC-44", "PC-45"],
  office: ["PC-46", "PC-47", "PC-48", "PC-49"],
};

export async function startPractice(options: PracticeOptions = {}): Promise<PracticeFleet> {
  const keys = freshKeys();
  const running = new Map<string, PracticeWorkstation>();
  for (const name of options.only ?? Object.keys(stories)) {
    const story = stories[name]?.();
    if (story === undefined) throw new Error(`no practice workstation is called ${name}`);
    const { windows, ...rest } = story;
    const access = { user, clientKey: keys.public };
    running.set(name, await practiceWorkstation(windows, { ...access, ...rest }));
  }
  return {
    user,
    privateKey: keys.private,
    knownHosts: [...running.values()].map(({ knownHost }) => `${knownHost}\n`).join(""),
    hosts: [...running].map(([name, { address, port }]) => ({
      name,
      address,
      port,
      groups: Object.keys(groups).filter((group) => groups[group]?.includes(name)),
    })),
    windows(name) {
      const found = running.get(name);
      if (found === undefined) throw new Error(`no practice workstation ${name} is running`);
      return found.windows;
    },
    async stop() {
      await Promise.all([...running.values()].map((workstation) => workstation.stop()));
    },
  };
}
