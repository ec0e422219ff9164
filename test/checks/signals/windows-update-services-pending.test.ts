import { expect, it } from "vitest";
import { absent, unseen } from "#checks/sighting.ts";
import {
  judgeServicesPending,
  windowsUpdateServicesPending,
} from "#checks/signals/windows-update-services-pending.ts";
import { keyWith, undeclared, visitTo } from "./registry-visit.ts";

const id = "windows-update-services-pending";
const key = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Services\\Pending";
const store = "117cab2d-82b1-4b5a-a08c-4d62dbee7782";
const microsoftUpdate = "7971f918-a847-4430-9279-4a52d1efe18d";

it("is harmless with a service other than the Store's: a registration waits, no update", () => {
  expect(judgeServicesPending(keyWith([store, microsoftUpdate]))).toEqual({
    id,
    state: "present",
    verdict: "harmless",
    evidence: [key, microsoftUpdate],
  });
});

it.each([
  ["the Store's service alone, which good machines have", keyWith([store])],
  ["the Store's service in capitals and braces", keyWith([`{${store.toUpperCase()}}`])],
  ["values alone", keyWith([], [["RegisterWithAU", "REG_DWORD", "0x1"]])],
  ["nothing in it", keyWith([])],
  ["no key at all", absent],
])("is absent with %s", (_, pending) => {
  expect(judgeServicesPending(pending)).toEqual({ id, state: "absent" });
});

it("keeps no more services than can be shown", () => {
  const many = Array.from({ length: 5000 }, (_, at) => `service-${at}`);

  expect(judgeServicesPending(keyWith(many))).toHaveProperty("evidence.length", 201);
});

it("is unseen when the key is there and denied", async () => {
  const visit = visitTo({ registry: { [key]: unseen("denied") } });

  const finding = await windowsUpdateServicesPending.look(visit);

  expect(finding).toEqual({ id, state: "unseen", why: "denied" });
  expect(undeclared(windowsUpdateServicesPending, visit)).toEqual([]);
});
