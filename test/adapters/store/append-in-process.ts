/**
 * Run as a process of its own: appends forty entries to the store of its first argument (JSON),
 * about the workstation of its second.
 */
import { z } from "zod";
import { openStore } from "#adapters/store/open-store.ts";
import type { StorePlace } from "#adapters/store/place.ts";
import { offeredEntry } from "../../support/audit-entries.ts";

const [, , place = "", workstation = ""] = process.argv;
await using store = await openStore(z.custom<StorePlace>().parse(JSON.parse(place)));
for (let at = 0; at < 20; at += 1) {
  const entry = { ...offeredEntry, workstation, case: String(at) };
  await store.audit.append([entry, entry]);
}
