import { signalPages } from "#adapters/docs/pages.ts";
import { listInventory } from "#adapters/inventory/list-inventory.ts";
import type { Approval, People } from "#bot/approval/approval.ts";
import type { Audit } from "#bot/audit.ts";
import type { Bot, Pressed } from "#bot/bot.ts";
import type { CaseStore } from "#bot/cases.ts";
import type { DrawChart, DrawTrend } from "#bot/chart.ts";
import { createBot } from "#bot/create-bot.ts";
import type { Desk } from "#bot/desk.ts";
import { openDesk } from "#bot/desk.ts";
import type { Limits } from "#bot/limits.ts";
import type { Inventory, Log, Pages, Person, Workstations } from "#bot/ports.ts";
import type { WorkQueue } from "#bot/reach/queue.ts";
import type { Sites } from "#bot/reach/sites.ts";
import type { Reply } from "#bot/reply.ts";
import { plain } from "#bot/reply.ts";
import type { Rights } from "#bot/rights.ts";
import type { BotDeps } from "#bot/settle-case.ts";
import type { ClearMany } from "#bot/sweep/clear-many.ts";
import type { SweepStore } from "#bot/sweep/sweep.ts";
import type { Tells } from "#bot/tell-lost.ts";
import type { TellsBelow } from "#bot/watch/tell-news.ts";
import type { WatchStore } from "#bot/watch/watch.ts";
import type { MemoryAudit } from "./memory-audit.ts";
import { memoryAudit } from "./memory-audit.ts";
import { memoryCaseStore } from "./memory-case-store.ts";
import { memorySweepStore } from "./memory-sweep-store.ts";
import { memoryWatchStore } from "./memory-watch-store.ts";
import type { World } from "./world.ts";
import { world } from "./world.ts";

/** The real bot over one pretend workstation, PC-42, with a person who may and one who may not. */
export interface Office {
  readonly bot: Bot;
  readonly pc: World;
  /** What another start of the bot would have as well. */
  readonly deps: BotDeps;
  readonly desk: Desk;
  readonly cases: CaseStore;
  readonly sweeps: SweepStore;
  readonly watches: WatchStore;
  readonly audit: MemoryAudit;
  readonly member: Person;
  readonly stranger: Person;
  readonly logged: string[];
}

export function office(
  change: {
    readonly workstations?: Workstations;
    readonly cases?: CaseStore;
    readonly sweeps?: SweepStore;
    readonly watches?: WatchStore;
    readonly tells?: Tells;
    readonly tellsBelow?: TellsBelow;
    readonly drawChart?: DrawChart;
    readonly drawTrend?: DrawTrend;
    readonly audit?: Audit;
    readonly pages?: Pages;
    readonly limits?: Limits;
    readonly rights?: Rights;
    readonly inventory?: Inventory;
    readonly approval?: Approval;
    readonly clearMany?: ClearMany;
    readonly people?: People;
    readonly now?: () => Date;
    readonly queue?: WorkQueue;
    readonly sites?: Sites;
    readonly log?: Log;
  } = {},
): Office {
  const pc = world();
  const cases = change.cases ?? memoryCaseStore();
  const audit = memoryAudit();
  const logged: string[] = [];
  const member = person("test:user:alice");
  const sweeps = change.sweeps ?? memorySweepStore();
  const watches = change.watches ?? memoryWatchStore();
  const deps: BotDeps = {
    inventory: change.inventory ?? listed("PC-42", "PC-43"),
    workstations: change.workstations ?? pc.workstations,
    cases,
    sweeps,
    watches,
    audit: change.audit ?? audit,
    rights: change.rights ?? { ask: [member.id], clear: [member.id], approve: [member.id] },
    pages: change.pages ?? signalPages(),
    log: change.log ?? logTo(logged),
    ...(change.limits ? { limits: change.limits } : {}),
    ...(change.clearMany ? { clearMany: change.clearMany } : {}),
    ...(change.approval ? { approval: change.approval } : {}),
    ...(change.people ? { people: change.people } : {}),
    ...(change.tells ? { tells: () => change.tells ?? {} } : {}),
    ...(change.tellsBelow ? { tellsBelow: () => change.tellsBelow ?? {} } : {}),
    ...(change.drawChart ? { drawChart: change.drawChart } : {}),
    ...(change.drawTrend ? { drawTrend: change.drawTrend } : {}),
    ...(change.queue ? { queue: change.queue } : {}),
    ...(change.sites ? { sites: change.sites } : {}),
    now: change.now ?? (() => new Date()),
  };
  const desk = openDesk(deps);
  const bot = createBot(desk);
  return {
    bot,
    deps,
    desk,
    pc,
    cases,
    sweeps,
    watches,
    audit,
    member,
    stranger: person("test:user:mallory"),
    logged,
  };
}

export function person(id: string, answer?: "cannot-tell"): Person {
  return {
    id,
    name: id.split(":").at(-1) ?? id,
    holds: async (ids) => answer ?? (ids.includes(id) ? "yes" : "no"),
  };
}

export function listed(...names: string[]): Inventory {
  return listInventory(names.map((name) => ({ name })));
}

function logTo(lines: string[]): Log {
  const write = (_: object, message: string): void => void lines.push(message);
  return { info: write, warn: write, error: write };
}

/** All words of a reply, as a person would read them aloud. */
export function words(reply: Reply): string {
  const rows = reply.evidence.flatMap(({ title, rows: inside }) => [
    title,
    ...inside.map(({ quote, says }) => `${quote ?? ""} ${plain(says)}`),
  ]);
  return [plain(reply.headline), ...reply.body.map(plain), ...rows, plain(reply.footer)].join("\n");
}

export const batchPath = "C:\\Windows\\_MSSETUP.BAT";
export const runnerPath = "C:\\Windows\\_MSRSTRT.EXE";

/** Litter: a pair whose batch has nothing left to do. */
export async function plantLeftover(pc: World): Promise<void> {
  await pc.plant("C:\\W\\COMMDLG.DLL", "new");
  await pc.plant(batchPath, "DEL C:\\W\\COMMDLG.DLL\r\nREN C:\\W\\~T1.TMP COMMDLG.DLL\r\n");
  await pc.plant(runnerPath, "MZ runner");
}

/** A pair whose batch still has a new file staged. */
export async function plantStranded(pc: World): Promise<void> {
  await plantLeftover(pc);
  await pc.plant("C:\\W\\~T1.TMP", "newest");
}

/** The reply that took the place of the pressed message. */
export function replaced(pressed: Pressed): Reply {
  if (pressed.kind !== "replaced") throw new Error(`not replaced: ${JSON.stringify(pressed)}`);
  return pressed.reply;
}

/** What the first button of a reply sends after its own confirmation was answered with yes. */
export function yes(reply: Reply): string {
  const [button] = reply.buttons;
  if (button === undefined) throw new Error(`no button: ${words(reply)}`);
  return button.confirm.press;
}

/** A value that the test cannot go on without. */
export function must<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("there is none");
  return value;
}

/** Runs before the second step of a kind, not before the first. */
export function beforeSecond(
  pc: World,
  step: "moveAside" | "putBack",
  act: () => Promise<void>,
): void {
  pc.before(step, () => {
    pc.before(step, act);
  });
}
