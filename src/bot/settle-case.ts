import type { Diagnosis, Known } from "#checks/diagnose.ts";
import { mostPastLooks } from "#checks/past/look.ts";
import { maskSecrets } from "#checks/secrets/mask.ts";
import type { Approval, People } from "./approval/approval.ts";
import type { Audit } from "./audit.ts";
import type { Answer, Ask } from "./bot.ts";
import type { CaseRecord, CaseStore, OfferRecord } from "./cases.ts";
import type { DrawChart, DrawTrend } from "./chart.ts";
import type { Limits } from "./limits.ts";
import { makeOffers } from "./make-offers.ts";
import type { ReportHead } from "./make-report.ts";
import { diagnosisReport } from "./make-report.ts";
import type { Inventory, Log, Pages, Workstation, Workstations } from "./ports.ts";
import type { WorkQueue } from "./reach/queue.ts";
import type { Sites } from "./reach/sites.ts";
import type { Reply } from "./reply.ts";
import type { Report } from "./report.ts";
import type { Rights } from "./rights.ts";
import { may } from "./rights.ts";
import type { ClearMany } from "./sweep/clear-many.ts";
import type { SweepStore } from "./sweep/sweep.ts";
import type { Tells } from "./tell-lost.ts";
import type { Turns } from "./turns.ts";
import type { TellsBelow } from "./watch/tell-news.ts";
import type { WatchStore } from "./watch/watch.ts";
import { sayDiagnosis } from "./words/diagnosis.ts";
import { sayFooter } from "./words/footer.ts";
import { auditAnswer } from "./write-audit.ts";

/** What the flows need from outside. */
export interface BotDeps {
  readonly inventory: Inventory;
  readonly workstations: Workstations;
  readonly cases: CaseStore;
  readonly sweeps: SweepStore;
  readonly watches: WatchStore;
  readonly audit: Audit;
  readonly rights: Rights;
  /** Without it nobody has to approve anything. */
  readonly approval?: Approval;
  /** Whose accounts are whose; without it each id is somebody. */
  readonly people?: People;
  /** For how long what was removed is kept; without it until somebody takes it away. */
  readonly keptDays?: number;
  /** Absent: the defaults. */
  readonly clearMany?: ClearMany;
  /** What `explain` answers from. */
  readonly pages: Pages;
  /** Without it a sweep has no picture. */
  readonly drawChart?: DrawChart;
  /** Without it a watch has no picture. */
  readonly drawTrend?: DrawTrend;
  /** The platforms that are started by now; without it none. */
  readonly tells?: () => Tells;
  /** Where several processes run. */
  readonly turns?: Turns;
  /** The same, for what is new in a conversation. */
  readonly tellsBelow?: () => TellsBelow;
  readonly log: Log;
  /** Without them nothing is limited: for practice, and for one command in a shell. */
  readonly limits?: Limits;
  /** Absent: every process reaches every workstation. */
  readonly sites?: Sites;
  /** Through which processes share their work; absent: this one does everything. */
  readonly queue?: WorkQueue;
  /** The time, for the cases and for what is measured. */
  readonly now: () => Date;
}

/** One question under way. */
export interface Looked {
  readonly deps: BotDeps;
  readonly asked: Pick<Ask, "text" | "person">;
  readonly id: string;
  readonly askedAt: Date;
  /** One look of many: none of the person's own cases. */
  readonly inSweep?: true;
}

