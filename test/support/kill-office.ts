import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { signalPages } from "#adapters/docs/pages.ts";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import { openStore } from "#adapters/store/open-store.ts";
import type { StorePlace } from "#adapters/store/place.ts";
import { beginMilliseconds } from "#bot/act/journal.ts";
import type { Resumed } from "#bot/act/resume.ts";
import { resumeActs } from "#bot/act/resume.ts";
import type { Act, CaseStore, OfferRecord, OfferState } from "#bot/cases.ts";
import { createBot } from "#bot/create-bot.ts";
import type { Reply } from "#bot/reply.ts";
import type { BotDeps } from "#bot/settle-case.ts";
import { asked } from "#checks/list.ts";
import type { PracticeRequest } from "#practice/faults.ts";
import { freshKeys } from "#practice/fresh-keys.ts";
import { ordinaryWindows } from "#practice/ordinary-windows.ts";
import { plantDoneWork } from "#practice/restart-files.ts";
import { practiceWorkstation } from "#practice/sshd.ts";
import type { ActTask } from "./act-process.ts";
import { listed, must, person, replaced, yes } from "./office.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const workstation = "PC-42";
const user = "helpdesk";
const member = person("test:user:alice");
const home = { exe: "C:\\Windows\\_Msrstrt.exe", bat: "C:\\Windows\\_Mssetup.bat" };
const keptParent = "C:\\Windows\\whyreboot";

/** How an act was killed, and what a start of the bot made of it. */
export interface KillRun {
  readonly killed: boolean;
  /** Places that the process passed; only of one that came to its end. */
  readonly passed: number | undefined;
  readonly resumed: readonly Resumed[];
  /** What is wrong after that; empty as it must be. */
  readonly wrong: readonly string[];
}

/** A click's act, or that what was kept is removed for good. */
type KilledAct = Act | "purge-kept";

export interface Kill {
  readonly act: KilledAct;
  readonly kill?: NonNullable<ActTask["kill"]>;
  /** From outside, when the workstation receives such a request; it is answered all the same. */
  readonly atRequest?: { readonly kind: string; readonly nth: number };
  /** Then a second process resumes the act, and is killed at this of its places. */
  readonly killResuming?: number;
}

/** A workstation with the pair, a store, and processes of the bot that are killed in between. */
export interface KillOffice extends AsyncDisposable {
  run(kill: Kill): Promise<KillRun>;
}

