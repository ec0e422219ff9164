import { array, assert, asyncProperty, boolean, constantFrom, record, subarray } from "fast-check";
import { expect, it } from "vitest";
import { pendingRenames } from "#checks/pending-renames/check.ts";
import { present } from "#checks/sighting.ts";
import { world } from "../../support/world.ts";

const key = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager";
const decisive = [
  "C:\\Acme\\a.dll",
  "C:\\Windows\\System32\\b.dll",
  "C:\\Program Files\\Acme\\c.exe",
];
const harmless = [
  "C:\\Program Files\\Google\\Chrome\\Temp\\x\\old_chrome.exe",
  "C:\\Users\\me\\AppData\\Local\\Temp\\0648.tmp",
  "C:\\Windows\\AppCompat\\Programs\\Amcache.hve.tmp",
];
const reasons = ["denied", "timed-out", "connection-lost", "failed"] as const;

it("is never harmless, stale or absent while a source that decides was not seen", async () => {
  const place = constantFrom(...decisive, ...harmless);
  const cases = record({
    pairs: array(
      record({
        source: place,
        target: constantFrom("", ...decisive, ...harmless),
        mark: constantFrom("", "!"),
      }),
    ),
    planted: subarray([...decisive, ...harmless]),
    unseen: constantFrom(...decisive),
    at: constantFrom(0, 1, 2, 3),
    printsEmpty: boolean(),
    why: constantFrom(...reasons),
  });

  await assert(
    asyncProperty(cases, async ({ pairs, planted, unseen, at, printsEmpty, why }) => {
      const office = world();
      for (const path of planted) await office.plant(path, "x");
      office.blind(unseen, why);
      const list = pairs.toSpliced(at, 0, { source: unseen, target: "", mark: "" });
      plantList(office, printed(list.flatMap(members), printsEmpty));
      await using workstation = await office.open();

      const finding = await pendingRenames.look({
        machine: workstation.machine,
        windowsDirectory: Promise.resolve(present("C:\\Windows")),
      });

      expect(finding).toMatchObject({ state: "present" });
      expect(finding).not.toMatchObject({ verdict: "harmless" });
      expect(finding).not.toMatchObject({ verdict: "stale" });
    }),
    { numRuns: 400 },
  );
});

function members(pair: { source: string; target: string; mark: string }): string[] {
  return [`\\??\\${pair.source}`, pair.target === "" ? "" : `${pair.mark}\\??\\${pair.target}`];
}

function plantList(office: ReturnType<typeof world>, list: readonly string[]): void {
  office.plantKey(key, {
    PendingFileRenameOperations: { type: "REG_MULTI_SZ", data: list.join("\\0") },
  });
}

function printed(list: readonly string[], printsEmpty: boolean): readonly string[] {
  return printsEmpty ? list : list.filter((member) => member !== "");
}
