import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { documents, quoted, readDocument, root } from "../support/documents.ts";

/** What a document calls a place of this checkout, rather than one on a workstation. */
const place = /^(?:src|test|bench|bin|docs|\.ci)\//u;

describe("ARCHITECTURE.md", () => {
  test.each([{ folder: "src" }, { folder: "src/adapters" }])(
    "names every folder in $folder",
    async ({ folder }) => {
      const named = quoted(await readDocument("ARCHITECTURE.md"));
      const entries = await readdir(join(root, folder), { withFileTypes: true });
      const folders = entries.filter((entry) => entry.isDirectory());
      const unnamed = folders
        .map(({ name }) => `${folder}/${name}/`)
        .filter((path) => !named.some((one) => one.startsWith(path)));

      expect(folders.length).toBeGreaterThan(3);
      expect(unnamed).toEqual([]);
    },
  );

  test("names places at all", async () => {
    const named = quoted(await readDocument("ARCHITECTURE.md")).filter((path) => place.test(path));

    expect(named.length).toBeGreaterThan(10);
  });
});

test("every place that a document names is there", async () => {
  const missing = (await documents()).flatMap((document) =>
    quoted(document)
      .filter((path) => place.test(path))
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `${document.path} names ${path}`),
  );

  expect(missing).toEqual([]);
});

describe("every place where people talk to the bot", () => {
  /** An adapter that listens to people has a `listen.ts`; SSH and the store have none. */
  function platforms(folders: readonly string[]): readonly string[] {
    return folders.filter((name) => existsSync(join(root, "src/adapters", name, "listen.ts")));
  }

  test("runs the scenario table", async () => {
    const listening = platforms(await readdir(join(root, "src/adapters")));
    const suites = await Promise.all(listening.map(scenarioCalls));

    expect(listening).toEqual(expect.arrayContaining(["discord", "shell", "slack", "web"]));
    expect(listening.filter((_, at) => suites[at] === 0)).toEqual([]);
  });
});

/** How often the platform's suite runs the table; 0 when there is no suite. */
async function scenarioCalls(platform: string): Promise<number> {
  const path = `test/flows/${platform}.test.ts`;
  if (!existsSync(join(root, path))) return 0;
  const { text } = await readDocument(path);
  return text.match(/\bscenarios\(/gu)?.length ?? 0;
}