/** `compiled`: a folder for the processes' sources, of which reading takes half of their time. */
export async function killOffice(place: StorePlace, compiled: string): Promise<KillOffice> {
  const windows = ordinaryWindows();
  const keys = freshKeys();
  let onRequest: (request: PracticeRequest) => void = () => {};
  const server = await practiceWorkstation(windows, {
    user,
    clientKey: keys.public,
    onRequest: (request) => {
      onRequest(request);
      return undefined;
    },
  });
  const folder = await temporaryFolder();
  const knownHosts = folder.path("known_hosts");
  await writeFile(knownHosts, `${server.knownHost}\n`);
  const store = await openStore(place);
  const host = { address: server.address, port: server.port, user };
  const log = pino({ enabled: false });
  const deps: BotDeps = {
    inventory: listed(workstation),
    workstations: sshWorkstations({
      hosts: new Map([[workstation, host]]),
      credentials: { privateKey: keys.private },
      knownHosts: { file: knownHosts, trustOnFirstUse: false },
      asks: asked,
      log,
    }),
    cases: store,
    sweeps: store.sweeps,
    watches: store.watches,
    audit: store.audit,
    rights: { ask: [member.id], clear: [member.id] },
    pages: signalPages(),
    log,
    now: () => new Date(),
  };
  const bot = createBot(deps);
  const task: Omit<ActTask, "press" | "kill"> = {
    store: place,
    workstation,
    host,
    privateKey: keys.private,
    knownHosts,
    person: member.id,
  };

  const startProcess = (one: ActTask): ReturnType<typeof startNode> => startNode(one, compiled);
  // There is nothing to resume, so it ends by itself, and the ones after it start faster.
  await startProcess(task).ended;

  const startAct = async (act: KilledAct): Promise<{ reply: Reply; caseId: string }> => {
    windows.remove(keptParent);
    plantDoneWork(windows);
    const { reply, report } = await bot.ask({ text: workstation, person: member });
    const caseId = must(report).case;
    if (act === "clear-restart-files") return { reply, caseId };
    const removed = await bot.press({ press: yes(reply), person: member });
    return { reply: replaced(removed), caseId };
  };

  return {
    async run({ act, kill, atRequest, killResuming }) {
      const { reply, caseId } = await startAct(act);
      const pair = {
        exe: must(windows.content(home.exe) ?? (await keptContent(caseId, "exe"))),
        bat: must(windows.content(home.bat) ?? (await keptContent(caseId, "bat"))),
      };
      const press = yes(reply);
      const first = startProcess({
        ...task,
        press,
        ...(act === "purge-kept" ? { purges: true } : {}),
        ...(kill === undefined ? {} : { kill }),
      });
      let requests = 0;
      onRequest = ({ kind }) => {
        if (kind !== atRequest?.kind) return;
        requests += 1;
        if (requests === atRequest.nth) first.kill();
      };
      const ended = await first.ended;
      onRequest = () => {};
      if (killResuming !== undefined) {
        await startProcess({ ...task, kill: { place: killResuming } }).ended;
      }
      // Later than a process takes between the two first things that it writes, and far earlier
      // than one that runs is taken for gone.
      const now = (): Date => new Date(Date.now() + beginMilliseconds + 1);
      const resumed = await resumeActs({ ...deps, now });
      const wrong = await wrongWith(caseId, { act, pair });
      return { ...ended, resumed, wrong };
    },
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await server.stop();
      await folder[Symbol.asyncDispose]();
    },
  };

  async function keptContent(caseId: string, which: keyof Pair): Promise<Buffer | undefined> {
    const [offer] = await store.offersOf(caseId);
    const name = home[which].slice(home[which].lastIndexOf("\\") + 1);
    return windows.content(`${keptParent}\\${caseId}-${must(offer).id.slice(0, 6)}\\${name}`);
  }

  async function wrongWith(
    caseId: string,
    { act, pair }: { readonly act: KilledAct; readonly pair: Pair },
  ): Promise<string[]> {
    const places = await Promise.all(
      (["exe", "bat"] as const).map(async (which) => ({
        home: same(windows.content(home[which]), pair[which]),
        kept: same(await keptContent(caseId, which), pair[which]),
      })),
    );
    const wrong: string[] = [];
    const gone = act === "purge-kept" && places.every((one) => !one.home && !one.kept);
    if (!gone && places.some((one) => !one.home && !one.kept)) wrong.push("a file is lost");
    const atHome = places.every((one) => one.home && !one.kept);
    const keptAside = places.every((one) => one.kept && !one.home);
    if (!atHome && !keptAside && !gone) wrong.push("the pair is half");
    if ((await store.unfinished()).length > 0) wrong.push("an offer is left taken");
    const told = toldOf(await store.offersOf(caseId), act);
    if (told !== (gone ? "gone" : atHome ? "home" : "kept")) wrong.push(`the store says ${told}`);
    wrong.push(...(await unjournalled(store, caseId, keptAside)));
    return wrong;
  }
}

interface Pair {
  readonly exe: Buffer;
  readonly bat: Buffer;
}

/** Where the pair is by what the store tells people. */
function toldOf(offers: readonly (OfferRecord & OfferState)[], killed: KilledAct): string {
  const act: Act = killed === "purge-kept" ? "undo-clear" : killed;
  const offer = offers.find((one) => one.act === act);
  const wayBack = offers.some((one) => one.act === "undo-clear" && one.state === "open");
  if (offer?.state === "open") return act === "undo-clear" ? "kept" : "home";
  if (offer?.state !== "closed") return "nothing";
  if (offer.outcome === "purged") return "gone";
  if (offer.outcome === "removed") return wayBack ? "kept" : "removed without a way back";
  if (offer.outcome === "still-there" || offer.outcome === "restored") return "home";
  return offer.outcome;
}

/** What was moved stands in the journal of the removal. */
async function unjournalled(store: CaseStore, caseId: string, kept: boolean): Promise<string[]> {
  if (!kept) return [];
  const [removal] = await store.offersOf(caseId);
  const journal = await store.journal(must(removal).id);
  const moves = journal.filter(({ step }) => step === "move").map(({ facts }) => facts["from"]);
  return Object.values(home).every((path) => moves.includes(path)) ? [] : ["no journal of a move"];
}

function same(content: Buffer | undefined, shown: Buffer): boolean {
  return content?.equals(shown) === true;
}

function startNode(
  task: ActTask,
  compiled: string,
): {
  readonly ended: Promise<Pick<KillRun, "killed" | "passed">>;
  kill(): void;
} {
  const script = fileURLToPath(new URL("act-process.ts", import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(task)], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  });
  let said = "";
  let complained = "";
  child.stdout.on("data", (data: Buffer) => (said += data.toString()));
  child.stderr.on("data", (data: Buffer) => (complained += data.toString()));
  const ended = once(child, "close").then(() => {
    const passed = /passed (?<count>\d+)/u.exec(said)?.groups?.["count"];
    const killed = child.signalCode === "SIGKILL";
    if (!killed && child.exitCode !== 0) throw new Error(`the act's process failed: ${complained}`);
    return { killed, passed: passed === undefined ? undefined : Number(passed) };
  });
  return { ended, kill: () => void child.kill("SIGKILL") };
}
