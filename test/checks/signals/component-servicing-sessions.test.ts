import { expect, it } from "vitest";
import { absent, present, unseen } from "#checks/sighting.ts";
import {
  componentServicingSessionsPending,
  judgeSessionsPending,
} from "#checks/signals/component-servicing-sessions.ts";
import { keyWith, undeclared, visitTo } from "./registry-visit.ts";

const id = "component-servicing-sessions-pending";
const parent = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing";
const key = `${parent}\\SessionsPending`;

it.each([
  ["an exclusive session", ["REG_DWORD", "0x3"], "real"],
  ["the same as a longer number", ["REG_QWORD", "0x1"], "real"],
  ["a value that is no number", ["REG_SZ", "yes"], "unseen"],
  ["a number that is none", ["REG_DWORD", "0xzz"], "unseen"],
] as const)("is present with %s", (_, [type, data], verdict) => {
  const sessions = keyWith(["31107_123"], [["Exclusive", type, data]]);

  expect(judgeSessionsPending({ sessions })).toEqual({
    id,
    state: "present",
    verdict,
    evidence: [`${key}\\Exclusive ${type} ${data}`],
  });
});

it.each([
  ["the key has records of sessions only, as on good machines", keyWith(["31107_123", "31108_1"])],
  ["the key is empty", keyWith([])],
  ["the number is 0", keyWith(["31107_123"], [["Exclusive", "REG_DWORD", "0x0"]])],
  ["there is no such key", absent],
])("is absent when %s", (_, sessions) => {
  expect(judgeSessionsPending({ sessions })).toEqual({ id, state: "absent" });
});

it("stops at the parent when it does not list the key", async () => {
  const visit = visitTo({ registry: { [parent]: keyWith(["Packages"]) } });

  const finding = await componentServicingSessionsPending.look(visit);

  expect(finding).toEqual({ id, state: "absent" });
  expect(visit.asked).toEqual({ registry: [parent], trees: [], events: [] });
});

it("is unseen when the key is listed and denied", async () => {
  const visit = visitTo({
    registry: { [parent]: keyWith(["SessionsPending"]), [key]: unseen("denied") },
  });

  const finding = await componentServicingSessionsPending.look(visit);

  expect(finding).toEqual({ id, state: "unseen", why: "denied" });
  expect(visit.asked.events).toEqual([]);
});

it("asks for the events that name the package only when a session asks", async () => {
  const visit = visitTo({
    registry: {
      [parent]: keyWith(["SessionsPending"]),
      [key]: keyWith([], [["Exclusive", "REG_DWORD", "0x1"]]),
    },
    events: present([
      {
        provider: "Microsoft-Windows-Servicing",
        id: 4,
        at: "2026-11-20T08:00:00.000Z",
        data: [{ name: "PackageIdentifier", text: "KB5032189" }],
      },
    ]),
  });

  const finding = await componentServicingSessionsPending.look(visit);

  expect(finding).toMatchObject({ verdict: "real", detail: { names: ["KB5032189"] } });
  expect(undeclared(componentServicingSessionsPending, visit)).toEqual([]);
});
