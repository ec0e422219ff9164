import { chmod, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { PostgresPlace } from "#adapters/store/place.ts";
import { nodeAt } from "#practice/file-tree.ts";
import { freshKeys } from "#practice/fresh-keys.ts";
import { localPath } from "#practice/local-path.ts";
import { ordinaryWindows } from "#practice/ordinary-windows.ts";
import { plantDoneWork } from "#practice/restart-files.ts";
import { practiceWorkstation } from "#practice/sshd.ts";
import type { PracticeWindows } from "#practice/windows.ts";
import { startGate } from "./cut-gate.ts";
import {
  type Process,
  type Replica,
  replicaOn,
  startProcess,
  type Worker,
} from "./fault-process.ts";
import { must } from "./office.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const user = "helpdesk";
const files = ["C:\\Windows\\_Msrstrt.exe", "C:\\Windows\\_Mssetup.bat"] as const;
const keptParent = "C:\\Windows\\whyreboot";

/** Many practice workstations, of which every second one belongs to the site “berlin”. */
export interface FaultFleet extends AsyncDisposable {
  readonly names: readonly string[];
  readonly far: readonly string[];
  readonly privateKey: string;
  readonly knownHosts: string;
  readonly hosts: ReadonlyMap<
    string,
    { readonly address: string; readonly port: number; user: string }
  >;
  /** A pair of litter on each, and nothing kept. */
  plant(): void;
  /** Where the pair is, and how many moves and folders it took. */
  seen(name: string): { readonly at: "home" | "kept" | "half"; moves: number; folders: number };
  /** A replica that answers on its standard output. */
  replica(): Replica;
  /** A real `whyreboot work --site berlin`. */
  worker(): Worker;
  /** Cuts the workers off from the database, or lets them through again. */
  cutWorkers(cut: boolean): void;
}

export async function faultFleet(size: number, place: PostgresPlace): Promise<FaultFleet> {
  const keys = freshKeys();
  const folder = await temporaryFolder();
  const moves = new Map<string, number>();
  const names = Array.from({ length: size }, (_, index) => `PC-${index + 1}`);
  const stations = await Promise.all(
    names.map(async (name) => {
      const onRequest = ({ kind }: { readonly kind: string }): undefined => {
        if (/rename/u.test(kind)) moves.set(name, (moves.get(name) ?? 0) + 1);
      };
      return await practiceWorkstation(ordinaryWindows(), {
        user,
        clientKey: keys.public,
        onRequest,
      });
    }),
  );
  const windows = new Map(names.map((name, at) => [name, must(stations[at]).windows]));
  const hosts = new Map(
    names.map((name, at) => {
      const { address, port } = must(stations[at]);
      return [name, { address, port, user }] as const;
    }),
  );
  const far = names.filter((_, at) => at % 2 === 1);
  const gate = await startGate(place.port);
  const knownHosts = folder.path("known_hosts");
  await writeFile(knownHosts, stations.map(({ knownHost }) => `${knownHost}\n`).join(""));
  await writeFile(folder.path("id_ed25519"), keys.private, { mode: 0o600 });
  await writeFile(folder.path("store-password"), place.password ?? "");
  await chmod(folder.path("store-password"), 0o600);
  const configured = (port: number): string =>
    configuration({ hosts, far, url: place.url.replace(String(place.port), String(port)) });
  await writeFile(folder.path("replica.yaml"), configured(place.port));
  await writeFile(folder.path("worker.yaml"), configured(gate.port));

  const running = new Set<Process>();
  const begin = (words: readonly string[]): Process => {
    const one = startProcess(words, folder.path());
    running.add(one);
    return one;
  };
  return {
    names,
    far,
    privateKey: keys.private,
    knownHosts,
    hosts,
    plant() {
      moves.clear();
      for (const one of windows.values()) {
        one.remove(keptParent);
        plantDoneWork(one);
      }
    },
    seen(name) {
      const one = must(windows.get(name));
      const home = files.filter((path) => one.content(path) !== undefined).length;
      const folders = foldersIn(one);
      const kept = folders.flatMap((inside) => inside).length;
      const at = home === 2 && kept === 0 ? "home" : home === 0 && kept === 2 ? "kept" : "half";
      return { at, moves: moves.get(name) ?? 0, folders: folders.length };
    },
    replica() {
      const script = fileURLToPath(new URL("replica-process.ts", import.meta.url));
      return replicaOn(begin([script, folder.path("replica.yaml")]));
    },
    worker() {
      const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
      const words = ["work", "--site", "berlin", "--config", folder.path("worker.yaml")];
      const one = begin([main, ...words]);
      return {
        ready: one.printed("ready; works for this site"),
        kill: async () => await one.kill(),
      };
    },
    cutWorkers: (cut) => gate.cut(cut),
    async [Symbol.asyncDispose]() {
      await Promise.all([...running].map(async (one) => await one.kill()));
      await gate.stop();
      await Promise.all(stations.map(async (one) => await one.stop()));
      await folder[Symbol.asyncDispose]();
    },
  };
}

function foldersIn(windows: PracticeWindows): readonly (readonly string[])[] {
  const node = nodeAt(windows.tree, must(localPath(keptParent)));
  if (node?.kind !== "directory") return [];
  return [...node.entries.values()].map(({ node: inside }) =>
    inside.kind === "directory" ? [...inside.entries.keys()] : [],
  );
}

function configuration({
  hosts,
  far,
  url,
}: Pick<FaultFleet, "hosts" | "far"> & { readonly url: string }): string {
  const lines = Array.from(hosts, ([name, { address, port }]) => {
    const groups = far.includes(name) ? "[berlin, lab]" : "[lab]";
    return `    - { name: ${name}, address: ${address}, port: ${port}, groups: ${groups} }`;
  });
  return `workstations:
  hosts:
${lines.join("\n")}
ssh:
  user: ${user}
  privateKeyFile: ./id_ed25519
  knownHostsFile: ./known_hosts
rights:
  ask: ["shell:user:tester"]
  clear: ["shell:user:tester"]
store:
  url: ${url}
  passwordFile: ./store-password
sites:
  berlin: { groups: [berlin] }
limits:
  # Two lines of sweeps at once in each process, so that a kill meets many that wait.
  connections: 3
  questionsPerMinute: { person: 10000, channel: 10000, workstation: 10000 }
`;
}
