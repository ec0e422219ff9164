import { expect, it } from "vitest";
import { listInventory } from "../../src/config/inventory.ts";

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
