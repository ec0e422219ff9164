import { expect, it } from "vitest";
import { unseen } from "#checks/sighting.ts";
import { hostNameChange, judgeHostNameChange } from "#checks/signals/host-name-change.ts";
import { keyWith, undeclared, visitTo } from "./registry-visit.ts";

const key = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters";

it("is real while another host name is stored for the next start, and says both", () => {
  const parameters = keyWith(
    ["Adapters"],
    [
      ["Hostname", "REG_SZ", "pc-42"],
      ["NV Hostname", "REG_SZ", "a-name-past-fifteen-letters"],
    ],
  );

  expect(judgeHostNameChange(parameters)).toEqual({
    id: "host-name-change",
    state: "present",
    verdict: "real",
    evidence: [`${key}\\NV Hostname`, "a-name-past-fifteen-letters"],
    detail: { kind: "new-name", from: "pc-42", to: "a-name-past-fifteen-letters" },
  });
});

it.each([
  ["both names are the same", "PC-42", "PC-42"],
  ["they differ by case only", "PC-42", "pc-42"],
])("is absent when %s", (_, hostname, stored) => {
  const parameters = keyWith(
    [],
    [
      ["HOSTNAME", "REG_SZ", hostname],
      ["nv hostname", "REG_SZ", stored],
    ],
  );

  expect(judgeHostNameChange(parameters)).toMatchObject({ state: "absent" });
});

it.each([
  ["there is no stored name (as in Wine)", keyWith([], [["Hostname", "REG_SZ", "PC-42"]])],
  [
    "the stored name is empty",
    keyWith(
      [],
      [
        ["Hostname", "REG_SZ", "PC-42"],
        ["NV Hostname", "REG_SZ", ""],
      ],
    ),
  ],
  ["the key is empty", keyWith([])],
])("is absent when %s", (_, parameters) => {
  expect(judgeHostNameChange(parameters)).toMatchObject({ state: "absent" });
});

it.each([
  ["the name in use is missing", keyWith([], [["NV Hostname", "REG_SZ", "PC-43"]])],
  [
    "the stored name is not a string",
    keyWith(
      [],
      [
        ["Hostname", "REG_SZ", "PC-42"],
        ["NV Hostname", "REG_DWORD", "0x1"],
      ],
    ),
  ],
])("is unseen when %s", (_, parameters) => {
  expect(judgeHostNameChange(parameters)).toMatchObject({ state: "unseen", why: "odd-answer" });
});

it("is absent or unseen as the key is", () => {
  expect(judgeHostNameChange({ state: "absent" })).toMatchObject({ state: "absent" });
  expect(judgeHostNameChange(unseen("denied"))).toMatchObject({ state: "unseen", why: "denied" });
});

it("asks for one key, as declared", async () => {
  const visit = visitTo({ registry: { [key]: keyWith([]) } });

  await hostNameChange.look(visit);

  expect(visit.asked.registry).toEqual([key]);
  expect(undeclared(hostNameChange, visit)).toEqual([]);
});
