import { describe, expect, it } from "vitest";
import { listInventory } from "#adapters/inventory/list-inventory.ts";

const inventory = listInventory([{ name: "PC-42" }, { name: "pc-43.Lab" }]);

it("finds a workstation in whatever case it is asked for, and gives its own spelling", () => {
  expect(inventory.find("pc-42")).toBe("PC-42");
  expect(inventory.find("PC-43.LAB")).toBe("pc-43.Lab");
});

it.each(["PC-4", "PC-421", " PC-42", "PC-43", "", "__proto__", "PC-42\u0000"])(
  "does not find %j",
  (name) => {
    expect(inventory.find(name)).toBeUndefined();
  },
);

it("names the workstations in the order of the file", () => {
  expect(inventory.names()).toEqual(["PC-42", "pc-43.Lab"]);
});

describe("groups", () => {
  const grouped = listInventory([
    { name: "PC-1", groups: ["lab"] },
    { name: "PC-2" },
    { name: "PC-3", groups: ["floor 3", "Lab"] },
  ]);

  it("are told in the order in which they first come, once in whatever case", () => {
    expect(grouped.groups()).toEqual(["lab", "floor 3"]);
  });

  it.each([
    ["lab", ["PC-1", "PC-3"]],
    ["LAB", ["PC-1", "PC-3"]],
    ["floor 3", ["PC-3"]],
    ["la", []],
    ["__proto__", []],
    ["constructor", []],
  ])("of the name %j hold %j", (group, names) => {
    expect(grouped.inGroup(group)).toEqual(names);
  });
});

it.each([
  ["pc-42*", ["PC-42"]],
  ["*", ["PC-42", "pc-43.Lab"]],
  ["PC-4?", ["PC-42"]],
  [".*", []],
])("finds by the pattern %j the workstations %j", (pattern, names) => {
  expect(inventory.matching(pattern)).toEqual(names);
});
