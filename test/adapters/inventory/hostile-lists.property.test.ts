import * as fc from "fast-check";
import { expect, test } from "vitest";
import { mergeLists } from "#adapters/inventory/merge.ts";
import type { Listed, Reading } from "#adapters/inventory/source.ts";
import { listRules } from "../../../src/config/rules.ts";
import { tricks } from "../../support/hostile-text.ts";
import { readOnce } from "./reading.ts";

const kinds = ["csvFile", "hostsFile", "sshConfigFile", "knownHostsFile"] as const;

/** What lists are made of, and what hostile hands put between. */
const pieces = [
  ["name", "address", "port", "groups", "PC-42", "pc-42.example.net", "192.0.2.1", "22"],
  ["Host ", "HostName ", "Port ", "Match exec ", "Include ", "ssh-ed25519 AAAA", "|1|a|b"],
  [",", ";", "\t", " ", "\n", "\r\n", "\r", "\u2028", "\u0085", '"', "'", "\\", "#", "=", "%h"],
  ["\0", "\u001b[2J", "\uFEFF", "-oProxyCommand=calc", "$(calc)", "`calc`", "../..", "*", "!"],
  tricks,
].flat();
const piece = fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 12 }));
const text = fc
  .tuple(
    fc.constantFrom("", "\uFEFF", "name,address,port,user,groups\n", "Host PC-42\n", "name\n"),
    fc.array(piece, { maxLength: 30 }),
    fc.constantFrom(1, 1, 1, 300),
  )
  .map(([begin, pieces, times]) => begin + pieces.join("").repeat(times));
const bytes = fc.oneof(
  fc
    .tuple(text, fc.constantFrom("utf8" as const, "utf16le" as const, "latin1" as const))
    .map(([written, encoding]) => Buffer.from(written, encoding)),
  text.map((written) => Buffer.from(`\uFEFF${written}`, "utf16le")),
  fc.uint8Array({ maxLength: 200 }).map((some) => Buffer.from(some)),
);

test("whatever a list holds, what is taken from it keeps the rules of the configuration", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...kinds), bytes, async (kind, content) => {
      const { taken } = sortReading(await readOnce(kind, content));

      expect(taken.filter((one) => !keepsRules(one))).toEqual([]);
    }),
    { numRuns: 600 },
  );
});

test("whatever is wrong with a list is told, on one line and in few words", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...kinds), bytes, async (kind, content) => {
      const { taken, said } = sortReading(await readOnce(kind, content));

      expect(taken.length + said.length).toBeGreaterThan(0);
      expect(said.filter((one) => /\p{Cc}/u.test(one))).toEqual([]);
      expect(said.filter((one) => one.length > 600)).toEqual([]);
    }),
    { numRuns: 600 },
  );
});

function sortReading(reading: Reading): {
  readonly taken: readonly Listed[];
  readonly said: readonly string[];
} {
  if (reading.ok) return { taken: reading.workstations, said: reading.notes };
  return { taken: [], said: reading.faults.flatMap(({ says, mend }) => [says, mend]) };
}

function keepsRules({ name, address, port, user, groups }: Listed): boolean {
  const { isName, isAddress, isAccount, isGroup } = listRules;
  const isPort = Number.isInteger(port) && port >= 1 && port <= 65_535;
  return isName(name) && isAddress(address) && isAccount(user) && groups.every(isGroup) && isPort;
}

const listed = fc.record({
  name: fc.constantFrom("PC-1", "pc-1", "PC-2", "Pc-3", "PC-3"),
  address: fc.constantFrom("a", "b", "c"),
  port: fc.constantFrom(22, 2222),
  user: fc.constantFrom("x", "y"),
  groups: fc.array(fc.constantFrom("lab", "Lab", "LAB", "floor 3"), { maxLength: 3 }),
});

test("of several lists the first that names a workstation says where it is, and all say its groups", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(listed, { maxLength: 6 }), { maxLength: 4 }),
      async (lists) => {
        const merged = await mergeLists(lists, { groupNames: ["Lab"], unread: [] });
        const { inventory } = merged;
        const all = lists.flat();
        const same = (one: string, other: string): boolean =>
          one.toLowerCase() === other.toLowerCase();
        const firsts = all.filter(
          (one, at) => all.findIndex(({ name }) => same(name, one.name)) === at,
        );

        expect(inventory.names()).toEqual(firsts.map(({ name }) => name));
        for (const { name, address, port, user } of firsts) {
          const groups = all.filter((one) => same(one.name, name)).flatMap((one) => one.groups);
          expect(merged.hostOf(name)).toMatchObject({ address, port, user });
          expect(inventory.groupsOf(name)).toEqual([...new Set(groups.map(speltAsLab))]);
        }
      },
    ),
    { numRuns: 300 },
  );
});

/** The configuration spells that one so. */
function speltAsLab(group: string): string {
  return group.toLowerCase() === "lab" ? "Lab" : group;
}
