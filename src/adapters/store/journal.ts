import type { Kysely, Transaction } from "kysely";
import type { JournalNote } from "#bot/cases.ts";
import { columns, fromJson, toJson } from "./columns.ts";
import { notTaken, readOfferRow } from "./offer-rows.ts";
import type { Tables } from "./tables.ts";

export async function addNote(
  transaction: Transaction<Tables>,
  offerId: string,
  { note, after }: { readonly note: JournalNote; readonly after: number | undefined },
): Promise<void> {
  if ((await readOfferRow(transaction, offerId)).state !== "taken") throw notTaken(offerId);
  const { last } = await transaction
    .selectFrom("notes")
    .where("offer_id", "=", offerId)
    .select(({ fn }) => fn.max("position").as("last"))
    .executeTakeFirstOrThrow();
  if (after !== undefined && (last ?? 0) !== after) {
    throw new Error(`somebody else goes on with the act of the offer ${offerId}`);
  }
  await transaction
    .insertInto("notes")
    .values({
      offer_id: offerId,
      position: (last ?? 0) + 1,
      at: note.at,
      step: note.step,
      facts_json: toJson(columns.facts, note.facts),
    })
    .execute();
}

export async function readJournal(db: Kysely<Tables>, offerId: string): Promise<JournalNote[]> {
  const rows = await db
    .selectFrom("notes")
    .selectAll()
    .where("offer_id", "=", offerId)
    .orderBy("position")
    .execute();
  return rows.map(({ at, step, facts_json }) => ({
    at,
    step,
    facts: fromJson(columns.facts, facts_json),
  }));
}
