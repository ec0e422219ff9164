import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readDocument, root } from "../support/documents.ts";

/** What starts a program or takes text for one. */
const runsText =
  /["'](?:node:)?(?:child_process|vm|worker_threads|cluster)["']|\beval\(|new Function\(/u;

test("no source starts a program or takes text for one", async () => {
  const names = await readdir(join(root, "src"), { recursive: true });
  const files = names.filter((name) => /\.(?:ts|js)$/u.test(name));
  const read = files.map(async (name) => ({
    name,
    text: await readFile(join(root, "src", name), "utf8"),
  }));
  const running = (await Promise.all(read)).filter(({ text }) => runsText.test(text));

  expect(files.length).toBeGreaterThan(200);
  expect(running.map(({ name }) => name)).toEqual([]);
});

test("every attack of the threat model names the test that shows its defence, or says that none does", async () => {
  const { text } = await readDocument("docs/security.md");
  const rows = text.split("\n").filter((line) => /^\| (?!attack )\w/u.test(line));

  expect(rows.length).toBeGreaterThan(15);
  expect(rows.filter((row) => !namesTests(row))).toEqual([]);
});

function namesTests(row: string): boolean {
  const shownBy = row.split(" | ").at(-1) ?? "";
  const paths = Array.from(shownBy.matchAll(/`([^`]+)`/gu), ([, path = ""]) => path);
  if (paths.length === 0) return shownBy.startsWith("none: ");
  return paths.every((path) => path.startsWith("test/") && existsSync(join(root, path)));
}
