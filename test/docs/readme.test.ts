import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readArguments, usage } from "#adapters/shell/arguments.ts";
import { freshKeys } from "#practice/fresh-keys.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { documents, fenced, readDocument, root } from "../support/documents.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const { text: packageText } = await readDocument("package.json");
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(packageText));

/** Each command of the `sh` blocks of all documents, with where it stands. */
const commands = (await documents()).flatMap((document) =>
  fenced(document, "sh")
    .flatMap((block) => block.split(/\n|&&/u))
    .map((line) => ({ where: document.path, command: line.replace(/#.*$/u, "").trim() }))
    .filter(({ command }) => command !== ""),
);

describe("the commands in the documents", () => {
  test("are there", () => {
    expect(commands.map(({ command }) => command)).toContain("npm run demo");
  });

  test.each(commands)("$where: $command can be run", ({ command }) => {
    expect(faultOf(command)).toBe("none");
  });
});

describe("README.md", () => {
  test("shows a configuration that has no fault", async () => {
    await using folder = await temporaryFolder();
    const yaml = fenced(await readDocument("README.md"), "yaml");
    await writeFile(folder.path("whyreboot.yaml"), yaml.join(""));
    await writeFile(folder.path("id_ed25519"), freshKeys().private, { mode: 0o600 });
    await writeFile(folder.path("known_hosts"), "");

    const loaded = await loadConfig({
      file: folder.path("whyreboot.yaml"),
      env: {
        SLACK_BOT_TOKEN: "xoxb-1-test",
        SLACK_APP_TOKEN: "xapp-1-test",
        DISCORD_TOKEN: "a-token-of-the-test",
      },
    });

    expect(yaml).toHaveLength(1);
    expect(loaded).toMatchObject({ ok: true, warnings: [] });
  });

  test("lists the commands as the program itself does", async () => {
    const { text } = await readDocument("README.md");
    const said = text.replaceAll("\\|", "|");
    const forms = Array.from(
      usage.matchAll(/^ {2}(whyreboot .*?)(?: {2,}.*)?$/gmu),
      ([, form]) => form,
    );

    expect(forms).toHaveLength(12);
    expect(forms.filter((form) => !said.includes(`\`${form}\``))).toEqual([]);
  });
});

describe("the documents", () => {
  test("link to files that are there", async () => {
    const broken = (await documents()).flatMap(({ path, text }) =>
      linksIn(text)
        .filter((link) => !/^[a-z]+:|^#/u.test(link))
        .filter((link) => !existsSync(join(root, dirname(path), link.replace(/#.*$/u, ""))))
        .map((link) => `${path} links to ${link}`),
    );

    expect(broken).toEqual([]);
  });

  test("name no folder of the machine that they were written on", async () => {
    const named = (await documents()).flatMap(({ path, text }) =>
      Array.from(
        text.matchAll(/(?<![\w.])\/(?:work|root|home|tmp|Users)\/\S*/gu),
        ([found]) => `${path}: ${found}`,
      ),
    );

    expect(named).toEqual([]);
  });

  test("lead to public hosts only, each of them named here", async () => {
    const hosts = (await documents()).flatMap(({ text }) =>
      Array.from(text.matchAll(/\bhttps?:\/\/([^/\s:)`]+)/gu), ([, host = ""]) => host),
    );

    expect(hosts.filter((host) => !publicHosts.has(host))).toEqual([]);
  });
});

/** Whoever adds one here has looked whether it is public and will stay. */
const publicHosts = new Set([
  "127.0.0.1",
  "devblogs.microsoft.com",
  "discord.com",
  "docs.slack.dev",
  "github.com",
  "keepachangelog.com",
  "learn.microsoft.com",
  "semver.org",
]);

/** What keeps a command of a document from doing what it says, or `none`. */
function faultOf(command: string): string {
  const [program, ...words] = command.split(" ");
  if (program !== "npm") return `${program} is not what a reader has`;
  const [verb = "", ...rest] = words.filter((word) => word !== "-s");
  if (verb === "ci") return rest.length === 0 ? "none" : "npm ci takes nothing";
  const script = verb === "run" ? rest[0] : verb;
  if (script === undefined || scripts[script] === undefined) return `no script ${script}`;
  if (script !== "whyreboot") return "none";
  const given = command.slice(command.indexOf(" -- ") + 4).match(/"[^"]*"|\S+/gu) ?? [];
  const read = readArguments(given.map((word) => word.replaceAll('"', "")));
  return read.name === "wrong" ? read.says : "none";
}

function linksIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/\]\(([^)\s]+)\)/gu), ([, link]) => link ?? "");
}
