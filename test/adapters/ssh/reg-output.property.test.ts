import {
  array,
  assert,
  constantFrom,
  integer,
  oneof,
  property,
  shuffledSubarray,
  string,
  tuple,
} from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRegQuery, parseRegTree } from "#adapters/ssh/reg-output.ts";
import type { RegistryKey } from "#checks/machine.ts";

const key: RegistryKey = "HKLM\\SOFTWARE\\Acme";
const full = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Acme";

const names = constantFrom("Version", "(Default)", "(Standard)", "(既定)", "a b", "Größe", "x  y");
const values = tuple(names, constantFrom("REG_SZ", "REG_DWORD", "REG_MULTI_SZ"), string());
const valueLines = values.map(
  ([name, type, data]) => `    ${name}    ${type}    ${data.replaceAll(/[\r\n]/gu, "")}`,
);
const subkeyLines = constantFrom("Child", "{117cab2d}", "Größe", "a b").map(
  (name) => `${full}\\${name}`,
);
const lines = array(oneof(valueLines, subkeyLines), { maxLength: 20 });

describe("what reg.exe printed", () => {
  it("means the same in whatever order its lines come", () => {
    const twice = lines.chain((all) =>
      tuple(shuffledSubarray(all, { minLength: all.length }), constantFrom(all)),
    );

    assert(
      property(twice, ([shuffled, all]) => {
        expect(asSets(["", ...shuffled, full])).toEqual(asSets([full, ...all]));
      }),
    );
  });

  it("is never more than what was printed", () => {
    const line = oneof(string(), valueLines, subkeyLines, constantFrom("    ", "    REG_SZ", full));

    assert(
      property(array(line, { maxLength: 30 }), (printed) => {
        const all = printed.join("\n");

        expect(everythingIn(printed).filter((part) => !all.includes(part))).toEqual([]);
      }),
    );
  });

  it("may be millions of bytes of junk", () => {
    assert(
      property(integer({ min: 0, max: 0xffffff }), (seed) => {
        const line = junk(seed, 300_000);

        expect(() => [parseRegQuery(key, [line]), parseRegTree(key, [line])]).not.toThrow();
      }),
      { numRuns: 10 },
    );
  });
});

/** What a listing says, whatever its order. */
function asSets(printed: readonly string[]): { values: Set<string>; subkeys: Set<string> } {
  const listing = parseRegQuery(key, printed);
  return {
    values: new Set(listing?.values.map((value) => JSON.stringify(value))),
    subkeys: new Set(listing?.subkeys),
  };
}

/** Every text that the two readers found. */
function everythingIn(printed: readonly string[]): string[] {
  const listing = parseRegQuery(key, printed);
  const tree = parseRegTree(key, printed) ?? [];
  const found = [...(listing?.values ?? []), ...tree.flatMap((one) => one.values)];
  return [
    ...found.flatMap(({ name, type, data }) => [name, type, data]),
    ...tree.flatMap(({ below }) => below),
    ...(listing?.subkeys ?? []),
  ];
}

/** Pieces of what reg.exe prints in no order at all, the same for the same seed. */
function junk(seed: number, pieces: number): string {
  const known = ["    ", "REG_", "SZ", "A_", "\\0", full, "\\", " ", "x"];
  let state = seed;
  return Array.from({ length: pieces }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return known[(state >>> 16) % known.length] ?? "";
  }).join("");
}
