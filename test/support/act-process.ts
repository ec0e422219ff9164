/**
 * Run as a process of its own, with its task as JSON in its argument: performs one act, or resumes
 * those that were cut off, with the real bot, store and SSH, and kills itself where its task says
 * so. It prints `acting` when the act begins, and at its end how many places it passed at which it
 * could have been killed.
 */
import { pino } from "pino";
import { signalPages } from "#adapters/docs/pages.ts";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import { openStore } from "#adapters/store/open-store.ts";
import type { StorePlace } from "#adapters/store/place.ts";
import { purgeKept } from "#bot/act/purge.ts";
import { resumeActs } from "#bot/act/resume.ts";
import { createBot } from "#bot/create-bot.ts";
import type { Opened, Workstations } from "#bot/ports.ts";
import { readPress } from "#bot/press.ts";
import type { BotDeps } from "#bot/settle-case.ts";
import { asked } from "#checks/list.ts";
import { listed, must, person } from "./office.ts";

export interface ActTask {
  readonly store: StorePlace;
  readonly workstation: string;
  readonly host: { readonly address: string; readonly port: number; readonly user: string };
  readonly privateKey: string;
  readonly knownHosts: string;
  readonly person: string;
  /** Absent: resume. */
  readonly press?: string;
  /** In place of pressing: removes what the button's offer would put back. */
  readonly purges?: true;
  /** At which of the places that it passes, from 1; or so many milliseconds after the act began. */
  readonly kill?: { readonly place: number } | { readonly milliseconds: number };
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the test that starts it
const task = JSON.parse(process.argv[2] ?? "") as ActTask;
const { kill } = task;
let passed = 0;

function die(): never {
  process.kill(process.pid, "SIGKILL");
  // The signal may take a moment; nothing may happen in it.
  for (;;);
}

function pass(): void {
  passed += 1;
  if (kill !== undefined && "place" in kill && kill.place === passed) die();
}

/** A place before and a place after it. */
function around<Given extends unknown[], Result>(
  step: (...given: Given) => Promise<Result>,
): (...given: Given) => Promise<Result> {
  return async (...given) => {
    pass();
    const result = await step(...given);
    pass();
    return result;
  };
}

function watched(workstations: Workstations): Workstations {
  return {
    open: around(async (name): Promise<Opened> => {
      const opened = await workstations.open(name);
      if (!opened.ok) return opened;
      const { workstation } = opened;
      const { machine, hands, hostKey, trust } = workstation;
      return {
        ok: true,
        workstation: {
          machine,
          hostKey,
          trust,
          hands: {
            makeDirectory: around(async (path) => await hands.makeDirectory(path)),
            moveAside: around(async (from, to) => await hands.moveAside(from, to)),
            putBack: around(async (from, to) => await hands.putBack(from, to)),
            removeFile: around(async (path) => await hands.removeFile(path)),
            removeDirectory: around(async (path) => await hands.removeDirectory(path)),
          },
          async [Symbol.asyncDispose]() {
            await workstation[Symbol.asyncDispose]();
          },
        },
      };
    }),
  };
}

await using store = await openStore(task.store);
const { audit } = store;
const deps: BotDeps = {
  inventory: listed(task.workstation),
  workstations: watched(
    sshWorkstations({
      hosts: new Map([[task.workstation, task.host]]),
      credentials: { privateKey: task.privateKey },
      knownHosts: { file: task.knownHosts, trustOnFirstUse: false },
      asks: asked,
      log: pino({ enabled: false }),
    }),
  ),
  sweeps: store.sweeps,
  watches: store.watches,
  cases: {
    ...store,
    take: around(async (id, by, at) => await store.take(id, by, at)),
    note: around(async (id, note, after) => await store.note(id, note, after)),
    release: around(async (id) => await store.release(id)),
    finish: around(async (id, outcome, back) => await store.finish(id, outcome, back)),
  },
  audit: {
    append: around(async (entries) => await audit.append(entries)),
    history: async (workstation, limit) => await audit.history(workstation, limit),
  },
  rights: { ask: [task.person], clear: [task.person] },
  pages: signalPages(),
  log: pino({ enabled: false }),
  now: () => new Date(),
};

if (task.press === undefined) {
  await resumeActs(deps);
} else if (task.purges) {
  const offer = must(await store.findOffer(must(readPress(task.press)).offer));
  await purgeKept(deps, offer);
} else {
  await createBot(deps).press({
    press: task.press,
    person: person(task.person),
    onActing: () => {
      process.stdout.write("acting\n");
      if (kill !== undefined && "milliseconds" in kill) setTimeout(die, kill.milliseconds);
    },
  });
}
process.stdout.write(`passed ${passed}\n`);
