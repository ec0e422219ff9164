import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StorePlace } from "#adapters/store/place.ts";
import type { Kill, KillOffice, KillRun } from "../support/kill-office.ts";
import { killOffice } from "../support/kill-office.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** No act has so many places; a count that runs away ends here. */
const mostPlaces = 80;
/** Half a removal: the process passes these before its second move. */
const halfRemoved = { kind: "posix-rename", nth: 2 } as const;

/**
 * The promise of the journal: wherever the process ends, the next one finds both files at home, or
 * both kept aside with a journal and a way back, and the store says which. As many acts run side by
 * side as there are places for a store. `every` 2: only the places after what was done, since none
 * of the steps that lie before them leaves anything else in the store or on the workstation.
 */
export function kills(
  name: string,
  places: () => Promise<readonly StorePlace[]>,
  { every = 1 }: { readonly every?: number } = {},
): void {
  describe(`a bot that is killed in the middle of an act, with ${name}`, () => {
    let folder: Awaited<ReturnType<typeof temporaryFolder>>;
    const offices: KillOffice[] = [];
    beforeAll(async () => {
      folder = await temporaryFolder();
      for (const place of await places()) {
        offices.push(await killOffice(place, folder.path("compiled")));
      }
    });
    afterAll(async () => {
      await Promise.all(offices.map(async (one) => await one[Symbol.asyncDispose]()));
      await folder[Symbol.asyncDispose]();
    });

    it.each([
      ["a removal", "each place it passes", everyPlace("clear-restart-files", every)],
      ["an undo", "each place it passes", everyPlace("undo-clear", every)],
      ["a purge", "each place it passes", everyPlace("purge-kept", every)],
      ["a removal", "each request that changes something", requests("clear-restart-files")],
      ["an undo", "each request that changes something", requests("undo-clear")],
      ["a removal", "random times", randomTimes("clear-restart-files", 10)],
      ["a purge", "each request that changes something", requests("purge-kept")],
      ["an undo", "random times", randomTimes("undo-clear", 6)],
      ["half a removal that is being finished", "each place it passes", everyResumingPlace(every)],
    ] as const)(
      "leaves nothing half when %s is killed at %s",
      async (act, where, kinds) => {
        const runs = await runAll(offices, kinds);

        report(`${name}: ${act}, killed at ${where}`, runs);
        expect(runs.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
        expect(runs.filter(({ killed }) => killed).length).toBeGreaterThan(0);
      },
      90_000,
    );
  });
}

type NextKill = (at: number) => Kill | undefined;

function everyPlace(act: Kill["act"], every: number): NextKill {
  return (at) => (at > mostPlaces ? undefined : { act, kill: { place: at * every } });
}

/** The removal is cut off in its middle by the workstation's own clock, then its repair as well. */
function everyResumingPlace(every: number): NextKill {
  const act = "clear-restart-files";
  return (at) =>
    at * every > 12 ? undefined : { act, atRequest: halfRemoved, killResuming: at * every };
}

function requests(act: Kill["act"]): NextKill {
  const changes = {
    "clear-restart-files": ["mkdir 1", "mkdir 2", "posix-rename 1", "posix-rename 2"],
    "undo-clear": ["rename 1", "rename 2", "rmdir 1"],
    "purge-kept": ["remove 1", "remove 2", "rmdir 1"],
  };
  return (at) => {
    const [kind, nth] = changes[act][at - 1]?.split(" ") ?? [];
    return kind === undefined ? undefined : { act, atRequest: { kind, nth: Number(nth) } };
  };
}

/** An act takes 100 to 500 milliseconds, whatever else the machine does; most times are early ones. */
function randomTimes(act: Kill["act"], count: number): NextKill {
  return (at) =>
    at > count ? undefined : { act, kill: { milliseconds: Math.floor(Math.random() ** 2 * 500) } };
}

/** Until the kinds are used up, or a process came to its end: then there is no later place. */
async function runAll(offices: readonly KillOffice[], next: NextKill): Promise<KillRun[]> {
  const runs: KillRun[] = [];
  let at = 0;
  let over = false;
  const work = async (office: KillOffice): Promise<void> => {
    while (!over) {
      at += 1;
      const kill = next(at);
      if (kill === undefined) return;
      const run = await office.run(kill);
      runs.push(run);
      over ||= kill.kill !== undefined && "place" in kill.kill && !run.killed;
    }
  };
  await Promise.all(offices.map(work));
  return runs;
}

function report(title: string, runs: readonly KillRun[]): void {
  const count = (holds: (run: KillRun) => boolean): number => runs.filter(holds).length;
  const lost = count(({ wrong }) => wrong.includes("a file is lost"));
  const wrong = count((run) => run.wrong.length > 0);
  const came = Object.entries(
    Object.groupBy(
      runs.flatMap(({ resumed }) => resumed),
      ({ came }) => (came.kind === "ended" ? came.outcome : came.kind),
    ),
  ).map(([how, all]) => `${how} ${all?.length}`);
  process.stdout.write(
    `${title}: ${runs.length} runs, ${count(({ killed }) => killed)} killed, ${lost} lost, ` +
      `${wrong} wrong; resumed: ${came.join(", ") || "none"}\n`,
  );
}
