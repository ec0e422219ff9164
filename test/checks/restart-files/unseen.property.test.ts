import { array, assert, asyncProperty, constantFrom, record, subarray } from "fast-check";
import { expect, it } from "vitest";
import type { RestartFilesFinding } from "#checks/restart-files/finding.ts";
import { gatherRestartFiles } from "#checks/restart-files/gather.ts";
import { judgeRestartFiles } from "#checks/restart-files/judge.ts";
import { world } from "../../support/world.ts";

const paths = ["C:\\W\\A.DLL", "C:\\W\\A.000", "C:\\W\\B.DLL", "C:\\W\\B.000"];
const lines = [
  "DEL C:\\W\\A.DLL",
  "REN C:\\W\\A.000 A.DLL",
  "COPY C:\\W\\B.000 C:\\W\\B.DLL",
  "MOVE C:\\W\\B.000 C:\\W\\B.DLL",
  "DEL C:\\W\\B.DLL",
  "@ECHO OFF",
];
const decisive = ["C:\\Windows\\_Mssetup.bat", "C:\\Windows\\_Msrstrt.exe"];
const reasons = ["denied", "timed-out", "connection-lost", "failed"] as const;

it("never calls anything litter, or absent, while something that decides was not seen", async () => {
  const cases = record({
    batch: array(constantFrom(...lines), { minLength: 1, maxLength: 6 }),
    planted: subarray([...paths, ...decisive]),
    unseen: constantFrom(...decisive, ...paths),
    why: constantFrom(...reasons),
  });

  await assert(
    asyncProperty(cases, async ({ batch, planted, unseen, why }) => {
      const office = world();
      for (const path of planted) await office.plant(path, path);
      await office.plant("C:\\Windows\\_Mssetup.bat", batch.join("\r\n"));
      office.blind(unseen, why);
      await using workstation = await office.open();

      const finding = judgeRestartFiles(await gatherRestartFiles(workstation.machine));

      expect(blindClean(finding, decides(batch, unseen))).toBe(false);
    }),
    { numRuns: 400 },
  );
});

function decides(batch: readonly string[], path: string): boolean {
  const name = path.slice(path.lastIndexOf("\\") + 1);
  return decisive.includes(path) || batch.some((line) => line.includes(name));
}

function blindClean(finding: RestartFilesFinding, unseenDecides: boolean): boolean {
  return unseenDecides && (finding.litter || finding.verdict === "none");
}
