import * as fc from "fast-check";
import { expect, test } from "vitest";
import { signalPages } from "#adapters/docs/pages.ts";
import { listInventory } from "#adapters/inventory/list-inventory.ts";
import { createBot } from "#bot/create-bot.ts";
import { parseQuestion } from "#bot/parse-question.ts";
import type { Opened } from "#bot/ports.ts";
import { configFile } from "../../src/config/schema.ts";
import { tricks } from "../support/hostile-text.ts";
import { memoryAudit } from "../support/memory-audit.ts";
import { memoryCaseStore } from "../support/memory-case-store.ts";
import { memorySweepStore } from "../support/memory-sweep-store.ts";
import { memoryWatchStore } from "../support/memory-watch-store.ts";
import { person } from "../support/office.ts";

const names = ["PC-42", "DESK-1", "b.c_d"];
const inventory = listInventory(names.map((name) => ({ name })));

/** Written like a name of the list, and none. */
const lookalikes = [
  "P\u0421-42", // Cyrillic
  "\u03A1C-42", // Greek
  "\uFF30\uFF23\uFF0D\uFF14\uFF12", // full width
  "DES\u212A-1", // the sign of Kelvin, which is a k in lower case
  "PC\u201142", // a hyphen that does not break
  "PC\u2212\u0664\u0662", // Arabic digits
  "PC-4\u00B2",
  "PC-\u200B42",
  "24-CP\u202E",
  "PC-421",
  "PC-4",
  "APC-42",
];
const attached = [
  ";calc",
  "%00",
  "\u0000x",
  "&calc",
  "|calc",
  "`calc`",
  "$(calc)",
  "%COMSPEC%",
  "\\..\\..\\Windows",
  "/../etc",
  "\r\ncalc",
  "' or '1'='1",
  '"',
  "^",
  "@evil.example",
  ":22",
  "#x",
];
const before = [
  "-oProxyCommand=",
  "--",
  "..\\",
  "\\\\evil\\",
  "http://evil.example/",
  "root@",
  "!",
];

const piece = fc.oneof(
  fc.constantFrom(...names, ...lookalikes, ...attached, ...before, ...tricks, " "),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const question = fc
  .tuple(fc.array(piece, { maxLength: 8 }), fc.constantFrom(1, 1, 1, 1, 400, 20_000))
  .map(([pieces, times]) => pieces.join("").repeat(times).slice(0, 1_000_000));

test("only the list's own spelling of a name ever reaches a connection", async () => {
  await fc.assert(
    fc.asyncProperty(question, async (text) => {
      const opened = await openedBy(text);

      expect(opened.length).toBeLessThanOrEqual(1);
      expect(opened.filter((name) => !names.includes(name))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test.for(lookalikes.map((text, at) => ({ text, at })))(
  "what only looks like a name is not one: number $at",
  async ({ text }) => {
    expect(await openedBy(`why does ${text} ask to reboot`)).toEqual([]);
  },
);

test("what stands around a name is never part of it", async () => {
  const whole = [...attached.map((after) => `PC-42${after}`), ...before.map((it) => `${it}PC-42`)];
  for (const text of whole) {
    expect([[], ["PC-42"]]).toContainEqual(await openedBy(text));
  }
});

test("a name at the end of what is read of a long question is not cut to another", () => {
  for (let fill = 1980; fill <= 2000; fill += 1) {
    const { kind } = parseQuestion(`${"?".repeat(fill)} PC-421`, inventory);

    expect(kind).not.toBe("why");
  }
});

test("a name or an address of the configuration can never be read as an option or as two words", () => {
  const written = fc.oneof(
    fc.constantFrom(...names, ...lookalikes, "fe80::1%eth0", "192.0.2.1", "::1", "pc.example"),
    fc
      .tuple(
        fc.constantFrom("", ...before),
        fc.constantFrom("", ...names),
        fc.constantFrom("", ...attached),
      )
      .map((parts) => parts.join("")),
    fc.string({ unit: "binary", maxLength: 6 }),
    fc.stringMatching(/^[-a-z.:%_]{0,8}$/),
  );
  fc.assert(
    fc.property(written, written, (name, address) => {
      const host = { name, address };
      const ssh = { user: "helpdesk", knownHostsFile: "k" };
      const read = configFile.safeParse({ workstations: { hosts: [host] }, ssh });
      fc.pre(read.success);

      expect(name).toMatch(/^[A-Za-z0-9][\w.-]*$/);
      expect(address).toMatch(/^[A-Za-z0-9_.:][\w.:%-]*$/);
    }),
    { numRuns: 2000, maxSkipsPerRun: 10_000 },
  );
});

test("every name that the configuration takes can be asked for", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/), (name) => {
      const hosts = [{ name, address: "192.0.2.1" }];
      const ssh = { user: "helpdesk", knownHostsFile: "k" };
      fc.pre(configFile.safeParse({ workstations: { hosts }, ssh }).success);

      expect(parseQuestion(`why does ${name} ask?`, listInventory([{ name }]))).toMatchObject({
        workstation: name,
      });
    }),
    { numRuns: 300 },
  );
});

/** Which workstations a question makes the bot connect to. */
async function openedBy(text: string): Promise<readonly string[]> {
  const opened: string[] = [];
  const member = person("test:user:alice");
  const bot = createBot({
    inventory,
    workstations: {
      open: async (name): Promise<Opened> => {
        opened.push(name);
        return { ok: false, why: "no-answer", detail: "" };
      },
    },
    cases: memoryCaseStore(),
    sweeps: memorySweepStore(),
    watches: memoryWatchStore(),
    audit: memoryAudit(),
    rights: { ask: [member.id], clear: [member.id] },
    pages: signalPages(),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    now: () => new Date(),
  });
  await bot.ask({ text, person: member });
  return opened;
}
