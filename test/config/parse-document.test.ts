import { expect, it } from "vitest";
import { configFolder, withoutPlatforms } from "./config-folder.ts";

it.each([
  ["a tab", "ssh:\n\tuser: x", ":2: is not valid YAML: a tab. Indent with blanks"],
  ["an open bracket", "a: [1, 2\nb: 3", ":2: is not valid YAML: "],
  ["a second document", "a: 1\n---\nb: 2", ":2: a second document begins here"],
  ["an alias", "a: &x [1]\nb: *x", ":2: an alias (*name) is not read here"],
  ["a tag", "a: !!js/function x", ":1: a tag (!name) is not read here"],
  ["deep nesting", "[".repeat(50_000), ":1: is nested too deeply"],
  ["nothing", "", ":1: holds no keys"],
  ["only a comment", "# later\n", ":1: holds no keys"],
  ["a list", "- a\n- b", ":1: holds no keys"],
  ["plain words", "hello", ":1: holds no keys"],
])(
  "says where it is when the file holds %s, and tells nothing that follows from it",
  async (...row) => {
    const [, yaml, words] = row;
    await using folder = await configFolder();

    const faults = await folder.faults(yaml);

    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(words);
  },
);

it("reads no bomb of aliases", async () => {
  await using folder = await configFolder();
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
  for (let at = 1; at < 12; at += 1) {
    lines.push(`a${at}: &a${at} [${Array.from({ length: 9 }, () => `*a${at - 1}`).join(", ")}]`);
  }

  expect((await folder.faults(lines.join("\n"))).at(0)).toContain(":2: an alias");
});

it("tells of a key that stands twice, beside the other faults", async () => {
  await using folder = await configFolder();

  const faults = await folder.faults(`${withoutPlatforms}store:\n  fiel: x\n`);

  expect(faults).toEqual([
    "whyreboot.yaml:13: a key stands twice in the same group. Keep one of the two",
    expect.stringContaining(
      ':14: store.fiel is not a key that is known. Did you mean "store.file"?',
    ),
  ]);
});

it.each([
  ["hosts: []", 'hosts is not a key that is known. Did you mean "workstations.hosts"?'],
  ["Stor: {}", 'Did you mean "store"?'],
  [
    "xyzzyplugh: 1",
    "Known here are: workstations, ssh, slack, discord, web, rights, approval, people, store",
  ],
  ["__proto__: { x: 1 }", "__proto__ is not a key that is known"],
  ["constructor: 1", "constructor is not a key that is known"],
  ["<<: { ssh: 1 }", "<< is not a key that is known"],
  ["1: one", "1 is not a key that is known"],
])("answers the unknown key of %s", async (line, words) => {
  await using folder = await configFolder();

  const faults = await folder.faults(`${withoutPlatforms}${line}\n`);

  expect(faults).toEqual([expect.stringMatching(/^whyreboot.yaml:13: /)]);
  expect(faults[0]).toContain(words);
});

it("reads a file with a byte order mark and the line breaks of Windows", async () => {
  await using folder = await configFolder();

  const loaded = await folder.load(`\u{feff}${withoutPlatforms.replaceAll("\n", "\r\n")}`);

  expect(loaded).toMatchObject({ ok: true });
});
