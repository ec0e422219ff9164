import { describe, expect, it } from "vitest";
import { z } from "zod";
import { diagnosisReport } from "#bot/make-report.ts";
import { sayDiagnosis } from "#bot/words/diagnosis.ts";
import { type Diagnosis, diagnose } from "#checks/diagnose.ts";
import { asked } from "#checks/list.ts";
import { corpus } from "../../support/machine-files.ts";
import { machineOf } from "../../support/machine-of.ts";
import { knownOf } from "../../support/machine-past.ts";

const machines = corpus().filter(({ onTheWireOnly }) => !onTheWireOnly);
const hostKey = "SHA256:any";

describe("what a look saw", () => {
  it.each(machines.map((machine) => [machine.described.about, machine] as const))(
    "comes out of JSON as it went in, with the same words and the same report: %s",
    async (_about, machine) => {
      const diagnosis = await diagnose(
        machineOf(machine.furnish(), asked),
        knownOf(machine, hostKey),
      );

      const handed = z.custom<Diagnosis>().parse(JSON.parse(JSON.stringify(diagnosis)));

      expect(handed).toEqual(diagnosis);
      expect(said(handed)).toStrictEqual(said(diagnosis));
    },
  );
});

function said(diagnosis: Diagnosis): unknown {
  const askedAt = "2026-03-02T10:00:00.000Z";
  const head = { case: "K7Q2-MD4X", workstation: "PC-42", askedAt };
  const milliseconds = { connect: 1, look: 2, total: 3 };
  return [
    diagnosisReport(head, diagnosis, { hostKey, offers: [], milliseconds }),
    sayDiagnosis({
      workstation: "PC-42",
      diagnosis,
      askedAt,
      offers: [],
      trust: "known",
      footer: [],
    }),
  ];
}
