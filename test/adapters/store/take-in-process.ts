/**
 * Run as a process of its own: opens the store of its first argument (JSON), says `ready`, and does what its line of standard
 * input says. `take` prints `won` or `lost`; `add` adds a case and hangs until it is killed.
 */
import { createInterface } from "node:readline/promises";
import { z } from "zod";
import { openStore } from "#adapters/store/open-store.ts";
import type { StorePlace } from "#adapters/store/place.ts";
import { caseRecord, offerRecord } from "../../support/case-records.ts";

const [, , place = "", name = ""] = process.argv;
const store = await openStore(z.custom<StorePlace>().parse(JSON.parse(place)));
process.stdout.write("ready\n");
for await (const line of createInterface({ input: process.stdin })) {
  if (line === "take") {
    const taken = await store.take("K1-1", { id: `shell:user:${name}`, name }, "2026-03-02T10:12Z");
    await store.claim("one");
    process.stdout.write(taken.won ? "won\n" : "lost\n");
  }
  if (line === "add") {
    await store.add(caseRecord(name), [offerRecord(name)]);
    process.stdout.write("added\n");
    setInterval(() => {}, 1000);
  }
}
