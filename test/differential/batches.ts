import type { Arbitrary } from "fast-check";
import { array, constant, constantFrom, nat, oneof, option, record, tuple } from "fast-check";
import { type FileContent, folder, generatedRoot, type Tree } from "./tree.ts";

/** A scratch tree and a batch that works on it; both speak of `generatedRoot`. */
export interface GeneratedCase {
  readonly tree: Tree;
  /** One character per byte. */
  readonly batch: string;
}

// Few names, so that lines of one batch meet on the same files.
const folders = ["\\W", "\\W\\SYSTEM", "\\MY APP"].map((name) => generatedRoot + name);
const names = ["SHELL.DLL", "CTL3D.DLL", "SHELL.DL_", "~T01.TMP"];
const emptyFolder = `${generatedRoot}\\TEMP`;
const paths = folders.flatMap((place) => names.map((name) => `${place}\\${name}`));
const contents = ["old", "new", "newer"];

const place = constantFrom(...folders);
const name = constantFrom(...names);
const path = constantFrom(...paths);

const trees: Arbitrary<Tree> = tuple(
  array(option(constantFrom(...contents), { freq: 3 }), {
    minLength: paths.length,
    maxLength: paths.length,
  }),
  option(constant(emptyFolder)),
).map(([planted, empty]) => {
  const tree = new Map<string, FileContent | typeof folder>();
  for (const path of [generatedRoot, ...folders]) tree.set(path, folder);
  if (empty !== null) tree.set(empty, folder);
  for (const [index, path] of paths.entries()) {
    const content = planted[index] ?? undefined;
    if (content !== undefined) tree.set(path, { content });
  }
  return tree;
});

/** Names with a blank are quoted; others now and then. */
const written = (path: Arbitrary<string>): Arbitrary<string> =>
  tuple(path, nat(9)).map(([text, chance]) =>
    text.includes(" ") || chance === 0 ? `"${text}"` : text,
  );

const deletion = tuple(constantFrom("DEL", "DEL", "ERASE"), written(path)).map(words);
const renaming = tuple(constantFrom("REN", "RENAME"), written(path), written(name)).map(words);
const copying = tuple(
  constantFrom("COPY", "COPY /Y", "COPY /B", "COPY /Y /B", "COPY /V"),
  written(mostly(path, place)),
  written(mostly(path, place)),
).map(words);
const moving = tuple(
  constantFrom("MOVE", "MOVE /Y"),
  written(mostly(path, place)),
  written(mostly(path, place)),
).map(words);
const folderWork = tuple(
  constantFrom("MD", "MKDIR", "RD", "RMDIR"),
  constantFrom(emptyFolder, `${emptyFolder}\\NEW`, generatedRoot.concat("\\W")),
).map(words);
const quiet = oneof(
  constantFrom("@ECHO OFF", "REM", "REM Setup of an application", "", ":END", ":: END", "ECHO."),
  constantFrom("ECHO Please wait", "CLS", "VER", "C:", "CD \\", `CD ${generatedRoot}`, "PAUSE"),
  tuple(constantFrom("REM", ":", "ECHO"), deletion).map(words),
  tuple(constant("ATTRIB -R -S -H"), written(path)).map(words),
);

/** Replacing one file, as KB Q114606 describes it. */
const replacing = tuple(place, name, name, nat(7)).map(([place, staged, real, style]) => {
  const quote = place.includes(" ") ? '"' : "";
  const inPlace = (file: string): string => `${quote}${place}\\${file}${quote}`;
  const lines = [`DEL ${inPlace(real)}`, `REN ${inPlace(staged)} ${real}`];
  if (style === 0) return [`ATTRIB -R -S -H ${inPlace(real)}`, ...lines];
  if (style === 1) return [`COPY ${inPlace(staged)} ${inPlace(real)}`, `DEL ${inPlace(staged)}`];
  if (style === 2) return [`DEL ${inPlace(real)}`, `MOVE ${inPlace(staged)} ${inPlace(real)}`];
  return lines;
});

/** What the reader must not claim to understand. */
const strange = oneof(
  constantFrom("DEL *.TMP", "DEL SHELL.DLL", "CALL NOTHERE.BAT", "GOTO END", "SHIFT", "FOO /S"),
  tuple(constant("DEL"), place).map(([verb, place]) => `${verb} "${place}\\*.DL?"`),
  tuple(constantFrom("IF EXIST", "IF NOT EXIST"), written(path), deletion).map(words),
  tuple(constant("DEL"), name).map(
    ([verb, name]) => `${verb} %WHYREBOOT%${generatedRoot}\\${name}`,
  ),
  tuple(constantFrom("ECHO new >", "REM >", "TYPE NUL >"), written(path)).map(words),
  tuple(oneof(deletion, copying), constantFrom("/P", "/Q", "/A")).map(words),
  tuple(
    constant("COPY"),
    tuple(path, path).map((both) => both.join("+")),
    path,
  ).map(words),
  tuple(constantFrom("DEL", "RD", "COPY"), place, place).map(words),
);