/** A fresh diagnosis of an open workstation as a case of its own; a click on changed evidence uses it. */
export async function answerDiagnosis(
  looked: Looked,
  found: {
    readonly workstation: string;
    readonly open: Pick<Workstation, "hostKey" | "trust">;
    readonly diagnosis: Diagnosis;
    /** Milliseconds until the connection stood. */
    readonly connect: number;
  },
): Promise<Answer> {
  const { workstation, open, diagnosis, connect } = found;
  const place = { caseId: looked.id, workstation, hostKey: open.hostKey };
  const offers = makeOffers(diagnosis.restartFiles, place);
  const pressable = offers.length > 0 && (await mayBeShown(looked, workstation));
  const total = elapsed(looked);
  const report = diagnosisReport(headOf(looked, workstation), diagnosis, {
    hostKey: open.hostKey,
    offers,
    milliseconds: { connect, look: total - connect, total },
  });
  const say = (shown: readonly OfferRecord[]): Reply =>
    sayDiagnosis({
      workstation,
      diagnosis,
      askedAt: looked.askedAt.toISOString(),
      offers: pressable ? shown : [],
      trust: open.trust,
      footer: footerOf(looked),
    });
  return await settle(looked, { report, say, offers });
}

/**
 * Where others read along, the button is for whoever may press it; to somebody alone only what they
 * may press is shown.
 */
async function mayBeShown(
  { deps, asked: { person } }: Looked,
  workstation: string,
): Promise<boolean> {
  if (person.alone !== true) return true;
  return (await may(person, deps, { right: "clear", workstation })) === "yes";
}

interface Settled {
  readonly report: Report;
  readonly say: (offers: readonly OfferRecord[]) => Reply;
  readonly offers: readonly OfferRecord[];
}

/**
 * Writes the case down, then the audit trail, then answers. A button whose offer is not in the store
 * could never be pressed: when writing fails, the answer goes out without one and says so.
 */
export async function settle(looked: Looked, settled: Settled): Promise<Answer> {
  const answer = await recorded(looked, settled);
  const { report = settled.report, reply } = answer;
  const offers = settled.offers.filter(({ id }) => report.offers.some((one) => one.id === id));
  if (await auditAnswer(looked, report, offers)) return answer;
  return { ...answer, reply: { ...reply, footer: [...reply.footer, " · not in the audit trail"] } };
}

async function recorded(looked: Looked, settled: Settled): Promise<Answer> {
  const { deps, asked, id, askedAt, inSweep } = looked;
  const { report, say, offers } = settled;
  const reply = say(offers);
  const record: CaseRecord = {
    id,
    workstation: report.workstation,
    askedAt: askedAt.toISOString(),
    askedBy: { id: asked.person.id, name: asked.person.name },
    question: maskSecrets(asked.text),
    report,
    reply,
  };
  try {
    await deps.cases.add(record, offers, inSweep ? "unlisted" : undefined);
  } catch (error) {
    deps.log.error({ err: error, case: id }, "the case could not be written down");
    const bare = say([]);
    return {
      reply: { ...bare, footer: [...bare.footer, " · not recorded, so no button"] },
      audience: "everyone",
      unrecorded: true,
      report: { ...report, offers: [] },
    };
  }
  const { headline, milliseconds } = report;
  deps.log.info({ case: id, workstation: report.workstation, headline, milliseconds }, "answered");
  return { reply, audience: "everyone", report };
}

/** What is known of a workstation before it is looked at; a store that fails only takes the history away. */
export function knownOf(
  { deps, askedAt }: Pick<Looked, "deps" | "askedAt">,
  workstation: string,
): Omit<Known, "hostKey"> {
  const past = deps.cases.pastLooks(workstation, mostPastLooks).catch((error: unknown) => {
    deps.log.error({ err: error, workstation }, "earlier looks could not be read");
    return [];
  });
  return { at: askedAt.toISOString(), past };
}

export function headOf({ id, askedAt }: Looked, workstation: string): ReportHead {
  return { case: id, workstation, askedAt: askedAt.toISOString() };
}

export function footerOf(looked: Looked): Reply["footer"] {
  return sayFooter({
    caseId: looked.id,
    askedBy: looked.asked.person.name,
    askedAt: looked.askedAt,
  });
}

export function elapsed({ deps, askedAt }: Looked): number {
  return deps.now().getTime() - askedAt.getTime();
}
