import type { Insertable, Selectable, Transaction } from "kysely";
import type { OfferRecord, OfferState, Who } from "#bot/cases.ts";
import { columns, fromJson, toJson } from "./columns.ts";
import type { OffersTable, Tables } from "./tables.ts";

export function toOfferRow(offer: OfferRecord, position: number): Insertable<OffersTable> {
  return {
    id: offer.id,
    case_id: offer.caseId,
    position,
    workstation: offer.workstation,
    act: offer.act,
    confirm: offer.confirm,
    evidence_json: toJson(columns.evidence, offer.evidence),
    state: "open",
    taken_by_json: null,
    taken_at: null,
    outcome: null,
  };
}

export function fromOfferRow(row: Selectable<OffersTable>): OfferRecord & OfferState {
  return { ...toOfferRecord(row), ...stateOf(row) };
}

/** Without its state. */
export function toOfferRecord(row: Selectable<OffersTable>): OfferRecord {
  return {
    id: row.id,
    caseId: row.case_id,
    workstation: row.workstation,
    act: columns.act.parse(row.act),
    confirm: columns.confirm.parse(row.confirm),
    evidence: fromJson(columns.evidence, row.evidence_json),
  };
}

function stateOf(row: Selectable<OffersTable>): OfferState {
  const state = columns.state.parse(row.state);
  if (state === "open") return { state };
  const { taken_by_json: by, taken_at: at } = row;
  if (by === null || at === null) throw new Error(`offer ${row.id} is taken by nobody`);
  const taken = { by: fromJson(columns.who, by), at };
  if (state === "taken") return { state, ...taken };
  return { state, ...taken, outcome: columns.outcome.parse(row.outcome) };
}

/** @throws when there is no such offer. */
export async function readOfferRow(
  transaction: Transaction<Tables>,
  offerId: string,
): Promise<Selectable<OffersTable>> {
  return await transaction
    .selectFrom("offers")
    .selectAll()
    .where("id", "=", offerId)
    .executeTakeFirstOrThrow(() => new Error(`there is no offer ${offerId}`));
}

export async function takeOpen(
  transaction: Transaction<Tables>,
  offerId: string,
  taken: { readonly by: Who; readonly at: string },
): Promise<{ won: boolean; offer: OfferState }> {
  // The condition inside the one UPDATE makes one winner, in SQLite and PostgreSQL alike.
  const { numUpdatedRows } = await transaction
    .updateTable("offers")
    .set({ state: "taken", taken_by_json: toJson(columns.who, taken.by), taken_at: taken.at })
    .where("id", "=", offerId)
    .where("state", "=", "open")
    .executeTakeFirstOrThrow();
  const row = await readOfferRow(transaction, offerId);
  return { won: numUpdatedRows === 1n, offer: stateOf(row) };
}

/** @throws when nobody has taken it. */
export async function releaseTaken(
  transaction: Transaction<Tables>,
  offerId: string,
): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable("offers")
    .set({ state: "open", taken_by_json: null, taken_at: null })
    .where("id", "=", offerId)
    .where("state", "=", "taken")
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw notTaken(offerId);
}

export function notTaken(offerId: string): Error {
  return new Error(`the offer ${offerId} is not taken by anyone`);
}

/** The place after the case's last offer. */
export async function nextOfferPosition(
  transaction: Transaction<Tables>,
  caseId: string,
): Promise<number> {
  const { last } = await transaction
    .selectFrom("offers")
    .where("case_id", "=", caseId)
    .select(({ fn }) => fn.max("position").as("last"))
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}
