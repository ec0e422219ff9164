import type { Kysely, Selectable, Transaction } from "kysely";
import type { AuditHead, AuditLink, AuditTrail } from "#bot/audit.ts";
import { chain, emptyHead } from "#bot/audit-chain.ts";
import { auditEntry } from "./audit-column.ts";
import { fromJson } from "./columns.ts";
import { withPatience } from "./patience.ts";
import type { AuditTable, Tables } from "./tables.ts";

/** How many links are in memory at a time while all are read. */
const pageLength = 200;

/** How often another writer may be first at the same position before an append fails. */
const mostAttempts = 100;

/**
 * The audit trail in a database that `migrate` has made ready. Nothing here changes or removes a
 * link; in SQLite a trigger refuses that to everybody (`migrations.ts`).
 */
export function openAuditTrail(db: Kysely<Tables>): AuditTrail {
  return {
    append: async (entries) => {
      for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
        const appended = await withPatience(
          async () =>
            await db.transaction().execute(async (transaction) => {
              const links = chain(await readHead(transaction), entries);
              return await insert(transaction, links);
            }),
        );
        if (appended) return;
      }
      throw new Error("other writers of the audit trail were always first");
    },

    history: async (workstation, limit) => {
      const rows = await withPatience(
        async () =>
          await db
            .selectFrom("audit")
            .select("entry_json")
            .where("workstation", "=", workstation)
            .orderBy("position", "desc")
            .limit(limit)
            .execute(),
      );
      return rows.map((row) => fromJson(auditEntry, row.entry_json));
    },

    links: async function* () {
      let page = await readPage(db, undefined);
      while (page.length > 0) {
        yield* page.map(toLink);
        page = await readPage(db, page.at(-1)?.position);
      }
    },

    head: async () => await withPatience(async () => await readHead(db)),
  };
}

async function readHead(db: Kysely<Tables>): Promise<AuditHead> {
  const last = await db
    .selectFrom("audit")
    .select(["position", "hash"])
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst();
  return last === undefined ? emptyHead : { count: last.position, hash: last.hash };
}

/**
 * False when somebody else has taken the first position since the head was read: SQLite's write
 * lock excludes that, PostgreSQL makes this insert wait for the other and then do nothing. Whoever
 * has the first position has the ones behind it too, since each writer begins at the same head.
 */
async function insert(
  transaction: Transaction<Tables>,
  links: readonly AuditLink[],
): Promise<boolean> {
  for (const link of links) {
    const inserted = await transaction
      .insertInto("audit")
      .values(toRow(link))
      .onConflict((conflict) => conflict.column("position").doNothing())
      .returning("position")
      .executeTakeFirst();
    if (inserted !== undefined) continue;
    if (link === links[0]) return false;
    // Throwing rolls back; returning would leave half of the entries.
    throw new Error("another writer of the audit trail came in between");
  }
  return true;
}

async function readPage(
  db: Kysely<Tables>,
  after: number | undefined,
): Promise<readonly Selectable<AuditTable>[]> {
  return await withPatience(async () => {
    const rows = db.selectFrom("audit").selectAll().orderBy("position").limit(pageLength);
    // The first page has no lower end: a line that somebody put before the first is found as well.
    return await (after === undefined ? rows : rows.where("position", ">", after)).execute();
  });
}

function toRow({ position, workstation, text, previous, hash }: AuditLink): AuditTable {
  return { position, workstation, entry_json: text, previous, hash };
}

function toLink(row: Selectable<AuditTable>): AuditLink {
  const { position, workstation, entry_json: text, previous, hash } = row;
  return { position, workstation, text, previous, hash };
}
