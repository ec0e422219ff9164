import { maskSecrets } from "#checks/secrets/mask.ts";
import type { AuditEntry, Refusal, SeenFile } from "./audit.ts";
import type { OfferRecord } from "./cases.ts";
import type { Person } from "./ports.ts";
import type { Refusals } from "./refusals.ts";
import type { Report } from "./report.ts";
import type { BotDeps, Looked } from "./settle-case.ts";
import type { SweepRecord } from "./sweep/sweep.ts";

/** Longer questions are cut: the case keeps the whole of it. */
const questionKept = 500;

/** Who, where and when, as every entry begins. */
export function happened(
  { now }: Pick<BotDeps, "now">,
  person: Pick<Person, "id" | "name" | "place">,
): Pick<AuditEntry, "at" | "by" | "place"> {
  const { id, name, place } = person;
  const at = now().toISOString();
  return { at, by: { id, name }, ...(place === undefined ? {} : { place }) };
}

/** An entry's part about the offer that it belongs to. */
export function ofOffer(offer: OfferRecord): {
  readonly case: string;
  readonly workstation: string;
  readonly offer: string;
  readonly act: OfferRecord["act"];
} {
  const { caseId, workstation, id, act } = offer;
  return { case: caseId, workstation, offer: id, act };
}

/**
 * What was asked, seen and offered. False when it could not be written: an answer is not withheld
 * for that, since looking changes nothing, but it says so.
 */
export async function auditAnswer(
  { deps, asked, id }: Looked,
  report: Report,
  offers: readonly OfferRecord[],
): Promise<boolean> {
  const common = happened(deps, asked.person);
  const { workstation, headline, why, hostKey } = report;
  const answered: AuditEntry = {
    ...common,
    event: "asked",
    case: id,
    // Whatever somebody wrote is no workstation; it stands in the question.
    ...(headline === "unknown-workstation" ? {} : { workstation }),
    question: heard(asked.text),
    headline,
    ...(why === undefined ? {} : { why }),
    ...(hostKey === undefined ? {} : { hostKey }),
    files: filesSeen(report),
    signals: report.signals.flatMap(({ id, verdict }) =>
      verdict === undefined ? [] : [{ id, verdict }],
    ),
  };
  const offered = offers.map(
    (offer): AuditEntry => ({
      ...common,
      event: "offered",
      ...ofOffer(offer),
      confirm: offer.confirm,
      hostKey: offer.evidence.hostKey,
      files: filesShown(offer),
    }),
  );
  return await written(deps, [answered, ...offered]);
}

/**
 * Nothing was looked at or changed, so nothing depends on whether this could be written. Of somebody
 * who goes on and on, most are only counted; the next one that is written tells how many.
 */
export async function auditRefusal(
  deps: Pick<BotDeps, "audit" | "log" | "now"> & { readonly refusals: Refusals },
  person: Person,
  refusal: {
    readonly what: "question" | "press";
    readonly why: Refusal;
    readonly question?: string;
    /** When it is known which one. */
    readonly offer?: OfferRecord;
    readonly workstation?: string;
  },
): Promise<void> {
  const leftOut = deps.refusals.admit(person);
  if (leftOut === undefined) return;
  const { what, why, question, offer, workstation } = refusal;
  const entry: AuditEntry = {
    ...happened(deps, person),
    event: "refused",
    what,
    why,
    ...(question === undefined ? {} : { question: heard(question) }),
    ...(workstation === undefined ? {} : { workstation }),
    ...(offer === undefined
      ? {}
      : { case: offer.caseId, workstation: offer.workstation, offer: offer.id }),
    ...(leftOut === 0 ? {} : { leftOut }),
  };
  if (!(await written(deps, [entry]))) deps.refusals.missed(person, leftOut + 1);
}

/** Who asked about so many workstations; without it no sweep begins. */
export async function auditSweep(
  deps: Pick<BotDeps, "audit" | "log" | "now">,
  person: Pick<Person, "id" | "name" | "place">,
  about: { readonly sweep: SweepRecord; readonly workstations: number },
): Promise<boolean> {
  const { sweep, workstations } = about;
  const { id, question } = sweep;
  const common = happened(deps, person);
  return await written(deps, [
    { ...common, event: "sweep-begun", sweep: id, question: heard(question), workstations },
  ]);
}

/** What the button rests on. */
export function filesShown({ evidence }: OfferRecord): SeenFile[] {
  return evidence.files.map(({ path, bytes, modified, sha256 }) => ({
    path,
    bytes,
    modified,
    sha256,
  }));
}

/** Whether the entries are durable now; why not, is for the keeper's log. */
export async function written(
  { audit, log }: Pick<BotDeps, "audit" | "log">,
  entries: readonly AuditEntry[],
): Promise<boolean> {
  try {
    await audit.append(entries);
    return true;
  } catch (error) {
    const events = entries.map(({ event }) => event);
    log.error({ err: error, events }, "the audit trail could not be written");
    return false;
  }
}

function filesSeen({ restartFiles }: Report): SeenFile[] {
  return (restartFiles?.files ?? []).flatMap((file) => {
    if (file.state !== "present") return [];
    const { path, bytes, modified, sha256 } = file;
    return [{ path, bytes, modified, ...(sha256 === undefined ? {} : { sha256 }) }];
  });
}

/** Masked before it is cut: half of a secret is one as well. */
function heard(question: string): string {
  const masked = maskSecrets(question.slice(0, 2 * questionKept));
  return question.length > questionKept
    ? `${masked.slice(0, questionKept)}… (cut, ${question.length} characters)`
    : masked;
}
