import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditEntry, AuditLink, AuditTrail } from "#bot/audit.ts";
import { canonical, verifyChain } from "#bot/audit-chain.ts";
import { auditEntries, hostile, offeredEntry } from "../support/audit-entries.ts";

export interface AuditUnderTest {
  /** Empty. */
  readonly audit: AuditTrail;
  stop(): Promise<void>;
}

/** What every audit trail does, whatever keeps it. */
export function auditContract(name: string, start: () => Promise<AuditUnderTest>): void {
  describe(`an audit trail: ${name}`, () => {
    let under: AuditUnderTest;
    let audit: AuditTrail;
    beforeAll(async () => {
      under = await start();
      audit = under.audit;
    });
    afterAll(async () => {
      await under.stop();
    });

    it("is whole while it is empty", async () => {
      expect(await audit.head()).toStrictEqual({ count: 0, hash: "0".repeat(64) });
      expect(await verifyChain(audit.links())).toMatchObject({ whole: true, head: { count: 0 } });
    });

    it("gives every kind of entry back as it was written, newest first", async () => {
      const written = auditEntries("PC-1");

      await audit.append(written);

      expect(await audit.history("PC-1", 100)).toStrictEqual(written.toReversed());
    });

    it("gives the newest of one workstation alone", async () => {
      await audit.append([entry("PC-2", "first"), entry("PC-3", "other"), entry("PC-2", "second")]);

      const newest = await audit.history("PC-2", 1);

      expect(newest.map(caseOf)).toEqual(["second"]);
      expect(await audit.history("PC-nobody", 10)).toEqual([]);
    });

    it("chains each entry to the one before it, by a rule that anybody can follow", async () => {
      await audit.append([entry("PC-4", "one")]);
      await audit.append([entry("PC-4", "two"), entry("PC-4", "three")]);

      const links = await all(audit);

      let previous = "0".repeat(64);
      for (const [index, link] of links.entries()) {
        const text = `${previous}\n${link.text}`;
        previous = createHash("sha256").update(text).digest("hex");
        expect(link).toMatchObject({ position: index + 1, hash: previous });
      }
      expect(await audit.head()).toStrictEqual({ count: links.length, hash: previous });
    });

    it("keeps hostile text as printable ASCII, and gives it back unchanged", async () => {
      const written = { ...entry("PC-5", "h"), by: { id: "web:user:x", name: hostile } };

      await audit.append([written]);

      expect((await all(audit)).at(-1)?.text).toBe(canonical(written));
      expect(canonical(written)).toMatch(/^[ -~]+$/u);
      expect(await audit.history("PC-5", 1)).toStrictEqual([written]);
    });

    it("writes nothing when there is nothing to write", async () => {
      const before = await audit.head();

      await audit.append([]);

      expect(await audit.head()).toStrictEqual(before);
    });

    it("makes one chain of what is written at once, and never parts what belongs together", async () => {
      const pairs = Array.from({ length: 30 }, (_, at) => [
        entry("PC-6", `${at} first`),
        entry("PC-6", `${at} second`),
      ]);

      await Promise.all(pairs.map(async (pair) => await audit.append(pair)));

      expect(await verifyChain(audit.links())).toMatchObject({ whole: true });
      const ids = (await audit.history("PC-6", 100)).map(caseOf).toReversed();
      const firsts = ids.filter((_, at) => at % 2 === 0);
      expect(ids).toEqual(firsts.flatMap((first) => [first, first.replace("first", "second")]));
      expect(new Set(ids).size).toBe(60);
    });

    it("is read whole when it is longer than a page", async () => {
      const { count } = await audit.head();
      await audit.append(Array.from({ length: 450 }, (_, at) => entry("PC-7", `${at}`)));

      const links = await all(audit);

      expect(links).toHaveLength(count + 450);
      expect(await verifyChain(audit.links())).toMatchObject({ whole: true });
    });
  });
}

function entry(workstation: string, caseId: string): AuditEntry {
  return { ...offeredEntry, workstation, case: caseId };
}

async function all(audit: AuditTrail): Promise<AuditLink[]> {
  const links: AuditLink[] = [];
  for await (const link of audit.links()) links.push(link);
  return links;
}

function caseOf(entry: AuditEntry): string {
  return "case" in entry ? (entry.case ?? "none") : "none";
}
