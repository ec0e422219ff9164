import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { signalPages } from "#adapters/docs/pages.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

it("reads the pages that came with the package", async () => {
  const ids = (await signalPages().all()).map(({ id }) => id);

  expect(ids).toContain("restart-files");
});

it("reads the folder once, and again only after a failure", async () => {
  await using folder = await temporaryFolder();
  const pages = signalPages(pathToFileURL(`${folder.path("later")}/`));

  await expect(pages.all()).rejects.toThrow("ENOENT");

  const there = signalPages(pathToFileURL(`${folder.path()}/`));
  await writeFile(folder.path("one.md"), "# One");
  const first = await there.all();
  await writeFile(folder.path("two.md"), "# Two");

  expect(first).toEqual([{ id: "one", text: "# One" }]);
  expect(await there.all()).toBe(first);
});
