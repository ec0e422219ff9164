import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { findPage } from "#bot/explain/find-page.ts";
import { type Page, parsePage } from "#bot/explain/page.ts";

const pages = [
  page(
    "pending-file-rename-operations",
    "Pending file renames: files wait for the next restart",
    "`PendingFileRenameOperations`, PFRO, pending renames",
  ),
  page(
    "component-servicing-reboot-pending",
    "Component servicing: a restart is pending",
    "`RebootPending`, CBS",
  ),
  page(
    "component-servicing-packages-pending",
    "Component servicing: packages wait",
    "`PackagesPending`",
  ),
  page("restart-files", "The restart files: `_Mssetup.bat` and `_Msrstrt.exe`", "Q153227"),
];

describe("a topic", () => {
  it.each([
    ["pending-file-rename-operations", "pending-file-rename-operations"],
    ["PendingFileRenameOperations", "pending-file-rename-operations"],
    ["pending file rename operations", "pending-file-rename-operations"],
    ["`pfro`", "pending-file-rename-operations"],
    ["the Pending Renames, please", "pending-file-rename-operations"],
    ["PendingFileRenamOperation", "pending-file-rename-operations"],
    ["what RebootPending is", "component-servicing-reboot-pending"],
    ["rebootpendng", "component-servicing-reboot-pending"],
    ["restart files", "restart-files"],
    ["q153227", "restart-files"],
    ["_Mssetup.bat", "restart-files"],
    ["file renames", "pending-file-rename-operations"],
  ])("%j is found: %s", (topic, id) => {
    expect(findPage(topic, pages)).toMatchObject({ kind: "found", page: { id } });
  });

  it("is not guessed when it may mean more than one thing", () => {
    expect(idsOf(findPage("component servicing", pages))).toEqual([
      "several",
      "component-servicing-reboot-pending",
      "component-servicing-packages-pending",
    ]);
  });

  it("that is unknown comes with what is near, what shares more words first", () => {
    expect(idsOf(findPage("component servicing packages of yesterday", pages))).toEqual([
      "unknown",
      "component-servicing-packages-pending",
      "component-servicing-reboot-pending",
    ]);
  });

  it.each(["printer", "", "???", "the", "日本語", "x".repeat(100_000)])(
    "%.20j is unknown, and nothing is near",
    (topic) => {
      expect(findPage(topic, pages)).toEqual({ kind: "unknown", near: [] });
    },
  );

  it("of any kind offers at most five pages, and never throws", () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      page(`signal-${index}`, `Some signal: number ${index}`, `name ${index}`),
    );

    assert(
      property(string({ unit: "grapheme", maxLength: 300 }), (topic) => {
        expect(idsOf(findPage(`${topic} signal some`, many)).length).toBeLessThanOrEqual(6);
      }),
      { numRuns: 200 },
    );
  });
});

describe("a page", () => {
  it("is data: code is quoted, links keep their address, tables are passed over", () => {
    const found = parsePage(
      "x",
      text(
        "X: a thing",
        "`A`, b",
        "See `HKLM\\X`, [the article](https://example.com/a) and *this*.",
      ),
    );

    expect(found).toMatchObject({
      title: "X: a thing",
      names: ["x", "X: a thing", "X", "A", "b"],
      sources: [
        "See ",
        { quote: "HKLM\\X" },
        ", ",
        "the article (https://example.com/a)",
        " and ",
        "this",
        ".",
      ],
    });
  });

  it("that is not of the form is none", () => {
    expect(parsePage("x", "# X\n\nSomething else.")).toBeUndefined();
    expect(parsePage("x", text("", "a", "b"))).toBeUndefined();
    expect(parsePage("x", "")).toBeUndefined();
  });
});

function page(id: string, title: string, names: string): Page {
  const parsed = parsePage(id, text(title, names, "Somewhere."));
  if (parsed === undefined) throw new Error(`not a page: ${id}`);
  return parsed;
}

function text(title: string, names: string, sources: string): string {
  return `# ${title}

**Statement.** Something waits.

**Also called.** ${names}

**What is looked at.** A key.

**Why it means this.** Because.

**Verdict.** Real.

| a | b |
|---|---|

**What it blocks.** Nothing that is known.

**What to do.** Restart.

**Sources.** ${sources}
`;
}

function idsOf(found: ReturnType<typeof findPage>): string[] {
  switch (found.kind) {
    case "found":
      return ["found", found.page.id];
    case "several":
      return ["several", ...found.pages.map(({ id }) => id)];
    case "unknown":
      return ["unknown", ...found.near.map(({ id }) => id)];
  }
}
