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

const second = inLab.replace("rights:", 'rights:\n  approve: [ "shell:user:bob" ]');

it("takes when a second person is needed, and whose accounts are whose", async () => {
  const yaml = `${second}approval: { groups: [ lab ], verdicts: [ stranded ] }
people:
  - [ "slack:user:U0ALICE", "discord:user:111" ]
`;

  expect(await folder.load(yaml)).toMatchObject({
    ok: true,
    config: {
      approval: { groups: ["lab"], verdicts: ["stranded"], minutes: 60 },
      people: [["slack:user:U0ALICE", "discord:user:111"]],
    },
  });
});

it.each([
  ["approval: { groups: [ servers ] }", "approval.groups[0] is a group that no workstation is in"],
  ["approval: { verdicts: [ pending ] }", "must be leftover, stranded or one-file"],
  ["approval: { minutes: 0 }", "must be a whole number of minutes from 1 to 10080"],
  ["people: [ [ shell:user:a ] ]", "people[0] must be a list of at least two ids of one person"],
  [
    "people: [ [ shell:user:a, shell:user:b ], [ shell:user:b, shell:user:c ] ]",
    "people[1][0] stands in the list twice",
  ],
])("refuses %s", async (line, says) => {
  expect(await folder.faults(`${second}${line}\n`)).toEqual([expect.stringContaining(says)]);
});

it("refuses an approval that nobody can give", async () => {
  expect(await folder.faults(`${inLab}approval: { verdicts: [ stranded ] }\n`)).toEqual([
    expect.stringContaining("needs a second person, and nobody has the right to approve"),
  ]);
});
