import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { AuditLink } from "#bot/audit.ts";
import { canonical, chain, emptyHead, readHead, verifyChain, writeHead } from "#bot/audit-chain.ts";
import { auditEntries, offeredEntry } from "../support/audit-entries.ts";
import { must } from "../support/office.ts";

const links = chain(emptyHead, auditEntries("PC-42"));

async function verdict(
  of: readonly AuditLink[],
  noted?: { count: number; hash: string },
): ReturnType<typeof verifyChain> {
  return await verifyChain(
    (async function* () {
      yield* of;
    })(),
    noted,
  );
}

function headAt(position: number): { count: number; hash: string } {
  return { count: position, hash: must(links[position - 1]).hash };
}

describe("a chain against a head that was noted", () => {
  it.each([1, 3, 6])("is whole when it goes on from its own head at %j", async (position) => {
    expect(await verdict(links, headAt(position))).toStrictEqual({ whole: true, head: headAt(6) });
  });

  it("shows that its end was cut off, which it cannot show by itself", async () => {
    const rest = links.slice(0, 4);

    expect(await verdict(rest)).toMatchObject({ whole: true, head: { count: 4 } });
    expect(await verdict(rest, headAt(6))).toStrictEqual({
      whole: false,
      position: 5,
      how: "cut-off",
      head: headAt(4),
    });
    expect(await verdict([], headAt(6))).toMatchObject({ position: 1, how: "cut-off" });
  });

  it("shows that all of it was made anew, which it cannot show by itself", async () => {
    const entries = auditEntries("PC-42").map((entry) => ({
      ...entry,
      at: "2026-01-01T00:00:00Z",
    }));
    const forged = chain(emptyHead, entries);

    expect(await verdict(forged)).toMatchObject({ whole: true });
    expect(await verdict(forged, headAt(3))).toMatchObject({ position: 3, how: "not-as-noted" });
  });
});

describe("a chain in which one link was made anew", () => {
  it("breaks at the one after it", async () => {
    const [anew] = chain(headAt(2), [{ ...offeredEntry, case: "another" }]);
    const forged = links.with(2, must(anew));

    expect(await verdict(forged)).toMatchObject({ position: 4, how: "out-of-order" });
  });

  it.each(["junk", "[]", '{"workstation":7}'])(
    "breaks at it when it is no entry: %s",
    async (text) => {
      const previous = emptyHead.hash;
      const hash = createHash("sha256").update(`${previous}\n${text}`).digest("hex");
      const link = { position: 1, workstation: "PC-42", text, previous, hash };

      expect(await verdict([link])).toMatchObject({ position: 1, how: "changed" });
    },
  );
});

describe("the text of an entry", () => {
  it("is the same whatever order its keys were given in", () => {
    const { at, by, ...rest } = offeredEntry;

    expect(canonical({ ...rest, by: { name: by.name, id: by.id }, at })).toBe(
      canonical(offeredEntry),
    );
  });

  it("is JSON with its keys in order", () => {
    expect(canonical(offeredEntry)).toMatch(/^\{"act":"clear-restart-files","at":"2026-/u);
  });
});

describe("a head in words", () => {
  it("is read as it was written", () => {
    expect(readHead(writeHead(headAt(6)))).toStrictEqual(headAt(6));
  });

  it.each(["", "6", `6:${"a".repeat(63)}`, `-1:${"a".repeat(64)}`, `6:${"A".repeat(64)}`])(
    "is not %j",
    (written) => {
      expect(readHead(written)).toBeUndefined();
    },
  );
});
