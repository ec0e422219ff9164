import { signalPages } from "#adapters/docs/pages.ts";
import type { Pressed } from "#bot/bot.ts";
import type { CaseRecord, OfferRecord } from "#bot/cases.ts";
import { createBot } from "#bot/create-bot.ts";
import { newCaseId, newOfferId } from "#bot/ids.ts";
import { writePress } from "#bot/press.ts";
import { asked } from "#checks/list.ts";
import type { PracticeRequest } from "#practice/faults.ts";
import type { TreeNode } from "#practice/file-tree.ts";
import { nodeAt } from "#practice/file-tree.ts";
import { localPath } from "#practice/local-path.ts";
import { batchPath, plantDoneWork } from "#practice/restart-files.ts";
import type { PracticeWindows } from "#practice/windows.ts";
import { memoryAudit } from "./memory-audit.ts";
import { memoryCaseStore } from "./memory-case-store.ts";
import { memorySweepStore } from "./memory-sweep-store.ts";
import { memoryWatchStore } from "./memory-watch-store.ts";
import { listed, must, person, replaced } from "./office.ts";
import { practiceStage } from "./practice-stage.ts";

const runnerPath = "C:\\Windows\\_Msrstrt.exe";
export const keptParent = "C:\\Windows\\whyreboot";
export const homes = [runnerPath, batchPath] as const;

/** What somebody on the workstation does in one instant between two remote steps. */
export interface Change {
  readonly name: string;
  readonly happen: (windows: PracticeWindows) => void;
}

/** One act during which one change happened. */
export interface Raced {
  /** The request before whose answer it happened. */
  readonly step: string;
  readonly pressed: Pressed;
  /** Everything on the machine by its path, at three instants. */
  readonly before: ReadonlyMap<string, TreeNode>;
  readonly changed: ReadonlyMap<string, TreeNode>;
  readonly after: ReadonlyMap<string, TreeNode>;
}

/** The real act over SSH on a practice workstation where something happens at a chosen step. */
export interface RaceCourse extends AsyncDisposable {
  /** What the pair is when it is shown, by its name at home. */
  readonly shown: ReadonlyMap<string, Buffer>;
  /** How many requests the act makes when nothing happens. */
  steps(act: OfferRecord["act"]): Promise<number>;
  race(act: OfferRecord["act"], step: number, change: Change): Promise<Raced>;
}

export async function raceCourse(): Promise<RaceCourse> {
  let onRequest: (request: PracticeRequest) => void = () => {};
  const practice = await practiceStage(asked, (request) => {
    onRequest(request);
    return undefined;
  });
  const { stage, windows } = practice;
  plantDoneWork(windows);
  const shown = new Map(homes.map((path) => [path, must(windows.content(path))]));
  const cases = memoryCaseStore();
  const member = person("test:user:alice");
  const bot = createBot({
    inventory: listed("PC-42"),
    workstations: {
      open: async () => ({ ok: true, workstation: await stage.open() }),
    },
    cases,
    sweeps: memorySweepStore(),
    watches: memoryWatchStore(),
    audit: memoryAudit(),
    rights: { ask: [member.id], clear: [member.id] },
    pages: signalPages(),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    now: () => new Date(),
  });
  const { reply, report } = await bot.ask({ text: "PC-42", person: member });
  const record = must(await cases.findCase(must(report).case));
  const offer = must((await cases.offersOf(record.id))[0]);
  if (reply.buttons.length !== 1) throw new Error("nothing to remove is offered");

  /** The case anew, so that each race has a button of its own. */
  const prepare = async (act: OfferRecord["act"]): Promise<string> => {
    windows.remove(keptParent);
    windows.remove(trap);
    windows.plantDirectory(trap);
    plantDoneWork(windows);
    const fresh: CaseRecord = { ...record, id: newCaseId() };
    const offered: OfferRecord = { ...offer, id: newOfferId(), caseId: fresh.id };
    await cases.add(fresh, [offered]);
    const press = writePress(offered.id, "confirm");
    if (act === "clear-restart-files") return press;
    const removed = replaced(await bot.press({ press, person: member }));
    return must(removed.buttons[0]).confirm.press;
  };
  const run = async (
    act: OfferRecord["act"],
    heard: (request: PracticeRequest, count: number) => void,
  ): Promise<Pressed> => {
    const press = await prepare(act);
    let count = 0;
    onRequest = (request) => {
      if (!counted(request)) return;
      heard(request, count);
      count += 1;
    };
    const pressed = await bot.press({ press, person: member });
    onRequest = () => {};
    return pressed;
  };

  return {
    shown,
    async steps(act) {
      let steps = 0;
      await run(act, () => void (steps += 1));
      return steps;
    },
    async race(act, step, change) {
      let raced: Pick<Raced, "step" | "before" | "changed"> | undefined;
      const pressed = await run(act, ({ kind, path }, count) => {
        if (count !== step) return;
        const before = everything(windows);
        change.happen(windows);
        raced = { step: `${kind} ${path}`, before, changed: everything(windows) };
      });
      return { ...must(raced), pressed, after: everything(windows) };
    },
    async [Symbol.asyncDispose]() {
      await practice.stop();
    },
  };
}

/** Where every user may write. */
export const trap = "C:\\Users\\Public\\trap";

/** Steps that meet the pair or where it is kept: between two of these no moment differs from another. */
function counted({ kind, path }: PracticeRequest): boolean {
  const meets = [...homes, keptParent].some((place) => path.startsWith(place));
  return meets && kind !== "close";
}

function everything(windows: PracticeWindows): Map<string, TreeNode> {
  const found = new Map<string, TreeNode>();
  const walk = (path: string): void => {
    const node = nodeAt(windows.tree, must(localPath(path)));
    if (node === undefined) return;
    found.set(path, node.kind === "file" ? { ...node } : node);
    if (node.kind !== "directory") return;
    for (const { name } of node.entries.values()) walk(`${path}\\${name}`);
  };
  for (const place of [...homes, keptParent, trap]) walk(place);
  return found;
}
