import { expect, it } from "vitest";
import { unseen } from "#checks/sighting.ts";
import { judgeSophos, sophos } from "#checks/signals/sophos.ts";
import { keyWith, undeclared, visitTo } from "./registry-visit.ts";

const services = "HKLM\\SYSTEM\\CurrentControlSet\\Services";
const key = `${services}\\Sophos Endpoint Defense`;
const queue = String.raw`\??\C:\ProgramData\Sophos\a.dll\0`;

it.each(["sophosPFRs", "cleanPFRs"])("is real while %s holds something", (name) => {
  expect(judgeSophos(keyWith(["Scripts"], [[name, "REG_MULTI_SZ", queue]]))).toEqual({
    id: "sophos-pending-renames",
    state: "present",
    verdict: "real",
    evidence: [key, `${name} ${queue}`],
  });
});

it.each([
  ["is not there", []],
  ["is empty", [["sophosPFRs", "REG_MULTI_SZ", ""] as const]],
  [
    "holds only empty strings (setup.windows#150)",
    [["cleanPFRs", "REG_MULTI_SZ", String.raw`\0\0 \0`] as const],
  ],
  ["is the number 0", [["cleanPFRs", "REG_DWORD", "0x0"] as const]],
  ["is no value of this signal", [["otherPFRs", "REG_MULTI_SZ", queue] as const]],
])("is absent when the list %s", (_, values) => {
  expect(judgeSophos(keyWith([], values))).toMatchObject({ state: "absent" });
});

it("keeps long lists out of the evidence, whole, so that two of them never look the same", () => {
  const finding = judgeSophos(
    keyWith(
      [],
      [
        ["sophosPFRs", "REG_MULTI_SZ", queue],
        ["cleanPFRs", "REG_MULTI_SZ", queue.repeat(10_000)],
      ],
    ),
  );

  expect(finding).toMatchObject({ state: "present", verdict: "real", evidence: [key] });
});

it("costs a machine without Sophos no process of its own", async () => {
  const visit = visitTo({ registry: { [services]: keyWith(["Tcpip"]) } });

  const finding = await sophos.look(visit);

  expect(finding).toMatchObject({ state: "absent" });
  expect(visit.asked.registry).toEqual([services]);
});

it("is unseen when the antivirus does not let its key be read", async () => {
  const visit = visitTo({
    registry: { [services]: keyWith(["Sophos Endpoint Defense"]), [key]: unseen("denied") },
  });

  const finding = await sophos.look(visit);

  expect(finding).toMatchObject({ state: "unseen", why: "denied" });
  expect(undeclared(sophos, visit)).toEqual([]);
});
