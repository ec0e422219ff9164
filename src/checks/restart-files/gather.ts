import type { Machine, RegistryKey, RegistryListing, WindowsPath } from "../machine.ts";
import type { Sighting } from "../sighting.ts";
import { absent, present, unseen } from "../sighting.ts";
import {
  agreeOnWindowsDirectory,
  currentVersionKey,
  environmentWindowsDirectory,
} from "../windows-directory.ts";
import type { PlannedLine } from "./batch.ts";
import { readBatch } from "./batch.ts";
import type { RestartFile } from "./finding.ts";
import { lookAtFiles, sha256 } from "./look-at-files.ts";
import { batchName, runnerName } from "./names.ts";
import type { MachineSeen, RestartFilesSightings } from "./sightings.ts";

/** A batch that DOS could run is far smaller; more is junk or an attack on the reader. */
const batchBytes = 64 * 1024;
const batchLineCount = 2000;
/** A DOS program is at most 640 KiB; more is not the runner that PCM would start. */
const runnerBytes = 4 * 1024 * 1024;

export const codePageKey: RegistryKey = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage";

/** Looks at the pair, at what the batch names, and at what could still run it. */
export async function gatherRestartFiles(machine: Machine): Promise<RestartFilesSightings> {
  const registry = Promise.all([
    machine.registry(currentVersionKey),
    machine.registry(codePageKey),
  ]);
  const architectures = Promise.all([
    machine.environment("PROCESSOR_ARCHITECTURE"),
    machine.environment("PROCESSOR_ARCHITEW6432"),
  ]);
  const early = await environmentWindowsDirectory(machine);
  if (early.state !== "present") {
    await registry;
    return nothingSeen(early, await machineSeen(machine, unseen("depends"), await architectures));
  }
  const [batch, runner, toolkitRunner, seenMachine] = await Promise.all([
    seeBatch(
      machine,
      early.seen,
      registry.then(([, codePage]) => codePage),
    ),
    seeFile(machine, { directory: early.seen, name: runnerName, limit: runnerBytes }),
    machine.look(`${early.seen}\\_MSSETUP.EXE`),
    architectures.then(async (seen) => await machineSeen(machine, early, seen)),
  ]);
  const [currentVersion] = await registry;
  const windowsDirectory = agreeOnWindowsDirectory(early, currentVersion);
  if (windowsDirectory.state !== "present") return nothingSeen(windowsDirectory, seenMachine);
  return {
    windowsDirectory,
    batch: batch.file,
    runner: runner.file,
    lines: batch.lines,
    files: batch.files,
    machine: seenMachine,
    toolkitRunner,
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
  directory: WindowsPath,
  codePage: Promise<Sighting<RegistryListing>>,
): Promise<{
  file: Sighting<RestartFile>;
  lines: readonly PlannedLine[];
  files: RestartFilesSightings["files"];
}> {
  const nothing = { lines: [], files: { entries: new Map(), same: new Map() } };
  const { file, content } = await seeFile(machine, {
    directory,
    name: batchName,
    limit: batchBytes,
  });
  if (content === undefined) return { file, ...nothing };
  // Only a batch with other than ASCII needs the code page; then its answer is worth waiting for.
  const ascii = content.every((byte) => byte < 0x80);
  const planned = readBatch(content, ascii ? undefined : oemCodePage(await codePage));
  if (planned.length > batchLineCount) return { file: unseen("too-large"), ...nothing };
  return { file, ...(await lookAtFiles(machine, planned)) };
}

async function seeFile(
  machine: Machine,
  wanted: { directory: WindowsPath; name: string; limit: number },
): Promise<{ file: Sighting<RestartFile>; content?: Uint8Array }> {
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

function oemCodePage(codePage: Sighting<RegistryListing>): string | undefined {
  if (codePage.state !== "present") return undefined;
  return codePage.seen.values.find(({ name }) => name.toUpperCase() === "OEMCP")?.data;
}

async function machineSeen(
  machine: Machine,
  windowsDirectory: Sighting<WindowsPath>,
  [architecture, architectureBehindWow64]: readonly [Sighting<string>, Sighting<string>],
): Promise<MachineSeen> {
  const [ntvdm, ...pcm] = await Promise.all([
    windowsDirectory.state === "present"
      ? machine.look(`${windowsDirectory.seen}\\System32\\ntvdm.exe`)
      : windowsDirectory.state === "absent"
        ? absent
        : windowsDirectory,
    ...pcmTraces.map(async (path) => await machine.look(path)),
  ]);
  return { architecture, architectureBehindWow64, ntvdm, pcm };
}

const pcmTraces = [
  "C:\\SMS.INI",
  "C:\\MS\\SMS\\BIN\\PCMWIN16.EXE",
  "C:\\MS\\SMS\\BIN\\PCMWIN32.EXE",
  "C:\\MS\\SMS\\BIN\\PCMSVC32.EXE",
];
