import type { Arbitrary } from "fast-check";
import { array, assert, asyncProperty, constantFrom, record, string, subarray } from "fast-check";
import { expect, it } from "vitest";
import type { RegistryBranch } from "#checks/machine.ts";
import { gatherRestartFiles } from "#checks/restart-files/gather.ts";
import { judgeRestartFiles } from "#checks/restart-files/judge.ts";
import { installedPrograms } from "#checks/restart-files/origin-programs.ts";
import type { OriginSeen, RestartFilesSightings } from "#checks/restart-files/sightings.ts";
import { world } from "../../support/world.ts";

const lines = [
  "DEL C:\\APPS\\ACME\\A.DLL",
  "REN C:\\APPS\\ACME\\A.000 A.DLL",
  "COPY C:\\PROGRA~1\\ACMEWR~1\\B.000 C:\\W\\B.DLL",
  "MD D:\\ACME",
  "C:\\X.EXE",
];
const paths = [
  "C:\\Windows\\_Msrstrt.exe",
  "C:\\Windows\\_MSSETUP.EXE",
  "C:\\Windows\\ST5UNST.EXE",
  "C:\\~MSSETUP.T\\X",
  "C:\\SMS.INI",
  "C:\\APPS\\ACME\\A.000",
];
const texts = constantFrom(
  "C:\\APPS\\ACME",
  "C:\\Program Files\\Acme Writer",
  '"C:\\APPS\\ACME\\U.EXE" /S',
  "C:\\WINDOWS\\ST6UNST.EXE",
  "20010314",
  "Acme",
  "\\\\\\\\",
  'C:\\"C:\\"C:\\',
);
const notSeen = { state: "unseen", why: "denied" } as const;
const junk = string({ unit: "binary", maxLength: 40 });

it("never changes the verdict or what a button rests on, whatever was left behind by whom", async () => {
  const cases = record({
    batch: array(constantFrom(...lines), { maxLength: 4 }),
    planted: subarray(paths),
    programs: array(entry(texts), { maxLength: 5 }),
  });

  await assert(
    asyncProperty(cases, async ({ batch, planted, programs }) => {
      const office = world();
      for (const path of planted) await office.plant(path, path);
      await office.plant("C:\\Windows\\_Mssetup.bat", batch.join("\r\n"));
      await using workstation = await office.open();
      const gathered = await gatherRestartFiles(workstation.machine);
      const list = { state: "present", seen: programs.map(branch) } as const;

      const named = judgeRestartFiles({
        ...gathered,
        origin: { traces: tracesOf(gathered), programs: [list] },
      });
      const blind = judgeRestartFiles({
        ...gathered,
        origin: { traces: tracesOf(gathered), programs: [notSeen] },
      });
      const without = judgeRestartFiles(withoutOrigin(gathered));

      expect(without).not.toHaveProperty("origin");
      expect(withoutOrigin(named)).toEqual(without);
      expect(withoutOrigin(blind)).toEqual(without);
    }),
    { numRuns: 300 },
  );
});

it("reads any junk as programs of bounded names, and invents none", async () => {
  const cases = array(entry(junk), { maxLength: 10 });

  await assert(
    asyncProperty(cases, async (programs) => {
      const found = installedPrograms(programs.map(branch));

      const names = programs.map(({ DisplayName }) => DisplayName?.trim());
      expect(names).toEqual(expect.arrayContaining(found.map(({ name }) => name)));
    }),
    { numRuns: 300 },
  );
});

it("names at most three products from thousands of entries and a batch of junk", async () => {
  const office = world();
  await office.plant("C:\\Windows\\_Msrstrt.exe", "MZ");
  await office.plant(
    "C:\\Windows\\_Mssetup.bat",
    Array.from({ length: 1500 }, (_, at) => `DEL C:\\AB~1\\CDEF~${at}\\G~1\\X.DLL`).join("\r\n"),
  );
  await using workstation = await office.open();
  const gathered = await gatherRestartFiles(workstation.machine);
  const endless = 'C:\\"'.repeat(20_000);
  const entries = Array.from({ length: 20_000 }, (_, at) =>
    branch({
      DisplayName: `CDEF${at}`,
      InstallLocation: `C:\\AB${at}\\CDEF${at}\\G`,
      UninstallString: endless,
    }),
  );
  const list = { state: "present", seen: entries } as const;

  const { origin } = judgeRestartFiles({
    ...gathered,
    origin: { traces: [], programs: [list, list] },
  });

  expect(origin?.products.length).toBeLessThanOrEqual(3);
});

function entry(text: Arbitrary<string>): Arbitrary<Partial<Record<Value, string>>> {
  return record(
    {
      DisplayName: text,
      InstallLocation: text,
      DisplayIcon: text,
      UninstallString: text,
      InstallDate: text,
    },
    { requiredKeys: [] },
  );
}

type Value = "DisplayName" | "InstallLocation" | "DisplayIcon" | "UninstallString" | "InstallDate";

function tracesOf({ origin }: RestartFilesSightings): OriginSeen["traces"] {
  return origin?.traces ?? [];
}

function withoutOrigin<T extends { readonly origin?: unknown }>(whole: T): Omit<T, "origin"> {
  const { origin: _origin, ...rest } = whole;
  return rest;
}

function branch(texts: Readonly<Partial<Record<string, string>>>, at = 0): RegistryBranch {
  return {
    below: [`Program ${at}`],
    values: Object.entries(texts).map(([name, data = ""]) => ({ name, type: "REG_SZ", data })),
  };
}
