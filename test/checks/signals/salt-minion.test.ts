import { expect, it } from "vitest";
import { unseen } from "#checks/sighting.ts";
import { judgeSaltMinion, saltMinion } from "#checks/signals/salt-minion.ts";
import { keyWith, undeclared, visitTo } from "./registry-visit.ts";

const services = "HKLM\\SYSTEM\\CurrentControlSet\\Services";
const minion = `${services}\\salt-minion`;
const volatileData = `${minion}\\Volatile-Data`;

it("is real when Salt saw an installer end with 3010 since Windows started", () => {
  expect(judgeSaltMinion(keyWith([], [["Reboot required", "REG_DWORD", "0x1"]]))).toEqual({
    id: "salt-minion-reboot",
    state: "present",
    verdict: "real",
    evidence: [`${volatileData}\\Reboot required`],
  });
});

it.each([
  ["another number", "REG_DWORD", "0x2"],
  ["a string", "REG_SZ", "1"],
  ["nothing", "REG_DWORD", ""],
])("is there but not understood when the value is %s", (_, type, data) => {
  expect(judgeSaltMinion(keyWith([], [["reboot REQUIRED", type, data]]))).toMatchObject({
    state: "present",
    verdict: "unseen",
  });
});

it.each([
  ["the value is 0", keyWith([], [["Reboot required", "REG_DWORD", "0x0"]])],
  ["the key holds nothing", keyWith([])],
])("is absent when %s", (_, key) => {
  expect(judgeSaltMinion(key)).toMatchObject({ state: "absent" });
});

it("is absent when the minion has no volatile key, which it makes on need", async () => {
  const visit = visitTo({
    registry: { [services]: keyWith(["salt-minion"]), [minion]: keyWith(["Parameters"]) },
  });

  const finding = await saltMinion.look(visit);

  expect(finding).toMatchObject({ state: "absent" });
  expect(undeclared(saltMinion, visit)).toEqual([]);
});

it("costs a machine without Salt no process of its own", async () => {
  const visit = visitTo({ registry: { [services]: keyWith(["Tcpip"]) } });

  await saltMinion.look(visit);

  expect(visit.asked.registry).toEqual([services]);
});

it("is unseen when the volatile key is listed and denied", async () => {
  const visit = visitTo({
    registry: {
      [services]: keyWith(["salt-minion"]),
      [minion]: keyWith(["Volatile-Data"]),
      [volatileData]: unseen("denied"),
    },
  });

  const finding = await saltMinion.look(visit);

  expect(finding).toMatchObject({ state: "unseen", why: "denied" });
  expect(undeclared(saltMinion, visit)).toEqual([]);
});
