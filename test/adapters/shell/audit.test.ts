import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { shellAudit } from "#adapters/shell/audit.ts";
import type { AuditEntry } from "#bot/audit.ts";
import { auditEntries, hostile, offeredEntry } from "../../support/audit-entries.ts";
import { type MemoryAudit, memoryAudit } from "../../support/memory-audit.ts";
import { must } from "../../support/office.ts";

const file = "whyreboot.yaml";
const verify = { name: "audit-verify", config: file, json: false } as const;
const toLines = { name: "audit-export", config: file, csv: false } as const;
const toCsv = { ...toLines, csv: true } as const;

describe("whyreboot audit verify", () => {
  test("says that the trail is whole, its head, and what it cannot see", async () => {
    const at = await sit(auditEntries("PC-42"));

    const status = await shellAudit(at.shell, verify);

    const head = must(at.audit.kept.at(-1)).hash;
    expect(status).toBe(0);
    expect(at.out()).toContain(`The audit trail is whole: 6 entries.\nIts head is 6:${head}\n`);
    expect(at.out()).toContain("cut off at the end");
    expect(at.err()).toBe("");
  });

  test("says at which entry it is broken, and how", async () => {
    const at = await sit(auditEntries("PC-42"));
    at.audit.kept.splice(2, 1);

    const status = await shellAudit(at.shell, verify);

    expect(status).toBe(1);
    expect(at.out()).toBe(
      "The audit trail is broken at entry 3: it is missing, and there are later ones.\n" +
        "Up to entry 2 it is whole.\n",
    );
  });

  test("holds it against a head that was noted", async () => {
    const at = await sit(auditEntries("PC-42"));
    const { hash } = await at.audit.head();

    expect(await shellAudit(at.shell, { ...verify, noted: { count: 6, hash } })).toBe(0);
    expect(at.out()).toContain("It goes on from the head that you named.");

    at.audit.kept.pop();

    expect(await shellAudit(at.shell, { ...verify, noted: { count: 6, hash } })).toBe(1);
    expect(at.out()).toContain("entries were cut off");
  });

  test("is JSON for a script", async () => {
    const at = await sit([]);

    await shellAudit(at.shell, { ...verify, json: true });

    expect(JSON.parse(at.out())).toEqual({
      schema: "whyreboot/audit-verdict@1",
      whole: true,
      head: { count: 0, hash: "0".repeat(64) },
    });
  });
});

describe("whyreboot audit export", () => {
  test("is one line of JSON for each entry, from which anybody can follow the chain", async () => {
    const entries = auditEntries("PC-42");
    const at = await sit(entries);

    expect(await shellAudit(at.shell, toLines)).toBe(0);

    const lines = at.out().trimEnd().split("\n");
    expect(lines).toHaveLength(6);
    let previous = "0".repeat(64);
    for (const [index, line] of lines.entries()) {
      const text = must(
        /^\{"entry":(.*),"hash":"[^"]*","position":\d+,"previous":/u.exec(line)?.[1],
      );
      previous = createHash("sha256").update(`${previous}\n${text}`).digest("hex");
      expect(JSON.parse(line)).toMatchObject({
        position: index + 1,
        hash: previous,
        entry: entries[index],
      });
    }
  });

  test("shows nothing to a terminal but printable ASCII, also of what somebody damaged", async () => {
    const at = await sit([named(hostile), offeredEntry]);
    Object.assign(must(at.audit.kept[1]), { text: hostile, previous: hostile });

    const status = await shellAudit(at.shell, toLines);

    expect(at.out()).toMatch(/^[ -~\n]+$/u);
    const [first, second] = at.out().split("\n");
    expect(entryOf(must(first))).toEqual(named(hostile));
    expect(entryOf(must(second))).toEqual({ damaged: hostile });
    expect(status).toBe(1);
    expect(at.err()).toContain("The audit trail is broken at entry 2");
  });

  test("is a table for a spreadsheet, a column for what every reader looks for", async () => {
    const at = await sit([offeredEntry]);

    await shellAudit(at.shell, toCsv);

    const [header, row, end] = at.out().split("\r\n");
    expect(header).toBe(
      "position,at,event,by_id,by_name,place,case,workstation,offer,act,stage,outcome,headline,what,why,question,details,previous,hash",
    );
    expect(row).toMatch(
      /^1,2026-03-02T10:11:12\.345Z,offered,slack:user:U0ALICE,Alice,slack:channel:C0HELP,K7Q2-MD4X,PC-42,0123456789abcdef,clear-restart-files,,,,,,,"\{""confirm""/u,
    );
    expect(end).toBe("");
  });

  test.each([
    ["=1+2", "'=1+2"],
    ["+49 30", "'+49 30"],
    ["-oProxyCommand=x", "'-oProxyCommand=x"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["＝1", "'＝1"],
    ["a;=1", "a;'=1"],
    ["a,=1", '"a,\'=1"'],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ["two\r\nlines", "two\\u{D}\\u{A}lines"],
    ["\t=1", "\\u{9}=1"],
    ["\u202Egpj.exe", "\\u{202E}gpj.exe"],
    ["a=1-2", "a=1-2"],
  ])("lets no name %j be a formula or leave its cell", async (name, cell) => {
    const at = await sit([named(name)]);

    await shellAudit(at.shell, toCsv);

    expect(at.out()).toContain(`,slack:user:U0ALICE,${cell},slack:channel:C0HELP,`);
    expect(at.out().split("\r\n")).toHaveLength(3);
  });

  test("ends when nobody reads any more", async () => {
    const many = Array.from({ length: 1000 }, () => offeredEntry);
    const at = await sit(many, 1);

    expect(await shellAudit(at.shell, toLines)).toBe(0);

    expect(at.out().split("\n").length).toBeLessThan(200);
  });

  test("hands out what was damaged as well", async () => {
    const at = await sit([offeredEntry]);
    Object.assign(must(at.audit.kept[0]), { text: "junk" });

    expect(await shellAudit(at.shell, toCsv)).toBe(1);

    expect(at.out()).toContain('"{""damaged"":""junk""}"');
  });
});

interface Sat {
  readonly shell: Parameters<typeof shellAudit>[0];
  readonly audit: MemoryAudit;
  out(): string;
  err(): string;
}

/** `stopsAfter`: how often somebody reads before they have had enough. */
async function sit(
  entries: readonly AuditEntry[],
  stopsAfter = Number.POSITIVE_INFINITY,
): Promise<Sat> {
  const audit = memoryAudit();
  await audit.append(entries);
  let [out, err] = ["", ""];
  let handed = 0;
  return {
    audit,
    shell: {
      audit,
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      hand: async (text) => {
        handed += 1;
        out += text;
        return handed < stopsAfter;
      },
    },
    out: () => out,
    err: () => err,
  };
}

function named(name: string): AuditEntry {
  return { ...offeredEntry, by: { id: "slack:user:U0ALICE", name } };
}

function entryOf(line: string): unknown {
  return z.object({ entry: z.unknown() }).parse(JSON.parse(line)).entry;
}
