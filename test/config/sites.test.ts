import { afterAll, beforeAll, expect, it } from "vitest";
import { type ConfigFolder, configFolder, withoutPlatforms } from "./config-folder.ts";

let folder: ConfigFolder;
beforeAll(async () => {
  folder = await configFolder();
});
afterAll(async () => {
  await folder[Symbol.asyncDispose]();
});

const shared = withoutPlatforms
  .replace("port: 2222", "port: 2222, groups: [berlin, lab]")
  .replace("file: ./whyreboot.db", "url: postgres://whyreboot@127.0.0.1/whyreboot");

function withSites(sites: string, yaml = shared): string {
  return `${yaml}sites:\n  ${sites}\n`;
}

it("takes sites by their groups of workstations", async () => {
  const loaded = await folder.load(withSites("berlin: { groups: [ Berlin ] }"));

  expect(loaded).toMatchObject({ ok: true, config: { sites: { berlin: { groups: ["Berlin"] } } } });
});

it("has none by itself", async () => {
  expect(await folder.load(shared)).not.toHaveProperty("config.sites");
});

it("needs a store that is shared", async () => {
  const file = shared.replace(/url: .*/u, "file: ./whyreboot.db");

  expect(await folder.faults(withSites("berlin: { groups: [ berlin ] }", file))).toEqual([
    "whyreboot.yaml:13: sites needs a store that processes of several machines share. Write for example: store: { url: postgres://whyreboot@127.0.0.1/whyreboot }",
  ]);
});

it("tells of a group that no workstation is in, as it would take no work away", async () => {
  expect(await folder.faults(withSites("berlin: { groups: [ berlinn ] }"))).toEqual([
    expect.stringMatching(
      /sites\.berlin\.groups\[0\] is a group that no workstation is in. Did you mean "berlin"\?$/u,
    ),
  ]);
});

it("tells of a workstation, and of a group, that two sites have", async () => {
  expect(
    await folder.faults(withSites("berlin: { groups: [ berlin ] }\n  paris: { groups: [ lab ] }")),
  ).toEqual([
    expect.stringMatching(
      /sites\.berlin and paris both have PC-42, and a workstation belongs to one site/u,
    ),
  ]);
  expect(
    await folder.faults(withSites("berlin: { groups: [ lab ] }\n  paris: { groups: [ LAB ] }")),
  ).toEqual([
    expect.stringMatching(/sites\.paris\.groups\[0\] is a group of the site berlin already/u),
  ]);
});

it.each([
  ['"ber lin": { groups: [ lab ] }', "is not the name of a site: it must be text of at most 32"],
  [
    "berlin: { groups: [] }",
    "sites.berlin.groups must be a list with at least one name of a group",
  ],
  ["berlin: { group: [ lab ] }", "sites.berlin.group is not a key that is known. Did you mean"],
])("refuses %s", async (site, says) => {
  expect(await folder.faults(withSites(site))).toContainEqual(expect.stringContaining(says));
});
