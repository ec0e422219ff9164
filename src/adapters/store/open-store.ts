import type { Kysely } from "kysely";
import type { AuditTrail } from "#bot/audit.ts";
import type { CaseStore, Claims } from "#bot/cases.ts";
import type { Leases } from "#bot/leases.ts";
import type { OpenMessages } from "#bot/open-messages.ts";
import type { SweepStore } from "#bot/sweep/sweep.ts";
import type { WatchStore } from "#bot/watch/watch.ts";
import { openAuditTrail } from "./audit-trail.ts";
import { openCaseStore } from "./case-store.ts";
import { openClaims } from "./claims.ts";
import { openLeases } from "./leases.ts";
import { openOpenMessages } from "./open-messages.ts";
import { openSqlite } from "./open-sqlite.ts";
import type { StorePlace } from "./place.ts";
import { openSweepStore } from "./sweep-store.ts";
import type { Tables } from "./tables.ts";
import { openWatchStore } from "./watch-store.ts";

/** Disposing it closes the file or the connections; calls after that reject. */
export type Store = CaseStore &
  Claims & {
    readonly audit: AuditTrail;
    readonly messages: OpenMessages;
    readonly sweeps: SweepStore;
    readonly watches: WatchStore;
    readonly leases: Leases;
  } & AsyncDisposable;

export type StoreOptions = StorePlace & {
  /** Only for the age of claims. */
  readonly now?: () => Date;
};

/**
 * Opens the store; a missing file is made, an older schema is brought up to date.
 *
 * @throws an Error whose message names the place and says what to do, for every place that cannot
 * be used: unreadable, read-only, damaged, another program's, written by a newer version.
 */
export async function openStore({
  now = () => new Date(),
  ...place
}: StoreOptions): Promise<Store> {
  const db = await openPlace(place);
  return {
    ...openCaseStore(db),
    ...openClaims(db, now),
    audit: openAuditTrail(db),
    messages: openOpenMessages(db),
    sweeps: openSweepStore(db),
    watches: openWatchStore(db),
    leases: openLeases(db),
    [Symbol.asyncDispose]: async () => {
      await db.destroy();
    },
  };
}

async function openPlace(place: StorePlace): Promise<Kysely<Tables>> {
  if ("file" in place) return await openSqlite(place.file);
  // The driver is loaded only where it is used.
  const { openPostgres } = await import("./open-postgres.ts");
  return await openPostgres(place);
}
