import { expect, it } from "vitest";
import { listInventory } from "#adapters/inventory/list-inventory.ts";
import type { Opened } from "#bot/ports.ts";
import { onlyReached, sitesOf } from "../../src/main/sites.ts";
import { must } from "../support/office.ts";
import { world } from "../support/world.ts";

const inventory = listInventory([
  { name: "PC-1", groups: ["Berlin"] },
  { name: "PC-2", groups: ["paris", "lab"] },
  { name: "PC-3" },
  { name: "PC-4", groups: ["paris", "berlin"] },
]);
const config = { sites: { berlin: { groups: ["berlin"] }, paris: { groups: ["paris"] } } };

function doorOf(opened: Opened): string {
  return opened.ok ? "open" : opened.why;
}

it("finds the site of a workstation by its groups, whatever their case", () => {
  const sites = must(sitesOf(config, inventory, undefined));

  expect(["PC-1", "PC-2", "PC-3"].map((name) => sites.siteOf(name))).toEqual([
    "berlin",
    "paris",
    undefined,
  ]);
});

it("gives a workstation of two sites to the first one of the configuration", () => {
  expect(must(sitesOf(config, inventory, undefined)).siteOf("PC-4")).toBe("berlin");
});

it.each([
  [undefined, ["no-worker", "no-worker", "open", "no-worker"]],
  ["berlin", ["open", "no-worker", "no-worker", "open"]],
  ["paris", ["no-worker", "open", "no-worker", "no-worker"]],
])("connects from %s to nothing else", async (here, doors) => {
  const pc = world();
  const reached = onlyReached(pc.workstations, sitesOf(config, inventory, here));

  const opened = await Promise.all(
    ["PC-1", "PC-2", "PC-3", "PC-4"].map(async (name) => await reached.open(name)),
  );

  expect(opened.map(doorOf)).toEqual(doors);
  expect(pc.opened()).toBe(doors.filter((door) => door === "open").length);
});
