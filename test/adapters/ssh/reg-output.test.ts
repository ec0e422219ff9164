import { describe, expect, it } from "vitest";
import { parseRegQuery } from "#adapters/ssh/reg-output.ts";

const key = "HKLM\\SOFTWARE\\Acme";
const full = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Acme";

describe("what reg query prints", () => {
  it("is read as values and subkeys", () => {
    const listing = parseRegQuery(key, [
      "",
      full,
      "    Version    REG_SZ    10.0",
      "    Flags    REG_DWORD    0x1",
      "",
      `${full}\\Child`,
      `${full}\\Other Child`,
    ]);

    expect(listing).toEqual({
      values: [
        { name: "Version", type: "REG_SZ", data: "10.0" },
        { name: "Flags", type: "REG_DWORD", data: "0x1" },
      ],
      subkeys: ["Child", "Other Child"],
    });
  });

  it("is read in any language: the default value keeps the name that was printed", () => {
    const listing = parseRegQuery(key, [
      "",
      full,
      "    (Standard)    REG_SZ    (Wert nicht festgelegt)",
      "",
    ]);

    expect(listing?.values).toEqual([
      { name: "(Standard)", type: "REG_SZ", data: "(Wert nicht festgelegt)" },
    ]);
  });

  it("may have names with blanks, even several in a row", () => {
    const listing = parseRegQuery(key, [full, "    a  b    c d    REG_SZ    e    f"]);

    expect(listing?.values).toEqual([{ name: "a  b    c d", type: "REG_SZ", data: "e    f" }]);
  });

  it("may have empty data, with or without the blanks before it", () => {
    const listing = parseRegQuery(key, [full, "    a    REG_SZ    ", "    b    REG_BINARY"]);

    expect(listing?.values).toEqual([
      { name: "a", type: "REG_SZ", data: "" },
      { name: "b", type: "REG_BINARY", data: "" },
    ]);
  });

  it("may have an empty name", () => {
    expect(parseRegQuery(key, ["        REG_SZ    x"])?.values).toEqual([
      { name: "", type: "REG_SZ", data: "x" },
    ]);
  });

  it("keeps the strings of REG_MULTI_SZ as they are printed", () => {
    const listing = parseRegQuery(key, [full, "    Multi    REG_MULTI_SZ    one\\0two\\0\\0three"]);

    expect(listing?.values[0]?.data).toBe("one\\0two\\0\\0three");
  });

  it("may be only subkeys, without the key's own line", () => {
    expect(parseRegQuery(key, ["", `${full}\\Child`])).toEqual({ values: [], subkeys: ["Child"] });
  });

  it("may be nothing at all for an empty key", () => {
    expect(parseRegQuery(key, ["", ""])).toEqual({ values: [], subkeys: [] });
  });

  it("is compared without regard to case, and spelled as the machine spells it", () => {
    expect(parseRegQuery(key, [full.toUpperCase(), `${full.toUpperCase()}\\CHILD`])).toEqual({
      values: [],
      subkeys: ["CHILD"],
    });
  });

  it.each([
    "End of search: 3 match(es) found.",
    "HKEY_LOCAL_MACHINE\\SOFTWARE\\Other\\Child",
    `${full}\\Child\\Grandchild`,
    `${full}\\`,
    "   three blanks    REG_SZ    x",
    "    no type",
  ])("is not a listing when a line is %j", (line) => {
    expect(parseRegQuery(key, [full, line])).toBeUndefined();
  });
});
