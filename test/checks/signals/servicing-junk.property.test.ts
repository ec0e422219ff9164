import { array, assert, constantFrom, integer, oneof, property, record, string } from "fast-check";
import { expect, it } from "vitest";
import { present } from "#checks/sighting.ts";
import type { SignalFinding } from "#checks/signal.ts";
import {
  judgeServicing,
  packagesPendingMark,
  rebootPendingMark,
} from "#checks/signals/component-servicing.ts";
import { judgeRebootAttempts } from "#checks/signals/server-manager-reboot-attempts.ts";
import { judgeUpdateExeVolatile } from "#checks/signals/update-exe-volatile.ts";
import { judgeWindowsSetup } from "#checks/signals/windows-setup.ts";
import { judgeWindowsUpdate } from "#checks/signals/windows-update.ts";
import { judgeServicesPending } from "#checks/signals/windows-update-services-pending.ts";
import { keyWith } from "./registry-visit.ts";

const telling = ["RebootPending", "PackagesPending", "RebootRequired", "CurrentRebootAttempts"];
const more = ["UpdateExeVolatile", "Flags", "SetupProgress", "BoxResult", "SystemSetupInProgress"];
const junk = string({ unit: "binary", maxLength: 60 });
const name = oneof(constantFrom(...telling, ...more), junk);
const type = constantFrom("REG_SZ", "REG_DWORD", "REG_QWORD", "REG_BINARY", "");
const data = oneof(
  junk,
  integer({ min: 0 }).map((number) => `0x${number.toString(16)}`),
);
const listing = record({
  values: array(record({ name, type, data }), { maxLength: 8 }),
  // The reader of listings lets no subkey without a name through.
  subkeys: array(
    name.filter((one) => one !== ""),
    { maxLength: 6 },
  ),
});
const text = oneof(junk, constantFrom("KB5032189", "- A\n- B KB5032189", "{0}", "\n- "));
const events = array(
  record({
    provider: junk,
    id: constantFrom(2, 4, 13, 19, 21, 22, 4376, 7),
    at: junk,
    data: array(
      record({
        name: constantFrom("", "PackageIdentifier", "UpdateName", "updateTitle", "updateGuid"),
        text,
      }),
      { maxLength: 5 },
    ),
  }),
  { maxLength: 8 },
);

it("judges any listing without a throw, and shows nothing that it did not see", () => {
  assert(
    property(listing, (seen) => {
      const here = present(seen);
      const findings = [
        judgeServicing(rebootPendingMark, { servicing: here }),
        judgeServicing(packagesPendingMark, { servicing: here, packages: here }),
        judgeRebootAttempts({ serverManager: here, attempts: here }),
        judgeUpdateExeVolatile([{ key: "HKLM\\X", updates: here, below: here }]),
        judgeWindowsSetup({ setup: here, upgrade: here }),
        judgeServicesPending(here),
        judgeWindowsUpdate({ autoUpdate: here, rebootRequired: here }),
      ];

      const shown = findings.flatMap(evidenceOf);
      const known = [...seen.subkeys, ...seen.values.map((value) => value.name)];
      expect(shown.filter((item) => !isFrom(known, item))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

it("takes every name from an event or a key, and never lets events decide", () => {
  const servicing = keyWith(["RebootPending"]);
  const autoUpdate = keyWith(["RebootRequired"]);
  assert(
    property(events, (told) => {
      const findings = [
        judgeServicing(rebootPendingMark, { servicing, events: present(told) }),
        judgeWindowsUpdate({ autoUpdate, events: present(told) }),
      ];

      expect(findings).toMatchObject([{ verdict: "real" }, { verdict: "real" }]);
      const names = findings.flatMap(namesOf);
      const texts = told.flatMap((event) => event.data.map((datum) => datum.text));
      expect(names.filter((one) => !isFrom(texts, one))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

function evidenceOf(finding: SignalFinding): readonly string[] {
  return finding.state === "present" ? finding.evidence : [];
}

function namesOf(finding: SignalFinding): readonly string[] {
  const detail = finding.state === "present" ? finding.detail : undefined;
  return detail?.kind === "updates" ? detail.names : [];
}

/** In one of the texts, or with one of them in it, without regard to case. */
function isFrom(texts: readonly string[], item: string): boolean {
  const wanted = item.toUpperCase();
  if (wanted === "") return false;
  return (
    wanted.endsWith("\\SERVICES\\PENDING") ||
    texts.some((one) => {
      const known = one.toUpperCase();
      return known !== "" && (known.includes(wanted) || wanted.includes(known));
    })
  );
}
