import type { WindowsPath } from "../machine.ts";
import type { PlannedLine } from "./batch.ts";
import { operandsOf } from "./batch.ts";
import type { Folder } from "./origin-folders.ts";
import { folderKey, folderOf, isTelling, parentOf } from "./origin-folders.ts";
import type { Hint } from "./origin-hints.ts";
import { aliasStem, nameKey, stemFits, tellingStem } from "./origin-names.ts";
import type { InstalledProgram } from "./origin-programs.ts";

/** Folders of a batch that are looked up; a batch of that time names a handful. */
const placesRead = 100;
/** Each of them is compared with every program's folder. */
const aliasPlacesRead = 30;
const aliasesRead = 50;

/** A folder that the batch works in, and the first path that names it. */
interface Place {
  readonly folder: Folder;
  readonly path: WindowsPath;
}

/** The programs in whose folders the batch works, or whose names its folders have. */
export function pathHints(
  lines: readonly PlannedLine[],
  programs: readonly InstalledProgram[],
  windowsDirectory: WindowsPath,
): readonly Hint[] {
  const homes = programs.flatMap((program) =>
    program.folders
      .filter((folder) => isTelling(folder, windowsDirectory))
      .map((folder) => ({ program, folder })),
  );
  const homesByFolder = Map.groupBy(homes, ({ folder }) => folderKey(folder));
  const aliasHomes = homes.filter(({ folder }) => hasAlias(folder));
  const programsByName = Map.groupBy(programs, ({ name }) => nameKey(name));
  const places = placesOf(lines);
  const aliased = places.filter(({ folder }) => hasAlias(folder)).slice(0, aliasPlacesRead);
  const spelled = places.filter(({ folder }) => !hasAlias(folder)).slice(0, aliasPlacesRead);
  return [
    ...places.flatMap((place) => registeredIn(place, homesByFolder)),
    ...places.flatMap((place) => namedIn(place, programsByName)),
    ...aliased.flatMap((place) => behindAliases(place, homes)),
    ...spelled.flatMap((place) => behindAliases(place, aliasHomes)),
    ...aliasesOfNames(places, programs),
  ];
}

interface Home {
  readonly program: InstalledProgram;
  readonly folder: Folder;
}

function placesOf(lines: readonly PlannedLine[]): readonly Place[] {
  const places = new Map<string, Place>();
  for (const { statement } of lines) {
    const named = statement.does === "make-directory" || statement.does === "remove-directory";
    for (const { path } of operandsOf(statement)) {
      const written = folderOf(path);
      if (written === undefined) continue;
      const folder = named ? written : parentOf(written);
      const key = folderKey(folder);
      if (!places.has(key) && places.size < placesRead) places.set(key, { folder, path });
    }
  }
  return [...places.values()];
}

/** The nearest folder upwards that a program is registered in. */
function registeredIn(place: Place, homes: ReadonlyMap<string, readonly Home[]>): readonly Hint[] {
  for (let depth = place.folder.length; depth > 1; depth -= 1) {
    const key = folderKey(place.folder.slice(0, depth));
    const found = homes.get(key);
    if (found !== undefined) {
      return found.map(({ program }) => ({
        program,
        because: "install-folder",
        // A folder in the drive's root often holds more than one program.
        likelihood: depth > 2 ? "likely" : "possible",
        path: place.path,
        about: `folder ${key}`,
      }));
    }
  }
  return [];
}

function namedIn(
  place: Place,
  programs: ReadonlyMap<string | undefined, readonly InstalledProgram[]>,
): readonly Hint[] {
  return place.folder.slice(1).flatMap((name) => {
    const key = nameKey(name);
    const found = key === undefined ? [] : (programs.get(key) ?? []);
    return found.map((program) => ({
      program,
      because: "named-in-path" as const,
      likelihood: "likely" as const,
      path: place.path,
      about: `name ${key}`,
    }));
  });
}

/** `C:\PROGRA~1\ACMEWR~1` may be `C:\Program Files\Acme Writer`, or another folder like it. */
function behindAliases(place: Place, homes: readonly Home[]): readonly Hint[] {
  return homes
    .filter(({ folder }) => mayLieIn(place.folder, folder))
    .map(({ program }) => ({
      program,
      because: "install-folder",
      likelihood: "possible",
      path: place.path,
      about: `folder like ${folderKey(place.folder)}`,
    }));
}

function aliasesOfNames(
  places: readonly Place[],
  programs: readonly InstalledProgram[],
): readonly Hint[] {
  const stems = new Map<string, WindowsPath>();
  for (const { folder, path } of places) {
    for (const stem of folder.map(tellingStem)) {
      if (stem !== undefined && stems.size < aliasesRead) stems.set(stem, stems.get(stem) ?? path);
    }
  }
  return [...stems].flatMap(([stem, path]) =>
    programs
      .filter((program) => stemFits(stem, program.name))
      .map((program) => ({
        program,
        because: "named-in-path",
        likelihood: "possible",
        path,
        about: `name like ${stem}`,
      })),
  );
}

function hasAlias(folder: Folder): boolean {
  return folder.some((name) => name.includes("~"));
}

/** Name for name, where an alias may stand for the name that it fits. */
function mayLieIn(inner: Folder, outer: Folder): boolean {
  const last = outer.length - 1;
  return (
    inner.length > last &&
    outer.every((name, index) => mayBeSame(inner[index] ?? "", name)) &&
    (inner[last] === outer[last] || stemsTell(inner[last] ?? "", outer[last] ?? ""))
  );
}

function mayBeSame(one: string, other: string): boolean {
  if (one === other) return true;
  const stem = aliasStem(one);
  if (stem !== undefined && stemFits(stem, other)) return true;
  const otherStem = aliasStem(other);
  return otherStem !== undefined && stemFits(otherStem, one);
}

function stemsTell(one: string, other: string): boolean {
  return tellingStem(one) !== undefined || tellingStem(other) !== undefined;
}
