import { afterAll, beforeAll, expect, it } from "vitest";
import { type ConfigFolder, configFolder, minimal, withoutPlatforms } from "./config-folder.ts";

let folder: ConfigFolder;
beforeAll(async () => {
  folder = await configFolder();
});
afterAll(async () => {
  await folder[Symbol.asyncDispose]();
});

const inLab = withoutPlatforms.replace("port: 2222", "port: 2222, groups: [lab, floor 3]");

function withGroups(groups: string, yaml = inLab): string {
  return yaml.replace("store:", `  groups:\n    ${groups}\nstore:`);
}

it("takes every right, and lists of their own for groups of workstations", async () => {
  const yaml = withGroups('"floor 3": { undo: [ "shell:user:bob" ], clear: [] }').replace(
    "rights:",
    'rights:\n  undo: [ "shell:user:a" ]\n  approve: [ "discord:role:3" ]\n  audit: []',
  );

  const loaded = await folder.load(yaml);

  expect(loaded).toMatchObject({
    ok: true,
    config: {
      hosts: [{ name: "PC-42", groups: ["lab", "floor 3"] }],
      rights: {
        undo: ["shell:user:a"],
        approve: ["discord:role:3"],
        audit: [],
        groups: { "floor 3": { undo: ["shell:user:bob"], clear: [] } },
      },
    },
  });
});

it("tells of a group that no workstation is in, since it would protect nothing", async () => {
  expect(await folder.faults(withGroups("labb: { clear: [] }"))).toEqual([
    'whyreboot.yaml:12: rights.groups.labb is a group that no workstation is in. Did you mean "lab"?',
  ]);
  expect(await folder.faults(withGroups("servers: { clear: [] }"))).toEqual([
    "whyreboot.yaml:12: rights.groups.servers is a group that no workstation is in. Write for example, at a workstation: groups: [ servers ]",
  ]);
});

it.each([
  ['"lab;": {}', "is not the name of a group: it must be text of at most 64 letters"],
  ["lab: { delete: [] }", "rights.groups.lab.delete is not a key that is known"],
  [
    "lab: { clear: [ alice ] }",
    "rights.groups.lab.clear[0] must be a platform id, never a display",
  ],
  ["lab: [ alice ]", "rights.groups.lab must be a group of keys, not a list"],
])("refuses the group %s", async (group, says) => {
  expect(await folder.faults(withGroups(group))).toEqual([expect.stringContaining(says)]);
});

it("leaves rights as they are where nothing is said of groups", async () => {
  const loaded = await folder.load(minimal, { tokens: "not-needed" });

  expect(loaded).toMatchObject({ ok: true });
  expect(loaded).not.toHaveProperty("config.rights.groups");
  expect(loaded).not.toHaveProperty("config.rights.undo");
});
