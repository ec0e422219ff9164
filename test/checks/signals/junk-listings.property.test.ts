import {
  array,
  assert,
  constantFrom,
  maxSafeNat,
  oneof,
  property,
  record,
  string,
} from "fast-check";
import { expect, it } from "vitest";
import type { RegistryListing } from "#checks/machine.ts";
import type { Sighting } from "#checks/sighting.ts";
import { present, unseen } from "#checks/sighting.ts";
import type { SignalFinding } from "#checks/signal.ts";
import { judgeAppV } from "#checks/signals/app-v.ts";
import { judgeConfigurationManager } from "#checks/signals/configuration-manager.ts";
import { judgeDomainJoin } from "#checks/signals/domain-join.ts";
import { judgeHostNameChange } from "#checks/signals/host-name-change.ts";
import { judgeIntune } from "#checks/signals/intune.ts";
import { judgeRunOnceDvdReboot } from "#checks/signals/run-once-dvd-reboot.ts";
import { judgeSaltMinion } from "#checks/signals/salt-minion.ts";
import { judgeSophos } from "#checks/signals/sophos.ts";

const judges: readonly (readonly [string, (key: Sighting<RegistryListing>) => SignalFinding])[] = [
  ["app-v-pending-tasks", judgeAppV],
  ["configuration-manager-reboot", judgeConfigurationManager],
  ["domain-join", judgeDomainJoin],
  ["host-name-change", judgeHostNameChange],
  ["intune-reboot", judgeIntune],
  ["run-once-dvd-reboot", judgeRunOnceDvdReboot],
  ["salt-minion-reboot", judgeSaltMinion],
  ["sophos-pending-renames", judgeSophos],
];

const telling = constantFrom(
  "AvoidSpnSet",
  "cleanPFRs",
  "DVDRebootSignal",
  "Hostname",
  "JoinDomain",
  "NV Hostname",
  "Reboot required",
  "RebootBy",
  "RebootFlag",
  "RebootValueInUTC",
  "SetTime",
  "sophosPFRs",
);
const name = oneof(telling, string({ unit: "binary", maxLength: 20 }));
const type = constantFrom("REG_SZ", "REG_DWORD", "REG_QWORD", "REG_MULTI_SZ", "REG_BINARY", "");
const data = oneof(
  string({ unit: "binary", maxLength: 40 }),
  maxSafeNat().map((number) => `0x${number.toString(16)}`),
  maxSafeNat().map(String),
);
const listing = record({
  values: array(record({ name, type, data }), { maxLength: 8 }),
  subkeys: array(name, { maxLength: 4 }),
});

it.each(judges)("%s judges any listing, and invents no evidence", (id, judge) => {
  assert(
    property(listing, (seen) => {
      const finding = judge(present(seen));

      expect(finding.id).toBe(id);
      const [place = "HKLM\\", ...items] = evidenceOf(finding);
      expect(place).toMatch(/^HKLM\\/u);
      const known = [
        ...seen.subkeys,
        ...seen.values.flatMap(({ name, type, data }) => [
          name,
          data,
          `${name} ${data}`,
          `${name} ${type} ${data}`,
        ]),
      ].filter((text) => text !== "");
      expect(items.filter((item) => !known.some((text) => item.endsWith(text)))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it.each(judges)("%s never turns a failure to look into anything else", (id, judge) => {
  expect(judge(unseen("connection-lost"))).toEqual({ id, state: "unseen", why: "connection-lost" });
  expect(judge({ state: "absent" })).toEqual({ id, state: "absent" });
});

function evidenceOf(finding: SignalFinding): readonly string[] {
  return finding.state === "present" ? finding.evidence : [];
}
