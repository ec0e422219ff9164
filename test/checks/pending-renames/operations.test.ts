import { array, assert, constantFrom, property, record, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { splitMultiString } from "#checks/pending-renames/multi-string.ts";
import type { RenameList } from "#checks/pending-renames/operations.ts";
import { readRenames } from "#checks/pending-renames/operations.ts";

const a = "\\??\\C:\\a";
const b = "\\??\\C:\\b";
const c = "\\??\\C:\\c";
const d = "\\??\\C:\\d";

describe("where empty members are printed", () => {
  it("pairs exactly, in order", () => {
    const list = readRenames([a, "", b, `!${c}`, b, d, `*1${a}`]);

    expect(brief(list)).toEqual(["delete a", "replace b c", "move b d", "delete a"]);
    expect(list.odd).toEqual([]);
  });

  it("does not take an empty pair for the end", () => {
    expect(brief(readRenames([a, "", "", "", b, ""]))).toEqual(["delete a", "delete b"]);
  });

  it.each([
    { what: "a target without a source", members: [a, "", "", b], odd: [b], left: ["delete a"] },
    {
      what: "a source that is marked as a target",
      members: [`!${a}`, "", b, ""],
      odd: [`!${a}`],
      left: ["delete b"],
    },
    {
      what: "a source that is no entry",
      members: ["junk", "", b, ""],
      odd: ["junk"],
      left: ["delete b"],
    },
    {
      what: "a target that is no entry",
      members: [a, "C:\\plain", b, "", c],
      odd: [a, "C:\\plain"],
      left: ["delete b", "delete c"],
    },
  ])("keeps $what as it is, and the pairs after it", ({ members, odd, left }) => {
    const list = readRenames(members);

    expect(list.odd).toEqual(odd);
    expect(brief(list)).toEqual(left);
  });
});

describe("where none is printed", () => {
  it("is sure of what is replaced", () => {
    expect(brief(readRenames([a, `!${b}`, c, `!${d}`]))).toEqual(["replace a b", "replace c d"]);
  });

  it("is sure of one entry alone, also beside a replacement", () => {
    expect(brief(readRenames([a]))).toEqual(["delete a"]);
    expect(brief(readRenames([a, b, `!${c}`, d]))).toEqual(["delete a", "replace b c", "delete d"]);
  });

  it("says of two in a row that they may be two deletions or one move", () => {
    expect(brief(readRenames([a, b]))).toEqual(["delete-or-move a b", "delete-or-move b"]);
    expect(brief(readRenames([a, b, c, `!${d}`]))).toEqual([
      "delete-or-move a b",
      "delete-or-move b",
      "replace c d",
    ]);
  });

  it("does not read *1 as a source: it was seen on targets as well", () => {
    expect(brief(readRenames([`*1${a}`, `*1${b}`]))[0]).toBe("delete-or-move a b");
  });

  it("is not sure of an entry beside something odd", () => {
    const list = readRenames([a, "junk", b]);

    expect(list.odd).toEqual(["junk"]);
    expect(brief(list)).toEqual(["delete-or-move a", "delete-or-move b"]);
  });

  it("keeps a target without a source", () => {
    expect(readRenames([`!${a}`]).odd).toEqual([`!${a}`]);
    expect(readRenames([a, `!${b}`, `!${c}`]).odd).toEqual([`!${c}`]);
  });
});

describe("an entry", () => {
  it.each([
    "junk",
    "C:\\no\\prefix",
    "\\??\\",
    "\\??\\C:\\a?b",
    "\\??\\C:\\a/b",
    "\\??\\C:\\a\\??\\C:\\b",
    "\\??\\C:\\a\u0000b",
    "\\Device\\HarddiskVolume3\\x",
    `\\??\\C:\\${"x".repeat(40_000)}`,
  ])("is not made of %j", (text) => {
    expect(readRenames([text])).toEqual({ operations: [], odd: [text] });
  });

  it.each([
    ["a share", "\\??\\UNC\\server\\share\\x"],
    ["a volume", "\\??\\Volume{0fe1}\\x"],
    ["a stream", "\\??\\C:\\a:stream"],
    ["a way up", "\\??\\C:\\Windows\\Temp\\..\\System32\\x"],
    ["a dot at the end", "\\??\\C:\\Windows.\\x"],
    ["a blank at the end", "\\??\\C:\\x "],
    ["a doubled backslash", "\\??\\C:\\a\\\\b"],
    ["a drive itself", "\\??\\C:\\"],
    ["perhaps two members", "\\??\\C:\\a\\0\\Device\\b"],
  ])("names no place to go to when it is %s", (_what, text) => {
    expect(readRenames([text]).operations[0]?.source.local).toBeUndefined();
  });

  it("names a directory also with a backslash at the end", () => {
    const [operation] = readRenames(["\\??\\C:\\Mozilla Firefox\\tobedeleted\\"]).operations;

    expect(operation?.source.local).toBe("C:\\Mozilla Firefox\\tobedeleted");
  });
});

describe("any list", () => {
  const member = constantFrom<string>("", a, b, `!${c}`, `*1${d}`, "junk", "\\??\\UNC\\s\\x");

  it("loses no member and makes up none", () => {
    assert(
      property(array(member, { maxLength: 12 }), (members) => {
        expect(spoken(readRenames(members))).toEqual(new Set(members.filter(Boolean)));
      }),
      { numRuns: 1000 },
    );
  });

  it("is read from its text as it was written, where empty members are printed", () => {
    const pair = record({
      source: constantFrom(a, b, `*1${d}`),
      target: constantFrom("", c, `!${c}`),
    });
    const pairs = array(pair, { minLength: 1, maxLength: 8 }).map((list) => [
      { source: a, target: "" },
      ...list,
    ]);

    assert(
      property(pairs, (list) => {
        const text = list.flatMap(({ source, target }) => [source, target]).join("\\0");
        const { operations, odd } = readRenames(splitMultiString(text));

        expect(odd).toEqual([]);
        expect(operations.map(asWritten)).toEqual(list);
      }),
    );
  });

  it("of any text is read without throwing", () => {
    assert(
      property(array(string({ unit: "binary", maxLength: 40 })), (members) => {
        expect(readRenames(members)).toHaveProperty("operations");
      }),
    );
  });
});

function brief({ operations }: RenameList): string[] {
  const name = (place: string): string => place.slice("C:\\".length);
  return operations.map(({ does, source, target }) =>
    [does, name(source.place), ...(target ? [name(target.place)] : [])].join(" "),
  );
}

/** Every member that the list speaks of. */
function spoken({ operations, odd }: RenameList): Set<string> {
  const named = operations.map(asWritten).flatMap(({ source, target }) => [source, target]);
  return new Set([...named.filter(Boolean), ...odd]);
}

function asWritten({ source, target }: RenameList["operations"][number]): {
  source: string;
  target: string;
} {
  return { source: source.raw, target: target?.raw ?? "" };
}
