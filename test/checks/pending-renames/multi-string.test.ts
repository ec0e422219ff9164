import { array, assert, constantFrom, property, string, stringMatching } from "fast-check";
import { describe, expect, it } from "vitest";
import { splitMultiString } from "#checks/pending-renames/multi-string.ts";

const a = "\\??\\C:\\a";
const b = "\\??\\C:\\b";
const replacesC = "!\\??\\C:\\c";

describe("the text that reg.exe prints", () => {
  it.each([
    ["nothing", "", [""]],
    ["one entry", a, [a]],
    ["an empty member at the end, as Wine prints it", `${a}\\0`, [a, ""]],
    [
      "empty members between others, as Wine prints them",
      `${a}\\0\\0${b}\\0${replacesC}`,
      [a, "", b, replacesC],
    ],
    ["no empty members, as the sample of a real Windows shows", `${a}\\0${b}`, [a, b]],
    ["two ends, as old versions print them", `${a}\\0\\0`, [a, "", ""]],
    ["nothing but empty members (setup.windows#150)", "\\0", ["", ""]],
    ["blanks alone, which are no entry", `  \\0 \\0\\0${a}`, [`  \\0 `, "", a]],
  ])("is split when it holds %s", (_what, text, members) => {
    expect(splitMultiString(text)).toEqual(members);
  });

  it("takes a member of blanks for an empty one", () => {
    expect(splitMultiString("   ")).toEqual([""]);
  });

  it("keeps the two characters \\0 that belong to a path (dotnet/sdk#28993)", () => {
    const first =
      "\\??\\C:\\Users\\me\\AppData\\Local\\Temp\\da3a9f78-f318-43dc-b501-0bc8bbf2d8ec.tmp";
    const second =
      "\\??\\C:\\Users\\me\\AppData\\Local\\Temp\\06482c31-11b0-4a14-ad6f-847164752608.tmp";

    expect(splitMultiString(`${first}\\0${second}`)).toEqual([first, second]);
  });

  it.each([
    "\\??\\C:\\Temp\\0\\06482.tmp",
    "\\??\\C:\\x\\0\\file",
    "\\??\\C:\\x\\0@home\\y",
    "\\??\\C:\\x\\0\\0\\0y",
  ])("never cuts the path %s in two", (path) => {
    expect(splitMultiString(`${path}\\0${b}`)).toEqual([path, b]);
  });

  it.each(["*1\\??\\C:\\d", "*2\\??\\C:\\d", "@\\??\\C:\\d", "!@\\??\\C:\\d", "*1!\\??\\C:\\d"])(
    "finds the start of %s behind its marks",
    (marked) => {
      expect(splitMultiString(`${a}\\0${marked}\\0\\0${b}`)).toEqual([a, marked, "", b]);
    },
  );
});

describe("any text at all", () => {
  const pieces = constantFrom(
    "\\0",
    "\\??\\",
    "!",
    "@",
    "*1",
    "C:\\",
    "0",
    "\\",
    "x",
    " ",
    "*",
    "?",
  );

  it("is only cut: put together again it is the same text, blank members aside", () => {
    const junk = array(pieces, { maxLength: 60 }).map((parts) => parts.join(""));

    assert(
      property(junk, (text) => {
        const members = splitMultiString(text);

        expect(members.every((member) => text.includes(member))).toBe(true);
        expect(members.join("\\0").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      }),
      { numRuns: 2000 },
    );
  });

  it("is taken whatever it holds", () => {
    assert(
      property(string({ unit: "binary", maxLength: 300 }), (text) => {
        expect(splitMultiString(text).length).toBeGreaterThan(0);
      }),
    );
  });

  it.each([
    ["separators alone", "\\0".repeat(1_500_000), 1_500_001],
    ["separators that part nothing", `${"\\0".repeat(1_500_000)}x`, 1],
    ["separators before something like an entry", "\\0*1".repeat(800_000), 1],
    ["backslashes", "\\".repeat(3_000_000), 1],
    ["entries", `${a}\\0\\0`.repeat(200_000), 400_001],
  ])("is split in one go when it is megabytes of %s", (_what, text, count) => {
    expect(splitMultiString(text)).toHaveLength(count);
  });
});

describe("a list", () => {
  const name = stringMatching(/^[a-z0-9][a-z0-9 .]{0,6}[a-z0-9]$/u);
  const mark = constantFrom("", "", "!", "*1", "@");
  const entry = array(name, { minLength: 1, maxLength: 4 }).chain((names) =>
    mark.map((marks) => `${marks}\\??\\C:\\${names.join("\\")}`),
  );

  it("comes back as it was when empty members are printed", () => {
    const list = array(
      entry.chain((member) => constantFrom([member], [member, ""])),
      {
        minLength: 1,
        maxLength: 8,
      },
    ).map((parts) => parts.flat());

    assert(
      property(list, (members) => {
        expect(splitMultiString(members.join("\\0"))).toEqual(members);
      }),
    );
  });

  it("comes back without its empty members when they are left out", () => {
    assert(
      property(array(entry, { minLength: 1, maxLength: 8 }), (members) => {
        expect(splitMultiString(members.join("\\0"))).toEqual(members);
      }),
    );
  });

  it("comes back with what ends it, however many ends are printed", () => {
    assert(
      property(array(entry, { minLength: 1, maxLength: 8 }), (members) => {
        const filled = splitMultiString(`${members.join("\\0")}\\0\\0`).filter(
          (text) => text !== "",
        );

        expect(filled).toEqual(members);
      }),
    );
  });
});
