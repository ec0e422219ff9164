import type { Machine, RegistryKey, WindowsPath } from "../machine.ts";
import { findValue } from "../registry-walk.ts";
import type { Sighting } from "../sighting.ts";
import { absent, present, unseen } from "../sighting.ts";
import {
  agreeOnWindowsDirectory,
  currentVersionKey,
  environmentWindowsDirectory,
} from "../windows-directory.ts";
import type { Architectures } from "./architecture.ts";
import type { PlannedLine } from "./batch.ts";
import { readBatch } from "./batch.ts";
import type { RestartFile } from "./finding.ts";
import { lookAtFiles, sha256 } from "./look-at-files.ts";
import { batchName, packageCommandManagerTraces, runnerName, toolkitRunnerName } from "./names.ts";
import { gatherOrigin } from "./origin-gather.ts";
import type { MachineSeen, RestartFilesSightings } from "./sightings.ts";

/** A batch that DOS could run is far smaller; more is junk or an attack on the reader. */
const batchBytes = 64 * 1024;
const batchLineCount = 2000;
/** A DOS program is at most 640 KiB; more is not the runner that PCM would start. */
const runnerBytes = 4 * 1024 * 1024;

/** Its value OEMCP is the code page of DOS programs, and of a console that nobody has changed. */
export const codePageKey: RegistryKey = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage";

/**
 * Looks at the pair, at what the batch names, at what could still run it, and at who left it, unless
 * only the pair matters: the lists of installed programs are the largest answers of all.
 */
export async function gatherRestartFiles(
  machine: Machine,
  only: "the-pair" | "everything" = "everything",
): Promise<RestartFilesSightings> {
  const currentVersion = machine.registry(currentVersionKey);
  const architectures = seeArchitectures(machine);
  const early = await environmentWindowsDirectory(machine);
  if (early.state !== "present") {
    await currentVersion;
    return nothingSeen(early, await machineSeen(machine, unseen("depends"), await architectures));
  }
  const directory = early.seen;
  const batchFile = seeFile(machine, { directory, name: batchName, limit: batchBytes });
  const runnerFile = seeFile(machine, { directory, name: runnerName, limit: runnerBytes });
  const [batch, runner, toolkitRunner, seenMachine, origin] = await Promise.all([
    batchFile.then(async (file) => await seeBatch(machine, file)),
    runnerFile,
    machine.look(`${directory}\\${toolkitRunnerName}`),
    architectures.then(async (seen) => await machineSeen(machine, early, seen)),
    Promise.all([batchFile, runnerFile, architectures]).then(async ([batch, runner, seen]) =>
      only === "everything" && (batch.file.state === "present" || runner.file.state === "present")
        ? await gatherOrigin(machine, directory, seen)
        : undefined,
    ),
  ]);
  const windowsDirectory = agreeOnWindowsDirectory(early, await currentVersion);
  if (windowsDirectory.state !== "present") return nothingSeen(windowsDirectory, seenMachine);
  return {
    windowsDirectory,
    batch: batch.file,
    runner: runner.file,
    lines: batch.lines,
    files: batch.files,
    machine: seenMachine,
    toolkitRunner,
    ...(origin === undefined ? {} : { origin }),
  };
}

/** Without the Windows directory nothing can be said about files in it. */
function nothingSeen(
  windowsDirectory: Sighting<WindowsPath>,
  machine: MachineSeen,
): RestartFilesSightings {
  return {
    windowsDirectory,
    batch: unseen("depends"),
    runner: unseen("depends"),
    lines: [],
    files: { entries: new Map(), same: new Map() },
    machine,
    toolkitRunner: unseen("depends"),
  };
}

async function seeBatch(
  machine: Machine,
  { file, content }: SeenFile,
): Promise<{
  file: Sighting<RestartFile>;
  lines: readonly PlannedLine[];
  files: RestartFilesSightings["files"];
}> {
  const nothing = { lines: [], files: { entries: new Map(), same: new Map() } };
  if (content === undefined) return { file, ...nothing };
  const planned = readBatch(content, await codePageFor(machine, content));
  if (planned.length > batchLineCount) return { file: unseen("too-large"), ...nothing };
  return { file, ...(await lookAtFiles(machine, planned)) };
}

/** Asking costs a process there; only a batch with other than ASCII is worth it. */
async function codePageFor(machine: Machine, content: Uint8Array): Promise<string | undefined> {
  if (content.every((byte) => byte < 0x80)) return undefined;
  const codePage = await machine.registry(codePageKey);
  return codePage.state === "present" ? findValue(codePage.seen, "OEMCP")?.data : undefined;
}

interface SeenFile {
  readonly file: Sighting<RestartFile>;
  readonly content?: Uint8Array;
}

async function seeFile(
  machine: Machine,
  wanted: { directory: WindowsPath; name: string; limit: number },
): Promise<SeenFile> {
  const path = `${wanted.directory}\\${wanted.name}`;
  const read = await machine.read(path, wanted.limit);
  if (read.state !== "present") return { file: read };
  const { content, entry } = read.seen;
  const file = {
    name: wanted.name,
    path,
    bytes: entry.bytes,
    modified: entry.modified,
    sha256: sha256(content),
  };
  return { file: present(file), content };
}

async function seeArchitectures(machine: Machine): Promise<Architectures> {
  const [architecture, architectureBehindWow64] = await Promise.all([
    machine.environment("PROCESSOR_ARCHITECTURE"),
    machine.environment("PROCESSOR_ARCHITEW6432"),
  ]);
  return { architecture, architectureBehindWow64 };
}

async function machineSeen(
  machine: Machine,
  windowsDirectory: Sighting<WindowsPath>,
  architectures: Architectures,
): Promise<MachineSeen> {
  const [ntvdm, ...pcm] = await Promise.all([
    windowsDirectory.state === "present"
      ? machine.look(`${windowsDirectory.seen}\\System32\\ntvdm.exe`)
      : windowsDirectory.state === "absent"
        ? absent
        : windowsDirectory,
    ...packageCommandManagerTraces.map(async (path) => await machine.look(path)),
  ]);
  return { ...architectures, ntvdm, pcm };
}
