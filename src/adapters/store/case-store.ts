import type { Kysely, Selectable, Transaction } from "kysely";
import { sql } from "kysely";
import type { CaseRecord, CaseStore, OfferRecord } from "#bot/cases.ts";
import { pastLookOf } from "#bot/past-look.ts";
import type { PastLook } from "#checks/past/look.ts";
import { columns, fromJson, toJson } from "./columns.ts";
import { addNote, readJournal } from "./journal.ts";
import {
  fromOfferRow,
  nextOfferPosition,
  notTaken,
  readOfferRow,
  releaseTaken,
  takeOpen,
  toOfferRecord,
  toOfferRow,
} from "./offer-rows.ts";
import { withPatience } from "./patience.ts";
import {
  makeRequest,
  readRequest,
  readRequests,
  removeRequest,
  takeRequested,
} from "./requests.ts";
import type { CasesTable, Tables } from "./tables.ts";

/** Cases, offers and journals in a database that `migrate` has made ready. */
export function openCaseStore(db: Kysely<Tables>): CaseStore {
  const change = async <T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> =>
    await withPatience(async () => await db.transaction().execute(work));

  return {
    add: async (record, offers, as) => {
      await change(async (transaction) => {
        await addCase(transaction, { record, listed: as === undefined }, offers);
      });
    },

    findCase: async (id) => await withPatience(async () => await findCase(db, id)),

    casesOf: async (personId, limit) =>
      await withPatience(async () => await readCasesOf(db, personId, limit)),

    pastLooks: async (workstation, limit) =>
      await withPatience(async () => await readPastLooks(db, workstation, limit)),

    findOffer: async (id) =>
      await withPatience(async () => {
        const row = await db
          .selectFrom("offers")
          .selectAll()
          .where("id", "=", id)
          .executeTakeFirst();
        return row && fromOfferRow(row);
      }),

    keptBefore: async (time) => await withPatience(async () => await readKept(db, time)),

    unfinished: async () =>
      await withPatience(async () => {
        const taken = db.selectFrom("offers").selectAll().where("state", "=", "taken");
        const rows = await taken.orderBy("taken_at").orderBy("id").execute();
        return rows.map(fromOfferRow).filter((offer) => offer.state === "taken");
      }),

    offersOf: async (caseId) =>
      await withPatience(async () => {
        const offers = db.selectFrom("offers").selectAll().where("case_id", "=", caseId);
        return (await offers.orderBy("position").execute()).map(fromOfferRow);
      }),

    take: async (offerId, by, at) =>
      await change(async (transaction) => await takeOpen(transaction, offerId, { by, at })),

    request: async (offerId, request) =>
      await change(async (transaction) => await makeRequest(transaction, offerId, request)),

    requestOf: async (offerId) => await withPatience(async () => await readRequest(db, offerId)),

    takeApproved: async (offerId, request, at) =>
      await change(
        async (transaction) => await takeRequested(transaction, offerId, { request, at }),
      ),

    withdraw: async (offerId) =>
      await change(async (transaction) => await removeRequest(transaction, offerId)),

    requests: async (now) => await withPatience(async () => await readRequests(db, now)),

    release: async (offerId) => {
      await change(async (transaction) => {
        await releaseTaken(transaction, offerId);
      });
    },

    note: async (offerId, note, after) => {
      await change(async (transaction) => {
        await addNote(transaction, offerId, { note, after });
      });
    },

    journal: async (offerId) => await withPatience(async () => await readJournal(db, offerId)),

    finish: async (offerId, outcome, wayBack) => {
      await change(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable("offers")
          .set({ state: "closed", outcome })
          .where("id", "=", offerId)
          .where("state", "=", "taken")
          .executeTakeFirstOrThrow();
        if (numUpdatedRows !== 1n) throw notTaken(offerId);
        if (wayBack !== undefined) await addWayBack(transaction, offerId, wayBack);
      });
    },
  };
}

