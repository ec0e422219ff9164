import { createHash } from "node:crypto";
import { distrustMissingDrives, lookAtPaths } from "../look-at-paths.ts";
import type { Entry, Machine, WindowsPath } from "../machine.ts";
import type { Sighting } from "../sighting.ts";
import { present, unseen } from "../sighting.ts";
import type { PlannedLine } from "./batch.ts";
import { operandsOf } from "./batch.ts";
import type { Operand } from "./operand.ts";
import { inFolder, samePath } from "./operand.ts";
import type { FilesSeen } from "./sightings.ts";
import { comparisonKey } from "./sightings.ts";

/** Two files larger than this are not compared byte for byte; their line stays unknown. */
const compareBytes = 8 * 1024 * 1024;

/** Looks at what the lines name, in at most four rounds of parallel requests. */
export async function lookAtFiles(
  machine: Machine,
  planned: readonly PlannedLine[],
): Promise<{ lines: readonly PlannedLine[]; files: FilesSeen }> {
  const entries = new Map<string, Sighting<Entry>>();
  await lookAtPaths(machine, entries, pathsOf(planned));
  const lines = planned.map((line) => resolveFolderTarget(line, entries));
  await lookAtPaths(machine, entries, pathsOf(lines));
  await distrustMissingDrives(machine, entries);
  return { lines, files: { entries, same: await compareAll(machine, lines, entries) } };
}

function pathsOf(lines: readonly PlannedLine[]): WindowsPath[] {
  return lines.flatMap((line) => operandsOf(line.statement).map((operand) => operand.path));
}

/** `COPY FILE FOLDER` and `MOVE FILE FOLDER` mean a file in that folder. */
function resolveFolderTarget(
  line: PlannedLine,
  entries: ReadonlyMap<string, Sighting<Entry>>,
): PlannedLine {
  const { statement } = line;
  if (statement.does !== "copy" && statement.does !== "move") return line;
  const target = entries.get(samePath(statement.target.path));
  if (target?.state !== "present" || target.seen.kind !== "directory") return line;
  return {
    ...line,
    statement: { ...statement, target: inFolder(statement.target, statement.source) },
  };
}

async function compareAll(
  machine: Machine,
  lines: readonly PlannedLine[],
  entries: ReadonlyMap<string, Sighting<Entry>>,
): Promise<Map<string, Sighting<boolean>>> {
  const pairs = new Map<string, { source: Operand; target: Operand }>();
  for (const { statement } of lines) {
    if ("source" in statement) {
      pairs.set(comparisonKey(statement.source.path, statement.target.path), statement);
    }
  }
  const same = new Map<string, Sighting<boolean>>();
  // One pair at a time: two whole files are held in memory.
  for (const [key, { source, target }] of pairs) {
    const one = entries.get(samePath(source.path));
    const other = entries.get(samePath(target.path));
    if (one?.state !== "present" || other?.state !== "present") continue;
    same.set(
      key,
      await compare(
        machine,
        { ...one.seen, path: source.path },
        { ...other.seen, path: target.path },
      ),
    );
  }
  return same;
}

type Found = Entry & { readonly path: WindowsPath };

async function compare(machine: Machine, one: Found, other: Found): Promise<Sighting<boolean>> {
  if (one.kind !== "file" || other.kind !== "file") return unseen("not-a-file");
  if (one.bytes !== other.bytes) return present(false);
  const [first, second] = await Promise.all([
    machine.read(one.path, compareBytes),
    machine.read(other.path, compareBytes),
  ]);
  if (first.state !== "present") return first.state === "absent" ? unseen("changing") : first;
  if (second.state !== "present") return second.state === "absent" ? unseen("changing") : second;
  return present(sha256(first.seen.content) === sha256(second.seen.content));
}

/** Lower-case hexadecimal. */
export function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
