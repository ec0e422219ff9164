import { describe, expect, it, test } from "vitest";
import { signalPages } from "#adapters/docs/pages.ts";
import { findPage } from "#bot/explain/find-page.ts";
import { parsePage, sections } from "#bot/explain/page.ts";
import { signalIds } from "#checks/signal-ids.ts";

const texts = await signalPages().all();
const pages = texts.flatMap(({ id, text }) => parsePage(id, text) ?? []);
const wanted = ["restart-files", ...signalIds];

test("every signal that is looked at has its page, and no other page is there", () => {
  expect(texts.map(({ id }) => id).toSorted()).toEqual(wanted.toSorted());
});

describe.each(texts)("the page $id", ({ id, text }) => {
  it("is of the form that explain reads: a title, then each section once, in order", () => {
    const paragraphs = text.split("\n").filter((line) => line !== "");
    const begins = Array.from(text.matchAll(/^\*\*([^*]+)\.\*\* /gmu), ([, name]) => name);

    expect(parsePage(id, text)).toBeDefined();
    expect(paragraphs[0]).toMatch(/^# \S/u);
    expect(begins).toEqual(sections);
  });

  it("is found by its id, its title and each of its other names, and by nothing of another page", () => {
    const names = namesOf(id);

    expect(names.length).toBeGreaterThan(3);
    expect(names.map((name) => [name, meant(name)])).toEqual(names.map((name) => [name, id]));
  });

  it("tells nobody to delete what belongs to Windows' servicing or its updates", () => {
    expect(text).not.toMatch(/\breg(?:\.exe)? delete\b/iu);
  });
});

// Only the states of the restart files are worth tables, and tables need words around them.
it.each(texts.filter(({ id }) => id !== "restart-files"))(
  "the page $id has nothing beside that form",
  ({ text }) => {
    const paragraphs = text.split("\n").filter((line) => line !== "");

    expect(paragraphs).toHaveLength(1 + sections.length);
    expect(text).not.toMatch(/^[|>-]|^#{2}/mu);
  },
);

function namesOf(id: string): readonly string[] {
  return pages.find((page) => page.id === id)?.names ?? [];
}

/** The page that a name alone leads to. */
function meant(name: string): string {
  const found = findPage(name, pages);
  return found.kind === "found" ? found.page.id : found.kind;
}
