import { expect, it } from "vitest";
import type { Entry } from "#checks/machine.ts";
import { absent, present, unseen } from "#checks/sighting.ts";
import { pendingXml } from "#checks/signals/pending-xml.ts";
import { entry, visitTo } from "./registry-visit.ts";

const id = "component-servicing-pending-xml";
const path = "C:\\Windows\\WinSxS\\pending.xml";
const folder: Entry = { ...entry, kind: "directory" };
const restarting = '<POQ postAction="reboot"><MoveFile source="a" destination="b"/></POQ>';

it.each([
  ["says that it restarts", utf8(restarting), "real"],
  ["says so in single quotes", utf8(restarting.replaceAll('"', "'")), "real"],
  ["says so in UTF-16", new Uint8Array(Buffer.from(`\uFEFF${restarting}`, "utf16le")), "real"],
  ["says it far down", utf8(`${" ".repeat(7 * 1024 * 1024)}${restarting}`), "real"],
  ["does not say so", utf8('<POQ></POQ><POQ postAction="none"/>'), "harmless"],
  ["is empty", new Uint8Array(), "harmless"],
  ["is junk", Uint8Array.from({ length: 4096 }, (_, at) => at % 251), "harmless"],
])("judges a plan that %s", async (_, content, verdict) => {
  const finding = await lookAt({ contents: { [path]: present(content) } });

  expect(finding).toEqual({ id, state: "present", verdict, evidence: [path] });
});

it.each([
  ["is too large", present(new Uint8Array(8 * 1024 * 1024 + 1))],
  ["is denied", unseen("denied")],
  ["is written to meanwhile", unseen("changing")],
])("is there, but nobody knows of what weight, when the plan %s", async (_, content) => {
  const finding = await lookAt({ contents: { [path]: content } });

  expect(finding).toEqual({ id, state: "present", verdict: "unseen", evidence: [path] });
});

it("is absent when the file is not there, or is gone before it is read", async () => {
  expect(await lookAt({ files: { [path]: absent } })).toEqual({ id, state: "absent" });
  expect(await lookAt({ contents: { [path]: absent } })).toEqual({ id, state: "absent" });
});

it.each([
  ["the file cannot be looked at", { files: { [path]: unseen("denied") } }, "denied"],
  ["a folder stands in its place", { files: { [path]: present(folder) } }, "not-a-file"],
  ["the Windows directory is unseen", { windowsDirectory: unseen("odd-answer") }, "depends"],
] as const)("is unseen when %s", async (_, planted, why) => {
  expect(await lookAt(planted)).toEqual({ id, state: "unseen", why });
});

it("looks in the Windows directory that this machine has", async () => {
  const elsewhere = "D:\\WINNT\\WinSxS\\pending.xml";

  const finding = await lookAt({
    windowsDirectory: present("D:\\WINNT"),
    files: { [elsewhere]: present(entry) },
    contents: { [elsewhere]: present(utf8(restarting)) },
  });

  expect(finding).toMatchObject({ verdict: "real", evidence: [elsewhere] });
});

async function lookAt(planted: Parameters<typeof visitTo>[0]): ReturnType<typeof pendingXml.look> {
  return await pendingXml.look(visitTo({ files: { [path]: present(entry) }, ...planted }));
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