/** Where the reader might take a slip of a letter for something that it knows. */
const slips = '"^,;=() \t\\/.:@>&\u00ff'.split("");
const slipped = tuple(
  oneof(deletion, renaming, copying, moving, folderWork, quiet),
  oneof(nat(200), constant(-1)),
  oneof({ weight: 3, arbitrary: constantFrom(...slips) }, { weight: 1, arbitrary: constant("") }),
).map(([line, chance, slip]) => {
  const at = chance === -1 ? line.length : chance % (line.length + 1);
  // The scratch folder stays whole, so that no case reaches into another.
  const safe = line.toUpperCase().indexOf("S00000", Math.max(0, at - 6));
  if (safe !== -1 && safe < at) return line;
  return line.slice(0, at) + slip + line.slice(slip === "" ? at + 1 : at);
});
const unparted = tuple(oneof(deletion, copying, moving), nat(1)).map(([line, gap]) => {
  const words = line.split(/ (?=")/u);
  return words.map((word, at) => (at === 0 || at === gap + 1 ? word : ` ${word}`)).join("");
});

const plainLines = oneof(
  { weight: 5, arbitrary: replacing },
  { weight: 1, arbitrary: deletion.map(alone) },
  { weight: 2, arbitrary: renaming.map(alone) },
  { weight: 2, arbitrary: copying.map(alone) },
  { weight: 2, arbitrary: moving.map(alone) },
  { weight: 1, arbitrary: folderWork.map(alone) },
  { weight: 3, arbitrary: quiet.map(alone) },
);
const oddLines = oneof(
  { weight: 2, arbitrary: strange.map(alone) },
  { weight: 5, arbitrary: slipped.map(alone) },
  { weight: 2, arbitrary: unparted.map(alone) },
);

const decorated = (lines: Arbitrary<string[]>): Arbitrary<string[]> =>
  tuple(lines, constantFrom("", "", "", "@", "  ", "@@"), decorations).map(
    ([lines, before, { letters, after }]) =>
      lines.map((line) => before + letters(line) + (line === "" ? "" : after)),
  );
const decorations = record({
  letters: constantFrom<((line: string) => string)[]>(
    (line) => line,
    (line) => line,
    (line) => line.toLowerCase(),
    (line) => line.replaceAll(/[A-Z](?=[a-zA-Z])/gu, (letter) => letter.toLowerCase()),
  ),
  after: constantFrom("", "", "", "", " ", " \t ", " > NUL", ">nul", " >> NUL"),
});

/** One setup's part of the batch; an end without a line break glues the next one to it. */
const setup = (lines: Arbitrary<string[]>): Arbitrary<string> =>
  record({
    lines: array(decorated(lines), { minLength: 1, maxLength: 4 }),
    lineBreak: constantFrom("\r\n", "\r\n", "\r\n", "\n"),
    end: oneof(
      { weight: 8, arbitrary: constant("\r\n") },
      { weight: 2, arbitrary: constant("") },
      { weight: 1, arbitrary: constantFrom("\r\n\u001a", "\u001a") },
    ),
  }).map(({ lines, lineBreak, end }) => lines.flat().join(lineBreak) + end);

const setups = (lines: Arbitrary<string[]>, maxLength: number): Arbitrary<string> =>
  array(setup(lines), { minLength: 1, maxLength }).map((parts) => parts.join(""));
/** Alone in its batch, so that no other line hides what is made of it. */
const single = (lines: Arbitrary<string[]>): Arbitrary<string> =>
  decorated(lines).map((lines) => lines.join("\r\n"));

const batches = oneof(
  { weight: 5, arbitrary: setups(plainLines, 3) },
  // A setup that ran twice appended its lines twice.
  { weight: 1, arbitrary: setup(plainLines).map((text) => text + text) },
  { weight: 1, arbitrary: single(replacing) },
  { weight: 3, arbitrary: single(oddLines) },
  { weight: 1, arbitrary: setups(oneof(plainLines, oddLines), 2) },
);

export const generatedCases: Arbitrary<GeneratedCase> = record({ tree: trees, batch: batches });

function mostly(usual: Arbitrary<string>, other: Arbitrary<string>): Arbitrary<string> {
  return oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: other });
}

function words(parts: readonly string[]): string {
  return parts.join(" ");
}

function alone(line: string): string[] {
  return [line];
}