async function addCase(
  transaction: Transaction<Tables>,
  { record, listed }: { readonly record: CaseRecord; readonly listed: boolean },
  offers: readonly OfferRecord[],
): Promise<void> {
  await transaction
    .insertInto("cases")
    .values({
      id: record.id,
      workstation: record.workstation,
      asked_at: record.askedAt,
      asked_by_id: listed ? record.askedBy.id : null,
      asked_by_json: toJson(columns.who, record.askedBy),
      question_json: toJson(columns.question, record.question),
      report_json: toJson(columns.report, record.report),
      reply_json: toJson(columns.reply, record.reply),
      host_key: record.report.hostKey ?? null,
    })
    .execute();
  for (const [index, offer] of offers.entries()) {
    if (offer.caseId !== record.id) throw ofAnotherCase(offer);
    await transaction
      .insertInto("offers")
      .values(toOfferRow(offer, index + 1))
      .execute();
  }
}

async function findCase(db: Kysely<Tables>, id: string): Promise<CaseRecord | undefined> {
  const row = await db.selectFrom("cases").selectAll().where("id", "=", id).executeTakeFirst();
  return row && fromCaseRow(row);
}

async function readCasesOf(
  db: Kysely<Tables>,
  personId: string,
  limit: number,
): Promise<CaseRecord[]> {
  const mine = db.selectFrom("cases").selectAll().where("asked_by_id", "=", personId);
  // ISO 8601 in UTC sorts as text in the order of time.
  const newest = mine.orderBy("asked_at", "desc").orderBy("id", "desc").limit(limit);
  return (await newest.execute()).map(fromCaseRow);
}

function fromCaseRow(row: Selectable<CasesTable>): CaseRecord {
  return {
    id: row.id,
    workstation: row.workstation,
    askedAt: row.asked_at,
    askedBy: fromJson(columns.who, row.asked_by_json),
    question: fromJson(columns.question, row.question_json),
    report: fromJson(columns.report, row.report_json),
    reply: fromJson(columns.reply, row.reply_json),
  };
}

async function readPastLooks(
  db: Kysely<Tables>,
  workstation: string,
  limit: number,
): Promise<PastLook[]> {
  const rows = await db
    .selectFrom("cases")
    .select("report_json")
    .where("workstation", "=", workstation)
    .where("host_key", "is not", null)
    // ISO 8601 in UTC sorts as text in the order of time.
    .orderBy("asked_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.flatMap((row) => pastLookOf(fromJson(columns.report, row.report_json)) ?? []);
}

/**
 * Of the case of `back`; null while nothing has been done in it. The state is not a condition:
 * SQLite would read every closed offer there is, for each way back, instead of those of one case.
 */
const lastAct = sql<string | null>`(
  select max(case when acted.state = 'closed' then acted.taken_at end) from offers as acted
  where acted.case_id = back.case_id
)`;

async function readKept(db: Kysely<Tables>, time: string): Promise<OfferRecord[]> {
  const rows = await db
    .selectFrom("offers as back")
    .selectAll("back")
    .where("back.state", "=", "open")
    .where("back.act", "=", "undo-clear")
    .where((where) => where(lastAct, "<", time))
    .orderBy(lastAct)
    .orderBy("back.id")
    .execute();
  return rows.map(toOfferRecord);
}

async function addWayBack(
  transaction: Transaction<Tables>,
  offerId: string,
  wayBack: OfferRecord,
): Promise<void> {
  const { case_id: caseId } = await readOfferRow(transaction, offerId);
  if (wayBack.caseId !== caseId) throw ofAnotherCase(wayBack);
  const position = await nextOfferPosition(transaction, caseId);
  await transaction.insertInto("offers").values(toOfferRow(wayBack, position)).execute();
}

function ofAnotherCase(offer: OfferRecord): Error {
  return new Error(`the offer ${offer.id} belongs to another case, ${offer.caseId}`);
}
