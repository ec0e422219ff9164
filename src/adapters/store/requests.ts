import type { Kysely, Selectable, Transaction } from "kysely";
import type { ApprovalRequest, OfferRecord, OfferState } from "#bot/cases.ts";
import { columns, fromJson, toJson } from "./columns.ts";
import { readOfferRow, releaseTaken, takeOpen, toOfferRecord } from "./offer-rows.ts";
import type { RequestsTable, Tables } from "./tables.ts";

/** @throws when there is no such offer, or it is not open. */
export async function makeRequest(
  transaction: Transaction<Tables>,
  offerId: string,
  wanted: ApprovalRequest,
): Promise<{ won: boolean; request: ApprovalRequest }> {
  if ((await readOfferRow(transaction, offerId)).state !== "open") {
    throw new Error(`the offer ${offerId} is not open`);
  }
  const row = {
    by_json: toJson(columns.who, wanted.by),
    asked_at: wanted.at,
    until: wanted.until,
  };
  // The condition inside the one INSERT makes one winner, in SQLite and PostgreSQL alike.
  const made = await transaction
    .insertInto("requests")
    .values({ offer_id: offerId, ...row })
    .onConflict((conflict) =>
      conflict.column("offer_id").doUpdateSet(row).where("requests.until", "<=", wanted.at),
    )
    .returning("offer_id")
    .executeTakeFirst();
  if (made !== undefined) return { won: true, request: wanted };
  const standing = await readRequest(transaction, offerId);
  if (standing === undefined) throw new Error(`the request for ${offerId} could not be made`);
  return { won: false, request: standing };
}

export async function readRequest(
  db: Kysely<Tables>,
  offerId: string,
): Promise<ApprovalRequest | undefined> {
  const row = await db
    .selectFrom("requests")
    .selectAll()
    .where("offer_id", "=", offerId)
    .executeTakeFirst();
  return row && fromRequestRow(row);
}

/** One winner between this and `removeRequest`: both change the offer's row first. */
export async function takeRequested(
  transaction: Transaction<Tables>,
  offerId: string,
  { request, at }: { readonly request: ApprovalRequest; readonly at: string },
): Promise<{ won: boolean; offer: OfferState }> {
  const taken = await takeOpen(transaction, offerId, { by: request.by, at });
  if (!taken.won || (await readRequest(transaction, offerId))?.at === request.at) return taken;
  await releaseTaken(transaction, offerId);
  return { won: false, offer: { state: "open" } };
}

export async function removeRequest(
  transaction: Transaction<Tables>,
  offerId: string,
): Promise<boolean> {
  // Changes nothing, but waits for whoever is taking the offer now.
  const { numUpdatedRows } = await transaction
    .updateTable("offers")
    .set({ state: "open" })
    .where("id", "=", offerId)
    .where("state", "=", "open")
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) return false;
  const removed = await transaction
    .deleteFrom("requests")
    .where("offer_id", "=", offerId)
    .executeTakeFirstOrThrow();
  return removed.numDeletedRows === 1n;
}

export async function readRequests(
  db: Kysely<Tables>,
  now: string,
): Promise<{ readonly offer: OfferRecord; readonly request: ApprovalRequest }[]> {
  const rows = await db
    .selectFrom("requests")
    .innerJoin("offers", "offers.id", "requests.offer_id")
    .selectAll()
    .where("offers.state", "=", "open")
    // ISO 8601 in UTC sorts as text in the order of time.
    .where("requests.until", ">", now)
    .orderBy("requests.asked_at")
    .orderBy("offers.id")
    .execute();
  return rows.map((row) => ({ offer: toOfferRecord(row), request: fromRequestRow(row) }));
}

function fromRequestRow(row: Omit<Selectable<RequestsTable>, "offer_id">): ApprovalRequest {
  return { by: fromJson(columns.who, row.by_json), at: row.asked_at, until: row.until };
}
