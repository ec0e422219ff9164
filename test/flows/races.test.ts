import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OfferRecord } from "#bot/cases.ts";
import { plain } from "#bot/reply.ts";
import type { TreeNode } from "#practice/file-tree.ts";
import { appendWork } from "#practice/restart-files.ts";
import { must, replaced } from "../support/office.ts";
import type { Change, RaceCourse, Raced } from "../support/race.ts";
import { homes, keptParent, raceCourse, trap } from "../support/race.ts";

/** What a setup, a user or an attacker may do to the pair in one instant, and to where it is kept. */
const changes: readonly Change[] = [
  { name: "a setup adds to the batch", happen: appendWork },
  ...homes.flatMap((path): Change[] => [
    {
      name: `a setup replaces ${path}`,
      happen: (windows) => windows.plant(path, "new work of another setup"),
    },
    { name: `a setup deletes ${path}`, happen: (windows) => windows.remove(path) },
    {
      name: `a folder takes the place of ${path}`,
      happen: (windows) => {
        windows.remove(path);
        windows.plant(`${path}\\inside.txt`, "in a folder of that name");
      },
    },
    {
      name: `a link to the same bytes takes the place of ${path}`,
      happen: (windows) => {
        windows.plant(`${trap}\\same`, windows.content(path) ?? "nothing was there");
        windows.plantLink(path, `${trap}\\same`);
      },
    },
  ]),
  {
    name: "a setup deletes both files",
    happen: (windows) => {
      for (const path of homes) windows.remove(path);
    },
  },
  {
    name: "a junction takes the place of the folder for what is kept",
    happen: (windows) => {
      windows.plantDirectory(keptParent);
      windows.move(keptParent, `${trap}\\kept`);
      windows.plantJunction(keptParent, `${trap}\\kept`);
    },
  },
];

describe.each<OfferRecord["act"]>(["clear-restart-files", "undo-clear"])(
  "something happens on the workstation at any step of %s",
  (act) => {
    let course: RaceCourse;
    let raced: { readonly change: Change; readonly race: Raced }[];
    beforeAll(async () => {
      course = await raceCourse();
      const steps = await course.steps(act);
      raced = [];
      for (const change of changes) {
        for (let step = 0; step < steps; step += 1) {
          raced.push({ change, race: await course.race(act, step, change) });
        }
      }
      process.stdout.write(`${act}: ${raced.length} races at ${steps} steps\n`);
    }, 120_000);
    afterAll(async () => {
      await course[Symbol.asyncDispose]();
    });
    const faults = (judge: (race: Raced) => string | undefined): string[] =>
      raced.flatMap(({ change, race }) => {
        const fault = judge(race);
        return fault === undefined ? [] : [`${change.name}, before ${race.step}: ${fault}`];
      });

    it("nothing that was there, old or new, is lost by the act", () => {
      expect(faults(lost)).toEqual([]);
    });

    it("nothing new is moved away for good", () => {
      expect(faults((race) => movedAway(race, course.shown))).toEqual([]);
    });

    it("what is said of each file was true", () => {
      expect(faults((race) => untrue(race, course.shown))).toEqual([]);
    });

    it("the outcome fits what was done", () => {
      expect(faults((race) => misfit(race))).toEqual([]);
    });
  },
);

type Tree = ReadonlyMap<string, TreeNode>;
type Shown = ReadonlyMap<string, Buffer>;

/** A thing that lay there when the change was over, and lies nowhere when the act is. */
function lost({ changed, after }: Raced): string | undefined {
  const left = [...after.values()].map(nameOf);
  const missing = [...changed].find(
    ([, node]) => node.kind !== "directory" && !left.includes(nameOf(node)),
  );
  return missing === undefined ? undefined : `${missing[0]} is nowhere`;
}

/** What came to a name of the pair, and is not what was shown, must still have that name. */
function movedAway({ changed, after }: Raced, shown: Shown): string | undefined {
  const moved = homes.find((home) => {
    const node = changed.get(home);
    return (
      node !== undefined &&
      !isShown(changed, home, must(shown.get(home))) &&
      nameOf(node) !== nameOf(after.get(home))
    );
  });
  return moved === undefined ? undefined : `what is new at ${moved} was moved`;
}

/** Each row of the second look must have been true before the change or when all was over. */
function untrue(race: Raced, shown: Shown): string | undefined {
  const rows = replaced(race.pressed).evidence.find(
    ({ title }) => title === "Seen by the second look",
  );
  for (const { quote = "", says } of rows?.rows ?? []) {
    const home = homes.find((path) => path.endsWith(`\\${quote}`));
    if (home === undefined) continue;
    const told = plain(says);
    const could = [race.before, race.after].map((tree) =>
      places(tree, home, must(shown.get(home))),
    );
    if (told !== "could not be looked at" && !could.includes(told)) {
      return `${quote} ${told}; it was: ${could.join(", then: ")}`;
    }
  }
  return undefined;
}

/** What the outcome claims of both files together. Without a report the act did not begin. */
function misfit({ pressed, changed, after }: Raced): string | undefined {
  const outcome = pressed.kind === "replaced" ? pressed.report?.outcome : undefined;
  const kept = [...after.keys()].filter((path) => keptNames.test(path));
  const unchanged = outcome === "evidence-changed" || outcome === "still-there";
  if (unchanged && kept.length > 0) return `${outcome}, yet there is ${kept.join()}`;
  if (outcome === "partly" && kept.length === 0) return "partly, yet nothing is kept";
  if (outcome === "restored" && kept.length > 0) return `restored, yet there is ${kept.join()}`;
  const same = homes.every((home) => nameOf(changed.get(home)) === nameOf(after.get(home)));
  return outcome === undefined && !same ? "not begun, yet something was moved" : undefined;
}

const keptNames = /\\(?:whyreboot|kept)\\[^\\]+\\_Ms/u;

/** The words for where a file is, by what the machine really holds. */
function places(tree: Tree, home: string, bytes: Buffer): string {
  const name = home.slice(home.lastIndexOf("\\"));
  const kept = [...tree.keys()].find((path) => keptNames.test(path) && path.endsWith(name));
  const isHome = isShown(tree, home, bytes);
  const isKept = kept !== undefined && isShown(tree, kept, bytes);
  if (isHome && !isKept) return "is in the Windows directory";
  if (isKept && !tree.has(home)) return "is in the folder for what is kept";
  if (isKept) {
    return "is in the folder for what is kept, and a file of that name is in the Windows directory";
  }
  if (kept !== undefined) return "is not where it was expected: another file has its name";
  return tree.has(home)
    ? "is not what was shown any more; it is in the Windows directory, as it was found"
    : "is in neither place";
}

function isShown(tree: Tree, path: string, bytes: Buffer): boolean {
  const node = tree.get(path);
  return node?.kind === "file" && node.content.equals(bytes);
}

/** Two things of one name are the same thing. */
function nameOf(node: TreeNode | undefined): string {
  switch (node?.kind) {
    case "file":
      return `file ${node.content.toString("latin1")}`;
    case "link":
      return `link ${node.target.names.join("\\")}`;
    case "directory":
      return `folder of ${[...node.entries.keys()].join()}`;
    case undefined:
      return "nothing";
  }
}
