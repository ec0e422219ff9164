import { expect, it } from "vitest";
import type { RegistryListing } from "#checks/machine.ts";
import type { Sighting } from "#checks/sighting.ts";
import { absent, unseen } from "#checks/sighting.ts";
import {
  judgeRestartRequired,
  serverManagerRestartRequired,
} from "#checks/signals/server-manager-restart-required.ts";
import { keyWith, undeclared, visitTo } from "./registry-visit.ts";

const id = "server-manager-restart-required";
const microsoft = "HKLM\\SOFTWARE\\Microsoft";
const manager = `${microsoft}\\ServerManager`;
const storage = `${manager}\\ServicingStorage`;
const cache = `${storage}\\ServerComponentCache`;

it.each([
  ["a number that is not 0", ["REG_DWORD", "0x1"], "real"],
  ["a value that is no number", ["REG_SZ", "true"], "unseen"],
] as const)("is present with %s", (_, [type, data], verdict) => {
  expect(judgeRestartRequired(keyWith([], [["RestartRequired", type, data]]))).toEqual({
    id,
    state: "present",
    verdict,
    evidence: [`${cache}\\RestartRequired ${type} ${data}`],
  });
});

it("keeps no more of strange data than can be shown", () => {
  const cacheSeen = keyWith([], [["RestartRequired", "REG_SZ", "x".repeat(100_000)]]);

  expect(judgeRestartRequired(cacheSeen)).toMatchObject({
    evidence: [`${cache}\\RestartRequired REG_SZ ${"x".repeat(200)}`],
  });
});

it.each([
  ["the number is 0", keyWith(["Web-Server"], [["RestartRequired", "REG_DWORD", "0x0"]])],
  ["the cache does not have it", keyWith(["Web-Server", "RestartRequired"])],
  ["there is no cache", absent],
])("is absent when %s", (_, seen) => {
  expect(judgeRestartRequired(seen)).toEqual({ id, state: "absent" });
});

it.each([
  ["Microsoft", [microsoft]],
  ["Server Manager", [microsoft, manager]],
  ["its storage", [microsoft, manager, storage]],
])("goes no further down than the listing of %s", async (_, keys) => {
  const visit = visitTo({ registry: tree(keys) });

  const finding = await serverManagerRestartRequired.look(visit);

  expect(finding).toEqual({ id, state: "absent" });
  expect(visit.asked.registry).toEqual(keys);
});

it("is unseen when one of the keys is listed and denied", async () => {
  const visit = visitTo({
    registry: { ...tree([microsoft, manager, storage, cache]), [storage]: unseen("denied") },
  });

  const finding = await serverManagerRestartRequired.look(visit);

  expect(finding).toEqual({ id, state: "unseen", why: "denied" });
});

it("finds the value at the bottom, as declared", async () => {
  const visit = visitTo({
    registry: {
      ...tree([microsoft, manager, storage, cache]),
      [cache]: keyWith([], [["RestartRequired", "REG_DWORD", "0x1"]]),
    },
  });

  const finding = await serverManagerRestartRequired.look(visit);

  expect(finding).toMatchObject({ verdict: "real" });
  expect(undeclared(serverManagerRestartRequired, visit)).toEqual([]);
});

/** Each key lists the next one; the last lists nothing of interest. */
function tree(keys: readonly string[]): Record<string, Sighting<RegistryListing>> {
  return Object.fromEntries(
    keys.map((key, at) => {
      const next = keys[at + 1]?.slice(key.length + 1);
      return [key, keyWith(next === undefined ? ["Other"] : ["Other", next])];
    }),
  );
}
