import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listInventory } from "#adapters/inventory/list-inventory.ts";
import { parseQuestion } from "#bot/parse-question.ts";

const inventory = listInventory([
  { name: "PC-42", groups: ["lab", "floor 3"] },
  { name: "PC-43", groups: ["lab"] },
  { name: "PC-50", groups: ["Floor"] },
  { name: "K7Q2-MD4X" },
]);

const everything = "everything";
const files = "restart-files";
const all = { kind: "all" };
const lab = { kind: "groups", groups: ["lab"] };

describe("a question about many workstations", () => {
  it.each([
    ["sweep lab", lab, everything],
    ["Sweep the LAB.", lab, everything],
    ["which workstations in lab ask to reboot", lab, everything],
    ["Which PCs in the lab want a restart?", lab, everything],
    ["how many machines need a restart", all, everything],
    ["who else has the restart files", all, files],
    ["who else in lab has the restart files?", lab, files],
    ["who else has what PC-42 has", all, everything],
    ["who has _Mssetup.bat", all, files],
    ["sweep all", all, everything],
    ["sweep everything", all, everything],
    ["sweep", all, everything],
    ["sweep floor 3", { kind: "groups", groups: ["floor 3"] }, everything],
    ["sweep floor", { kind: "groups", groups: ["Floor"] }, everything],
    ["sweep lab and floor 3", { kind: "groups", groups: ["lab", "floor 3"] }, everything],
    ["sweep PC-4*", { kind: "pattern", pattern: "PC-4*" }, everything],
    ["sweep “PC-4?”", { kind: "pattern", pattern: "PC-4?" }, everything],
    ["which machines like PC-?2 ask", { kind: "pattern", pattern: "PC-?2" }, everything],
    ["sweep pc-43 PC-42", { kind: "names", names: ["PC-43", "PC-42"] }, everything],
    ["sweep K7Q2-MD4X", { kind: "names", names: ["K7Q2-MD4X"] }, everything],
    ["are all pcs pending a reboot", all, everything],
  ])("%s", (text, scope, focus) => {
    expect(parseQuestion(text, inventory)).toEqual({ kind: "sweep", scope, focus });
  });

  it.each([
    ["sweep labb", "labb", "lab"],
    ["sweep floor 4", "floor 4", "floor 3"],
    ["sweep lab and labb", "lab and labb", "lab"],
    ["which workstations in lob ask to reboot", "lob", "lab"],
    ["which workstations in the warehouse ask to reboot", "warehouse", undefined],
    ["sweep PC-99", "PC-99", undefined],
  ])("asks back about a group that there is not: %s", (text, written, suggestion) => {
    const asked = parseQuestion(text, inventory);

    // Equal also where it is undefined on one side and left out on the other.
    expect(asked).toEqual({ kind: "unknown-group", written, suggestion });
  });

  it.each([
    ["why does PC-42 ask to reboot", "why"],
    ["which one is PC-42", "why"],
    ["what is a pending computer rename", "explain"],
    ["explain which machines ask", "explain"],
    ["what waits", "approvals"],
    ["history PC-42", "history"],
    ["hello", "help"],
    ["which", "help"],
  ])("is not: %s", (text, kind) => {
    expect(parseQuestion(text, inventory)).toMatchObject({ kind });
  });

  it("never asks the whole fleet for a sentence that names a place", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{3,12}$/u), (place) => {
        fc.pre(inventory.groups().every((group) => !group.toLowerCase().startsWith(place)));
        fc.pre(!["all", "windows", "total", "need", "fleet"].includes(place));
        fc.pre(!["the", "our", "group"].includes(place));
        const asked = parseQuestion(`which workstations in ${place} ask to reboot`, inventory);
        expect(asked).toMatchObject({ kind: "unknown-group", written: place });
      }),
    );
  });
});

describe("something that was answered before", () => {
  it.each([
    ["case K7Q2-MD4Y", { kind: "show-case", id: "K7Q2-MD4Y" }],
    ["case k7q2md4y", { kind: "show-case", id: "K7Q2-MD4Y" }],
    ["sweep K7Q2-MD4Y", { kind: "show-sweep", id: "K7Q2-MD4Y" }],
  ])("%s", (text, question) => {
    expect(parseQuestion(text, inventory)).toEqual(question);
  });
});
