import type { AuditEntry, AuditedOutcome, FileAtEnd } from "../audit.ts";
import type { ApprovalRequest, OfferRecord } from "../cases.ts";
import type { Person } from "../ports.ts";
import type { Stage } from "../press.ts";
import type { BotDeps } from "../settle-case.ts";
import type { FileAfter } from "../words/outcome.ts";
import { filesShown, happened, ofOffer, written } from "../write-audit.ts";
import type { Acting } from "./acting.ts";

/** A click that a confirmation answers; nothing is changed by it, so it goes on in any case. */
export async function auditPressed(
  deps: BotDeps,
  person: Person,
  pressed: { readonly offer: OfferRecord; readonly stage: Stage },
): Promise<void> {
  await written(deps, [pressedEntry(deps, person, pressed)]);
}

/** A request for a second yes, made or withdrawn. False: it is not durable, so none may be made. */
export async function auditRequest(
  deps: BotDeps,
  person: Person,
  asked: {
    readonly offer: OfferRecord;
    readonly request: ApprovalRequest;
    readonly stage: Stage;
  },
): Promise<boolean> {
  const { offer, request, stage } = asked;
  const common = { ...happened(deps, person), ...ofOffer(offer) };
  const entry: AuditEntry =
    stage === "withdrawn"
      ? { ...common, event: "approval-withdrawn", requestedBy: request.by }
      : { ...common, event: "approval-asked", until: request.until };
  return await written(deps, [pressedEntry(deps, person, { offer, stage }), entry]);
}

/** The last click, if it was one, and the act that follows it. False: it is not durable, so no step may begin. */
export async function auditBegun(acting: Acting, stage?: Stage): Promise<boolean> {
  const { deps, offer, person } = acting;
  const begun: AuditEntry = {
    ...happened(deps, person),
    event: "act-begun",
    ...ofAct(acting),
    ...(acting.approved ? { requestedBy: acting.by } : {}),
    hostKey: offer.evidence.hostKey,
    files: filesShown(offer),
  };
  const pressed = stage === undefined ? [] : [pressedEntry(deps, person, { offer, stage })];
  return await written(deps, [...pressed, begun]);
}

/** How the act ended. False: it could not be written; the person must hear the outcome all the same. */
export async function auditEnded(
  acting: Acting,
  outcome: AuditedOutcome,
  seen: {
    readonly files: readonly FileAfter[];
    readonly keptIn?: string;
    readonly wayBack?: OfferRecord | undefined;
  } = { files: [] },
): Promise<boolean> {
  const { deps, offer, person } = acting;
  const { files, keptIn, wayBack } = seen;
  const ended: AuditEntry = {
    ...happened(deps, person),
    event: "act-ended",
    ...ofAct(acting),
    outcome,
    files: files.map((file) => fileAtEnd(file, offer)),
    ...(keptIn === undefined ? {} : { keptIn }),
    ...(wayBack === undefined ? {} : { wayBack: wayBack.id }),
  };
  return await written(deps, [ended]);
}

function ofAct({ offer, purges }: Acting): ReturnType<typeof ofOffer> | OfAPurge {
  return purges ? { ...ofOffer(offer), act: "purge-kept" } : ofOffer(offer);
}

type OfAPurge = Omit<ReturnType<typeof ofOffer>, "act"> & { readonly act: "purge-kept" };

function pressedEntry(
  deps: BotDeps,
  person: Person,
  { offer, stage }: { readonly offer: OfferRecord; readonly stage: Stage },
): AuditEntry {
  return { ...happened(deps, person), event: "pressed", ...ofOffer(offer), stage };
}

/** Places at which the very bytes that were shown have been read. */
const sameBytes: ReadonlySet<FileAfter["at"]> = new Set(["home", "kept", "both"]);

function fileAtEnd({ name, at }: FileAfter, { evidence }: OfferRecord): FileAtEnd {
  const shown = evidence.files.find((file) => file.name === name);
  return { name, at, ...(shown && sameBytes.has(at) ? { sha256: shown.sha256 } : {}) };
}
