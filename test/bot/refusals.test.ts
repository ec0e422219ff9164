import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Audit, AuditEntry } from "#bot/audit.ts";
import { verifyChain } from "#bot/audit-chain.ts";
import { boundedRefusals } from "#bot/refusals.ts";
import { memoryAudit } from "../support/memory-audit.ts";
import { type Office, office, words } from "../support/office.ts";

const mallory = { id: "test:user:mallory" };

interface Clock {
  readonly now: () => Date;
  readonly later: (seconds: number) => void;
}

function clock(): Clock {
  let at = Date.parse("2026-03-02T10:00:00Z");
  return { now: () => new Date(at), later: (seconds) => void (at += seconds * 1000) };
}

/** Broken until it is mended. */
function breakable(audit: Audit): Audit & { broken: boolean } {
  const trail = {
    ...audit,
    broken: true,
    append: async (entries: readonly AuditEntry[]) => {
      if (trail.broken) throw new Error("the disk is full");
      await audit.append(entries);
    },
  };
  return trail;
}

async function flood(desk: Office, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await desk.bot.ask({ text: "PC-42", person: desk.stranger });
  }
}

describe("the refusals of one person", () => {
  it("are written one by one until they are a flood, and then only counted", async () => {
    const { now, later } = clock();
    const desk = office({ now });

    await flood(desk, 27);
    const written = desk.audit.entries.length;
    later(60);
    await flood(desk, 2);

    expect(written).toBe(10);
    expect(desk.audit.entries.slice(10)).toMatchObject([
      { event: "refused", why: "may-not", leftOut: 17 },
      { event: "refused", why: "may-not" },
    ]);
    expect(desk.audit.entries.filter((entry) => "leftOut" in entry)).toHaveLength(1);
    expect(await verifyChain(desk.audit.links())).toMatchObject({ whole: true });
  });

  it("are answered all the same", async () => {
    const desk = office({ now: clock().now });
    await flood(desk, 50);

    const { reply, audience } = await desk.bot.ask({ text: "PC-42", person: desk.stranger });

    expect(audience).toBe("asker");
    expect(reply.mood).toBe("trouble");
  });

  it("keep nobody else's from the trail, nor what is no refusal", async () => {
    const desk = office({ now: clock().now });
    await flood(desk, 50);

    await desk.bot.ask({ text: "PC-42", person: { ...desk.stranger, id: "test:user:eve" } });
    await desk.bot.ask({ text: "PC-42", person: desk.member });

    expect(desk.audit.entries.slice(10)).toMatchObject([
      { event: "refused", by: { id: "test:user:eve" } },
      { event: "asked" },
    ]);
  });

  it("count clicks and questions together", async () => {
    const { now, later } = clock();
    const desk = office({ now });
    for (let time = 0; time < 8; time += 1) {
      await desk.bot.press({ press: "junk", person: desk.stranger });
    }

    await flood(desk, 8);
    later(60);
    await flood(desk, 1);

    expect(desk.audit.entries.at(-1)).toMatchObject({ what: "question", leftOut: 6 });
  });

  it("are told by the history with their number", async () => {
    const { now, later } = clock();
    const desk = office({
      now,
      rights: { ask: ["test:user:alice"], clear: [], audit: ["test:user:alice"] },
    });
    await flood(desk, 12);
    later(60);
    await flood(desk, 1);

    const { reply } = await desk.bot.ask({ text: "history PC-42", person: desk.member });

    expect(words(reply)).toContain(
      "mallory asked: refused, not allowed; 2 more refusals before it were only counted",
    );
  });

  it("are not lost when the trail could not be written for a while", async () => {
    const audit = memoryAudit();
    const trail = breakable(audit);
    const { now, later } = clock();
    const desk = office({ now, audit: trail });
    await flood(desk, 12);

    trail.broken = false;
    later(60);
    await flood(desk, 1);

    expect(audit.entries).toMatchObject([{ event: "refused", leftOut: 12 }]);
  });
});

describe("how many are written", () => {
  it("is bounded for a day as well as for a minute", () => {
    const { now, later } = clock();
    const refusals = boundedRefusals(now);
    const admit = (): boolean => refusals.admit(mallory) !== undefined;

    const written = Array.from({ length: (24 * 60 * 60) / 5 }, () => {
      const admitted = admit();
      later(5);
      return admitted;
    }).filter(Boolean);

    expect(written).toHaveLength(500);
    expect(admit()).toBe(true);
  });

  it("does not stay at nothing when the clock is set back", () => {
    const { now, later } = clock();
    const refusals = boundedRefusals(now);
    for (let time = 0; time < 10; time += 1) refusals.admit(mallory);

    later(-3600);

    expect(refusals.admit(mallory)).toBe(0);
  });

  it("and how many are told of are all that there were", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 0, 0, 1, 30, 90), { maxLength: 300 }), (waits) => {
        const { now, later } = clock();
        const refusals = boundedRefusals(now);

        const leftOut = waits.map((wait) => {
          later(wait);
          return refusals.admit(mallory);
        });
        later(24 * 60 * 60);
        leftOut.push(refusals.admit(mallory));

        const told = leftOut.filter((count) => count !== undefined).map((count) => 1 + count);
        expect(told.reduce((all, count) => all + count, 0)).toBe(waits.length + 1);
      }),
    );
  });
});
