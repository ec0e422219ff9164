import type { Arbitrary } from "fast-check";
import { array, assert, asyncProperty, constantFrom, dictionary, record } from "fast-check";
import { expect, it } from "vitest";
import type { RestartFilesFinding } from "#checks/restart-files/finding.ts";
import { gatherRestartFiles } from "#checks/restart-files/gather.ts";
import { judgeRestartFiles } from "#checks/restart-files/judge.ts";
import { world } from "../../support/world.ts";

const folder = "C:\\W";
const subfolder = "C:\\W\\SUB";
const names = ["A.DLL", "A.000", "B.DLL", "B.000"];
const files = [...names.map((name) => `${folder}\\${name}`), `${subfolder}\\A.000`];

/** What a generated line means, kept apart from what the reader makes of it. */
interface Work {
  readonly verb: "DEL" | "REN" | "COPY" | "MOVE";
  readonly source: string;
  readonly target: string;
}

const works = record({
  verb: constantFrom("DEL", "REN", "COPY", "MOVE", "MOVE"),
  source: constantFrom(...names),
  target: constantFrom(...names, ...names, "SUB"),
}).map(({ verb, source, target }): Work => {
  return { verb, source: `${folder}\\${source}`, target: `${folder}\\${target}` };
});

interface Case {
  readonly works: readonly Work[];
  readonly planted: Readonly<Record<string, string>>;
  readonly runner: boolean;
  readonly between: string;
}

const cases: Arbitrary<Case> = record({
  works: array(works, { minLength: 1, maxLength: 6 }),
  /** The same few contents, so that some files are the same. */
  planted: dictionary(constantFrom(...files), constantFrom("one", "two", "three")),
  runner: constantFrom(true, true, false),
  between: constantFrom("\r\n", "\n", " > NUL\r\n", "\r\nREM\r\n@", "\r\n\u001a"),
});
it("calls nothing leftover while a source is there and is not already the same as its target", async () => {
  await assert(
    asyncProperty(cases, async (one) => {
      const finding = await judged(one);

      expect(
        lostBy(
          finding,
          one.works.filter((work) => isStaged(work, one.planted)),
        ),
      ).toEqual([]);
    }),
    { numRuns: 1500 },
  );
});

it("calls nothing leftover while a file is there that a line deletes and no line replaces", async () => {
  await assert(
    asyncProperty(cases, async (one) => {
      const finding = await judged(one);

      expect(
        lostBy(
          finding,
          one.works.filter((work) => isToDelete(work, one)),
        ),
      ).toEqual([]);
    }),
    { numRuns: 1500 },
  );
});

it("still calls something leftover", async () => {
  const finding = await judged({
    works: [{ verb: "REN", source: `${folder}\\A.000`, target: `${folder}\\A.DLL` }],
    planted: { [`${folder}\\A.DLL`]: "new" },
    runner: true,
    between: "\r\n",
  });

  expect(finding.verdict).toBe("leftover");
});

function isStaged({ verb, source, target }: Work, planted: Case["planted"]): boolean {
  const staged = planted[source];
  if (verb === "DEL" || staged === undefined) return false;
  const isInto = verb !== "REN" && target === subfolder;
  const place = isInto ? `${subfolder}\\${source.slice(folder.length + 1)}` : target;
  return planted[place] !== staged;
}

function isToDelete({ verb, target }: Work, { works, planted }: Case): boolean {
  const replaced = works.some(
    (other) => other.verb !== "DEL" && other.target === target && other.source !== target,
  );
  return verb === "DEL" && planted[target] !== undefined && !replaced;
}

/** What is lost without a word when the batch is removed: litter asks for no second confirmation. */
function lostBy({ verdict, litter }: RestartFilesFinding, open: readonly Work[]): readonly Work[] {
  return verdict === "leftover" || litter ? open : [];
}

async function judged({ works, planted, runner, between }: Case): Promise<RestartFilesFinding> {
  const office = world();
  await office.plantDirectory(subfolder);
  for (const [path, content] of Object.entries(planted)) await office.plant(path, content);
  await office.plant("C:\\Windows\\_Mssetup.bat", works.map(written).join(between));
  if (runner) await office.plant("C:\\Windows\\_Msrstrt.exe", "MZ");
  await using workstation = await office.open();
  return judgeRestartFiles(await gatherRestartFiles(workstation.machine));
}

function written({ verb, source, target }: Work): string {
  if (verb === "DEL") return `DEL ${target}`;
  if (verb === "REN") return `REN ${source} ${target.slice(folder.length + 1)}`;
  return `${verb} ${source} ${target}`;
}
