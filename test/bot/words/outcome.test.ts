import { expect, it } from "vitest";
import { type OutcomeSaid, sayOutcome } from "#bot/words/outcome.ts";
import { alice, caseRecord, offerRecord } from "../../support/case-records.ts";
import { words } from "../../support/office.ts";

const removed: OutcomeSaid = {
  offer: offerRecord("K7Q2-MD4X"),
  outcome: "removed",
  by: alice,
  at: "2026-11-25T23:30:00.000Z",
  keptIn: "C:\\Windows\\whyreboot\\K7Q2-MD4X-012345",
  files: [],
  wayBack: undefined,
  unrecorded: false,
};

function told(said: OutcomeSaid): string {
  return words(sayOutcome(said, caseRecord("K7Q2-MD4X").reply));
}

it("says until when what was removed is kept, where that has an end", () => {
  expect(told({ ...removed, keptDays: 30 })).toContain("They are kept until 2026-12-25.");
  expect(told(removed)).not.toContain("kept until");
});

it("says it only where something was removed", () => {
  expect(told({ ...removed, keptDays: 30, outcome: "restored" })).not.toContain("kept until");
  expect(told({ ...removed, keptDays: 30, outcome: "still-there" })).not.toContain("kept until");
});

it("names the folder only while something may be in it", () => {
  const { keptIn, ...gone } = removed;

  expect(told({ ...removed, outcome: "still-kept" })).toContain(keptIn);
  expect(told({ ...gone, outcome: "purged" })).not.toContain("the folder for what is kept");
});
