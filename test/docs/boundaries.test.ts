import { execFile } from "node:child_process";
import { copyFile, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const adapters = (await readdir(join(root, "src/adapters"))).toSorted();

/** A file that imports, and what it imports, in the words of the import. */
type Planted = readonly [file: string, specifier: string];

const refused: readonly Planted[] = [
  ["src/checks/bad.ts", "#bot/bot.ts"],
  ["src/checks/bad.ts", "../bot/bot.ts"],
  ["src/checks/restart-files/bad.ts", "../../bot/bot.ts"],
  ["src/checks/bad.ts", "#adapters/ssh/connect.ts"],
  ["src/checks/bad.ts", "../adapters/ssh/connect.ts"],
  ["src/checks/bad.ts", "#practice/fleet.ts"],
  ["src/checks/bad.ts", "../practice/fleet.ts"],
  ["src/checks/bad.ts", "../main.ts"],
  ["src/bot/bad.ts", "#adapters/slack/start.ts"],
  ["src/bot/bad.ts", "../adapters/slack/start.ts"],
  ["src/bot/words/bad.ts", "../../adapters/slack/start.ts"],
  ["src/bot/bad.ts", "#practice/fleet.ts"],
  ["src/bot/bad.ts", "../practice/fleet.ts"],
  ["src/bot/bad.ts", "../main.ts"],
  ["src/practice/bad.ts", "#checks/list.ts"],
  ["src/practice/bad.ts", "../checks/list.ts"],
  ["src/practice/bad.ts", "#bot/bot.ts"],
  ["src/practice/bad.ts", "../bot/bot.ts"],
  ["src/practice/bad.ts", "#adapters/ssh/connect.ts"],
  ["src/practice/bad.ts", "../adapters/ssh/connect.ts"],
  ["src/practice/bad.ts", "../main.ts"],
  ["src/config/bad.ts", "#checks/list.ts"],
  ["src/config/bad.ts", "../checks/list.ts"],
  ["src/config/bad.ts", "#bot/bot.ts"],
  ["src/config/bad.ts", "../bot/bot.ts"],
  ["src/config/bad.ts", "#adapters/ssh/connect.ts"],
  ["src/config/bad.ts", "../adapters/ssh/connect.ts"],
  ["src/config/bad.ts", "#practice/fleet.ts"],
  ["src/config/bad.ts", "../practice/fleet.ts"],
  ["src/config/bad.ts", "../main.ts"],
  ["src/checks/bad.ts", "../config/config.ts"],
  ["src/bot/bad.ts", "../config/config.ts"],
  ["src/practice/bad.ts", "../config/config.ts"],
  ...adapters.flatMap((adapter): readonly Planted[] => [
    ...adapters
      .filter((other) => other !== adapter)
      .flatMap((other): readonly Planted[] => [
        [`src/adapters/${adapter}/bad.ts`, `#adapters/${other}/start.ts`],
        [`src/adapters/${adapter}/bad.ts`, `../${other}/start.ts`],
        [`src/adapters/${adapter}/bad.ts`, `../../adapters/${other}/start.ts`],
      ]),
    [`src/adapters/${adapter}/bad.ts`, "#practice/fleet.ts"],
    [`src/adapters/${adapter}/bad.ts`, "../../practice/fleet.ts"],
    [`src/adapters/${adapter}/bad.ts`, "../../config/config.ts"],
    [`src/adapters/${adapter}/bad.ts`, "../../main.ts"],
  ]),
];

const honest: readonly Planted[] = [
  ["src/checks/good.ts", "./sighting.ts"],
  ["src/checks/good.ts", "#checks/sighting.ts"],
  ["src/bot/good.ts", "#checks/list.ts"],
  ["src/bot/words/good.ts", "../reply.ts"],
  ["src/practice/good.ts", "./sshd.ts"],
  ["src/config/good.ts", "./faults.ts"],
  ["src/config/good.ts", "#bot/ports.ts"],
  ...adapters.flatMap((adapter): readonly Planted[] => [
    [`src/adapters/${adapter}/good.ts`, "#bot/bot.ts"],
    [`src/adapters/${adapter}/good.ts`, "#checks/machine.ts"],
    [`src/adapters/${adapter}/good.ts`, "./limits.ts"],
    [`src/adapters/${adapter}/good.ts`, `#adapters/${adapter}/limits.ts`],
  ]),
  ["src/main.ts", "#adapters/slack/start.ts"],
  ["src/main.ts", "#practice/fleet.ts"],
  ["src/main.ts", "#bot/bot.ts"],
  ["src/main.ts", "./config/config.ts"],
];

function filesOf(rows: readonly Planted[]): readonly string[] {
  return [...new Set(rows.map(([file]) => file))];
}

function planted(rows: readonly Planted[], file: string): readonly string[] {
  return rows.filter((row) => row[0] === file).map((row) => row.join(" "));
}

describe("the linter", () => {
  let complaints: ReadonlySet<string>;
  beforeAll(async () => {
    complaints = await lint([...refused, ...honest]);
  });

  test.each(filesOf(refused))("refuses what %s may not import", (file) => {
    const unseen = planted(refused, file).filter((one) => !complaints.has(one));

    expect(unseen).toEqual([]);
  });

  test.each(filesOf(honest))("allows what %s may import", (file) => {
    const wronged = planted(honest, file).filter((one) => complaints.has(one));

    expect(wronged).toEqual([]);
  });

  test("sees an import that waits for its moment, and an export from elsewhere", async () => {
    const text = `export const late = await import("../slack/start.ts");
export { early } from "../discord/start.ts";
`;

    expect(await lint([], { "src/adapters/web/bad.ts": text })).toEqual(
      new Set([
        "src/adapters/web/bad.ts ../slack/start.ts",
        "src/adapters/web/bad.ts ../discord/start.ts",
      ]),
    );
  });
});

describe("the sources", () => {
  const mayImport: Readonly<Record<string, readonly string[]>> = {
    checks: ["checks"],
    bot: ["bot", "checks"],
    config: ["config", "bot"],
    practice: ["practice"],
    ...Object.fromEntries(
      adapters.map((name) => [`adapters/${name}`, [`adapters/${name}`, "bot", "checks"]]),
    ),
  };

  // The linter's rule does not look at `import("…").Type`; this does, and at every folder.
  test("name no module against the arrows, by whatever words", async () => {
    const sources = await sourcesBelowMain();
    const named = await Promise.all(sources.map(modulesNamedIn));
    const wrong = named
      .flat()
      .filter(({ from, to }) => mayImport[areaOf(from)]?.includes(areaOf(to)) !== true);

    expect(named.flat().length).toBeGreaterThan(sources.length);
    expect(wrong).toEqual([]);
  });
});

const diagnostics = z.object({
  diagnostics: z.array(z.object({ code: z.string(), message: z.string(), filename: z.string() })),
});

/** Each import, `file specifier`, that the project's rules refuse, tried in a copy of its folders. */
async function lint(
  rows: readonly Planted[],
  files: Readonly<Record<string, string>> = {},
): Promise<ReadonlySet<string>> {
  await using folder = await temporaryFolder();
  for (const file of [".oxlintrc.json", "package.json", "tsconfig.json"]) {
    await copyFile(join(root, file), folder.path(file));
  }
  await symlink(join(root, "node_modules"), folder.path("node_modules"));
  const texts = new Map(Object.entries(files));
  for (const [file, specifier] of rows) {
    const text = texts.get(file) ?? "";
    texts.set(file, `${text}export * as from${text.length} from "${specifier}";\n`);
  }
  for (const [file, text] of texts) {
    await mkdir(folder.path(dirname(file)), { recursive: true });
    await writeFile(folder.path(file), text);
  }
  const refusals = diagnostics
    .parse(JSON.parse(await oxlint(folder.path())))
    .diagnostics.filter(({ code }) => code.includes("no-restricted-imports"));
  return new Set(
    refusals.map(({ filename, message }) => `${filename} ${/^'(.*?)'/u.exec(message)?.[1]}`),
  );
}

/** Its report; it ends with 1 when it complains, as it must here. */
async function oxlint(cwd: string): Promise<string> {
  const program = join(root, "node_modules/oxlint/bin/oxlint");
  const words = [program, "--format", "json", "src"];
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  execFile(process.execPath, words, { cwd, timeout: 60_000 }, (error, stdout) => {
    if (stdout.startsWith("{")) resolve(stdout);
    else reject(error ?? new Error("oxlint printed no report"));
  });
  return await promise;
}

async function sourcesBelowMain(): Promise<readonly string[]> {
  const files = await readdir(join(root, "src"), { recursive: true });
  return files.filter((file) => file.endsWith(".ts") && !/^main(?:\.ts$|\/)/u.test(file));
}

interface Named {
  /** Below src. */
  readonly from: string;
  readonly to: string;
}

/** The project's own modules that a source names, after `from`, in `import(…)` or alone. */
async function modulesNamedIn(from: string): Promise<readonly Named[]> {
  const text = await readFile(join(root, "src", from), "utf8");
  const names = text.matchAll(/(?:\bfrom|\bimport\s*\(|\bimport)\s*"((?:\.|#)[^"]*)"/gu);
  return Array.from(names, ([, name = ""]) => ({
    from,
    to: name.startsWith("#") ? name.slice(1) : normalize(join(dirname(from), name)),
  }));
}

/** `checks/restart-files/judge.ts` is in `checks`, `adapters/ssh/connect.ts` in `adapters/ssh`. */
function areaOf(file: string): string {
  const [area = "", inner = ""] = file.split("/");
  return area === "adapters" ? `${area}/${inner}` : area;
}
