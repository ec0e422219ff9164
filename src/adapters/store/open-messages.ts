import type { Kysely } from "kysely";
import { z } from "zod";
import type { OpenMessage, OpenMessages } from "#bot/open-messages.ts";
import { fromJson, toJson } from "./columns.ts";
import { withPatience } from "./patience.ts";
import { sweepColumns } from "./sweep-columns.ts";
import type { Tables } from "./tables.ts";

const { processMark } = sweepColumns;

/** Open messages in a database that `migrate` has made ready. */
export function openOpenMessages(db: Kysely<Tables>): OpenMessages {
  return {
    open: async ({ id, platform, place, offer, at, process }) => {
      const place_json = toJson(z.string(), place);
      const process_json = toJson(processMark, process);
      const row = { id, platform, place_json, offer_id: offer ?? null, at, process_json };
      await withPatience(async () => await db.insertInto("open_messages").values(row).execute());
    },

    move: async (id, place) => {
      const place_json = toJson(z.string(), place);
      await withPatience(
        async () =>
          await db.updateTable("open_messages").set({ place_json }).where("id", "=", id).execute(),
      );
    },

    close: async (id) =>
      await withPatience(async () => {
        const closed = await db
          .deleteFrom("open_messages")
          .where("id", "=", id)
          .executeTakeFirstOrThrow();
        return closed.numDeletedRows === 1n;
      }),

    all: async () => {
      const rows = await withPatience(
        async () =>
          await db.selectFrom("open_messages").selectAll().orderBy("at").orderBy("id").execute(),
      );
      return rows.map(
        ({ id, platform, place_json, offer_id, at, process_json }): OpenMessage => ({
          id,
          platform,
          place: fromJson(z.string(), place_json),
          ...(offer_id === null ? {} : { offer: offer_id }),
          at,
          process: fromJson(processMark, process_json),
        }),
      );
    },
  };
}
