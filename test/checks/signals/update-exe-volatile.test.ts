import { describe, expect, it } from "vitest";
import type { RegistryListing } from "#checks/machine.ts";
import type { Sighting } from "#checks/sighting.ts";
import { unseen } from "#checks/sighting.ts";
import { updateExeVolatile } from "#checks/signals/update-exe-volatile.ts";
import { keyWith, undeclared, visitTo } from "./registry-visit.ts";

const id = "update-exe-volatile";
const microsoft = "HKLM\\SOFTWARE\\Microsoft";
const updates = `${microsoft}\\Updates`;
const microsoft32 = "HKLM\\SOFTWARE\\Wow6432Node\\Microsoft";
const updates32 = `${microsoft32}\\Updates`;
const name = "UpdateExeVolatile";

type Registry = Readonly<Record<string, Sighting<RegistryListing>>>;

const quiet: Registry = { [microsoft]: keyWith(["Updates"]), [updates]: keyWith(["Windows XP"]) };

describe("a number that is not 0", () => {
  it.each(["0x1", "0x2", "0x3", "0x4"])("asks as a value of Updates: %s", async (data) => {
    const registry = { ...quiet, [updates]: keyWith([], [[name, "REG_DWORD", data]]) };

    expect(await look(registry)).toEqual({
      id,
      state: "present",
      verdict: "real",
      evidence: [`${updates}\\${name} REG_DWORD ${data}`],
    });
  });

  it("asks as Flags in a subkey", async () => {
    const registry = {
      ...quiet,
      [updates]: keyWith([name]),
      [`${updates}\\${name}`]: keyWith([], [["Flags", "REG_DWORD", "0x2"]]),
    };

    expect(await look(registry)).toMatchObject({
      verdict: "real",
      evidence: [`${updates}\\${name}\\Flags REG_DWORD 0x2`],
    });
  });

  it.each([
    [{ [updates32]: keyWith([], [[name, "REG_DWORD", "0x2"]]) }, `${name} REG_DWORD 0x2`],
    [
      {
        [updates32]: keyWith([name]),
        [`${updates32}\\${name}`]: keyWith([], [["Flags", "REG_DWORD", "0x1"]]),
      },
      `${name}\\Flags REG_DWORD 0x1`,
    ],
  ])("asks in both forms in the view of programs of 32 bits", async (planted, mark) => {
    const registry = { ...quiet, [microsoft32]: keyWith(["Updates"]), ...planted };

    expect(await look(registry)).toMatchObject({
      verdict: "real",
      evidence: [`${updates32}\\${mark}`],
    });
  });

  it("asks even where something else is unseen", async () => {
    const registry = {
      ...quiet,
      [updates]: keyWith([name], [[name, "REG_DWORD", "0x1"]]),
      [`${updates}\\${name}`]: unseen("denied"),
      [microsoft32]: unseen("denied"),
    };

    expect(await look(registry)).toMatchObject({ state: "present", verdict: "real" });
  });
});

describe("nothing that asks", () => {
  it.each([
    ["there is no key Updates", { [microsoft]: keyWith(["SMS"]) }],
    ["Updates does not have it", quiet],
    ["the value is 0", { ...quiet, [updates]: keyWith([], [[name, "REG_DWORD", "0x0"]]) }],
    [
      "the flags are 0",
      {
        ...quiet,
        [updates]: keyWith([name]),
        [`${updates}\\${name}`]: keyWith([], [["Flags", "REG_DWORD", "0x0"]]),
      },
    ],
    [
      "the subkey is empty",
      { ...quiet, [updates]: keyWith([name]), [`${updates}\\${name}`]: keyWith([]) },
    ],
  ])("is absent when %s", async (_, registry: Registry) => {
    expect(await look(registry)).toEqual({ id, state: "absent" });
  });
});

describe("what could not be seen", () => {
  it.each([
    ["the key of Microsoft", { [microsoft]: unseen("denied") }],
    ["Updates, though listed", { ...quiet, [updates]: unseen("denied") }],
    [
      "the subkey, though listed",
      { ...quiet, [updates]: keyWith([name]), [`${updates}\\${name}`]: unseen("denied") },
    ],
    ["the view of 32 bits", { ...quiet, [microsoft32]: unseen("denied") }],
    [
      "Updates in the view of 32 bits",
      { ...quiet, [microsoft32]: keyWith(["Updates"]), [updates32]: unseen("denied") },
    ],
  ])("is unseen when it is %s", async (_, registry: Registry) => {
    expect(await look(registry)).toEqual({ id, state: "unseen", why: "denied" });
  });

  it("is there and not understood when it is no number", async () => {
    const registry = { ...quiet, [updates]: keyWith([], [[name, "REG_SZ", "2"]]) };

    expect(await look(registry)).toMatchObject({ state: "present", verdict: "unseen" });
  });
});

it("costs only the shared listing where Updates is not there", async () => {
  const visit = visitTo({ registry: { [microsoft]: keyWith(["SMS"]) } });

  await updateExeVolatile.look(visit);

  expect(visit.asked).toEqual({ registry: [microsoft], trees: [], events: [] });
});

async function look(registry: Registry): ReturnType<typeof updateExeVolatile.look> {
  const visit = visitTo({ registry });
  const finding = await updateExeVolatile.look(visit);
  expect(undeclared(updateExeVolatile, visit)).toEqual([]);
  return finding;
}
