import { expect, it } from "vitest";
import type { RegistryListing } from "#checks/machine.ts";
import type { Sighting } from "#checks/sighting.ts";
import { absent, unseen } from "#checks/sighting.ts";
import { serverManagerRebootAttempts } from "#checks/signals/server-manager-reboot-attempts.ts";
import { keyWith, undeclared, visitTo } from "./registry-visit.ts";

const id = "server-manager-reboot-attempts";
const microsoft = "HKLM\\SOFTWARE\\Microsoft";
const key = `${microsoft}\\ServerManager`;
const name = "CurrentRebootAttempts";
const subkey = `${key}\\${name}`;

it.each([
  ["a number", ["REG_DWORD", "0x1"], "real"],
  ["a number in words of text, as Salt takes it", ["REG_SZ", " 2 "], "real"],
  ["a text that is no number", ["REG_SZ", "twice"], "unseen"],
  ["bytes", ["REG_BINARY", "01000000"], "unseen"],
] as const)("judges %s as a value", async (_, [type, data], verdict) => {
  const finding = await look(keyWith(["Roles"], [[name, type, data]]));

  expect(finding).toEqual({
    id,
    state: "present",
    verdict,
    evidence: [`${key}\\${name} ${type} ${data}`],
  });
});

it.each([
  ["has a value in it", keyWith([], [["Count", "REG_DWORD", "0x1"]]), "real"],
  ["has a subkey in it", keyWith(["Web-Server"]), "real"],
  ["is empty: it only looks as if", keyWith([]), "harmless"],
  [
    "has only the value that every key has",
    keyWith([], [["(Standard)", "REG_SZ", "(Wert nicht gesetzt)"]]),
    "harmless",
  ],
  ["is denied: nobody knows what is in it", unseen("denied"), "unseen"],
])("judges the subkey that %s", async (_, attempts, verdict) => {
  const finding = await look(keyWith([name]), attempts);

  expect(finding).toEqual({ id, state: "present", verdict, evidence: [subkey] });
});

it.each([
  ["the number is 0", keyWith([], [[name, "REG_DWORD", "0x0"]])],
  ["the text is 0", keyWith([], [[name, "REG_SZ", "0"]])],
  ["the value is not set", keyWith([], [[name, "REG_SZ", "(value not set)"]])],
  ["the value is not set, in German", keyWith([], [[name, "REG_SZ", "(Wert nicht gesetzt)"]])],
  ["only the misspelt name is there", keyWith(["CurrentRebootAttemps"])],
  ["Server Manager has neither", keyWith(["Roles"])],
])("is absent when %s", async (_, serverManager) => {
  expect(await look(serverManager)).toEqual({ id, state: "absent" });
});

it("is absent when the subkey was gone before it was opened", async () => {
  expect(await look(keyWith([name]), absent)).toEqual({ id, state: "absent" });
});

it("takes the form that asks when both are there", async () => {
  const serverManager = keyWith([name], [[name, "REG_DWORD", "0x0"]]);

  const finding = await look(serverManager, keyWith(["Web-Server"]));

  expect(finding).toMatchObject({ verdict: "real", evidence: [subkey] });
});

it("costs only the shared listing on a machine without Server Manager", async () => {
  const visit = visitTo({ registry: { [microsoft]: keyWith(["SMS"]) } });

  const finding = await serverManagerRebootAttempts.look(visit);

  expect(finding).toEqual({ id, state: "absent" });
  expect(visit.asked).toEqual({ registry: [microsoft], trees: [], events: [] });
});

it("is unseen when Server Manager is listed and denied", async () => {
  expect(await look(unseen("denied"))).toEqual({ id, state: "unseen", why: "denied" });
});

async function look(
  serverManager: Sighting<RegistryListing>,
  attempts: Sighting<RegistryListing> = absent,
): ReturnType<typeof serverManagerRebootAttempts.look> {
  const visit = visitTo({
    registry: { [microsoft]: keyWith(["ServerManager"]), [key]: serverManager, [subkey]: attempts },
  });
  const finding = await serverManagerRebootAttempts.look(visit);
  expect(undeclared(serverManagerRebootAttempts, visit)).toEqual([]);
  return finding;
}
