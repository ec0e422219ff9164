import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Pressed } from "#bot/bot.ts";
import type { Evidence, OfferRecord } from "#bot/cases.ts";
import type { Confirmation, Line, Reply } from "#bot/reply.ts";
import { firstConfirmation, secondConfirmation } from "#bot/words/offer.ts";
import { sayUnreachable } from "#bot/words/trouble.ts";
import { hostileText, unshowable } from "../support/hostile-text.ts";
import { effectsOf, effectsOfConfirmation } from "../support/judge-shown.ts";
import type { Office } from "../support/office.ts";
import {
  batchPath,
  office,
  plantLeftover,
  replaced,
  runnerPath,
  words,
  yes,
} from "../support/office.ts";

/** Found again wherever nobody else's text must be. */
const mark = "Zq9";
const hostile = hostileText(mark);
const currentVersion = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion";
const control = "HKLM\\SYSTEM\\CurrentControlSet\\Control";

test("nothing that a workstation says has an effect, wherever it says it", async () => {
  let shown = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(hostile, { minLength: 9, maxLength: 9 }), async (texts) => {
      const desk = office();
      await furnish(desk, texts);

      const { reply } = await desk.bot.ask({ text: "PC-42", person: desk.member });

      shown += words(reply).split(mark).length;
      expect(faultsOf(reply)).toEqual([]);
    }),
    { numRuns: 60 },
  );
  // Otherwise it was nowhere, and this test would show nothing.
  expect(shown).toBeGreaterThan(1000);
});

/** Without what no name of a folder can have. */
const plausible = hostile.map((text) => text.replaceAll(/[\\/:*?"<>|%]/gu, ""));

test("no name of the Windows directory has an effect", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(hostile, plausible), async (name) => {
      const desk = office();
      desk.pc.environment.set("SystemRoot", `C:\\${name}`);

      const { reply } = await desk.bot.ask({ text: "PC-42", person: desk.member });

      expect(faultsOf(reply)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test("nothing that a person types has an effect, nor the person's name", async () => {
  const asked = fc.tuple(hostile, hostile, fc.constantFrom("", "explain ", "what is ", "PC-42 "));
  await fc.assert(
    fc.asyncProperty(asked, async ([text, name, before]) => {
      const desk = office();
      await plantLeftover(desk.pc);

      const person = { ...desk.member, name };
      const { reply } = await desk.bot.ask({ text: `${before}${text}7`, person });

      expect(faultsOf(reply)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("no name has an effect in what is said of an act", async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (name) => {
      const desk = office();
      const person = { ...desk.member, name };
      await plantLeftover(desk.pc);
      const { reply } = await desk.bot.ask({ text: "PC-42", person });
      const said: Reply[] = [];

      const press = { press: yes(reply), person, onActing: (one: Reply) => void said.push(one) };
      const removed = replaced(await desk.bot.press(press));
      const late = await desk.bot.press(press);

      expect(said).toHaveLength(1);
      expect([removed, ...said, refusalOf(late)].flatMap(faultsOf)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test("nothing has an effect in what is asked before an act", () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 15 }), hostile, (loses, text) => {
      const evidence: Evidence = {
        hostKey: "SHA256:x",
        windowsDirectory: "C:\\Windows",
        files: [{ name: text, path: text, bytes: 1, modified: "1997-03-04T10:20:30Z", sha256: "" }],
        loses,
      };
      const place = { id: "0123456789abcdef", caseId: "K7Q2-MD4X", workstation: text };
      for (const act of ["clear-restart-files", "undo-clear"] as const) {
        const offer: OfferRecord = { ...place, act, confirm: "twice", evidence };
        for (const confirmation of [firstConfirmation(offer), secondConfirmation(offer)]) {
          expect(confirmationFaults(confirmation)).toEqual([]);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("nothing that a connection says has an effect", () => {
  fc.assert(
    fc.property(hostile, (detail) => {
      for (const why of ["host-key-changed", "not-ssh", "lost"] as const) {
        const reply = sayUnreachable("PC-42", { why, detail }, ["Case K7Q2-MD4X"]);
        expect(faultsOf(reply)).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});

/** Hostile text in everything that an answer about a workstation quotes. */
async function furnish({ pc }: Office, texts: readonly string[]): Promise<void> {
  const [line, path, program, product, title, name, host, folder, id] = texts.map((text) =>
    // A line end is the end of what reg.exe prints, and of a line of the batch.
    text.replaceAll(/[\r\n]/gu, " "),
  );
  const batch = [`REM ${line}`, `DEL C:\\W\\${path}`, `${line}`, `REN C:\\A.000 ${folder}`];
  await pc.plant(batchPath, batch.join("\r\n").slice(0, 60_000));
  await pc.plant(runnerPath, "MZ runner");
  pc.plantKey(`${control}\\Session Manager`, {
    PendingFileRenameOperations: {
      type: "REG_MULTI_SZ",
      data: `\\??\\C:\\Temp\\${path}\\0\\0\\??\\C:\\${folder}\\a.dll\\0!\\??\\C:\\${program}\\b.dll`,
    },
  });
  pc.plantKey(`${currentVersion}\\Uninstall\\${id}`, {
    DisplayName: program ?? "",
    InstallLocation: `C:\\${folder}`,
    InstallDate: "19970304",
  });
  pc.plantKey(`${currentVersion}\\Installer\\InProgress`);
  pc.plantEvents("Application", [
    { provider: "MsiInstaller", id: 1005, at: now(), data: [{ name: "", text: product ?? "" }] },
  ]);
  pc.plantKey(`${currentVersion}\\WindowsUpdate\\Auto Update\\RebootRequired`, { [id ?? ""]: "" });
  pc.plantEvents("System", [
    {
      provider: "Microsoft-Windows-WindowsUpdateClient",
      id: 22,
      at: now(),
      data: [{ name: "updatelist", text: `- ${title}\r\n- ${product}` }],
    },
  ]);
  pc.plantKey(`${control}\\ComputerName\\ComputerName`, { ComputerName: name ?? "" });
  pc.plantKey("HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters", {
    Hostname: "PC",
    "NV Hostname": host ?? "",
  });
}

function refusalOf(pressed: Pressed): Reply {
  if (pressed.kind !== "refused") throw new Error("it was not refused");
  return pressed.reply;
}

function now(): string {
  return new Date().toISOString();
}

/** It has an effect somewhere, or it stands among the bot's own words, which may have some. */
function faultsOf(reply: Reply): readonly string[] {
  return [
    ...effectsOf(reply),
    ...reply.buttons.flatMap(({ confirm }) => confirmationFaults(confirm)),
    ...illegible(reply),
    ...foreign([
      ...[reply.headline, ...reply.body, reply.footer].flatMap(own),
      ...reply.evidence.flatMap(({ title, rows }) => [
        title,
        ...rows.flatMap(({ says }) => own(says)),
      ]),
      ...reply.buttons.flatMap(({ label, press }) => [label, press]),
    ]),
  ];
}

/** The adapters would spell it out, but the bot has to have done so already. */
function illegible({ headline, body, evidence, footer }: Reply): string[] {
  const rows = evidence.flatMap((group) => group.rows);
  return [
    ...rows.flatMap((row) => row.quote ?? []),
    ...[headline, ...body, footer, ...rows.map(({ says }) => says)]
      .flat()
      .flatMap((part) => (typeof part === "string" ? [] : part.quote)),
  ]
    .filter((text) => unshowable.test(text))
    .map((text) => `quoted as it came: ${JSON.stringify(text)}`);
}

function confirmationFaults(confirmation: Confirmation): readonly string[] {
  const { title, text, yes: yesWord, no, press } = confirmation;
  return [
    ...effectsOfConfirmation(confirmation),
    ...foreign([title, ...text.flatMap(own), yesWord, no, press]),
  ];
}

function own(line: Line): string[] {
  return line.filter((part) => typeof part === "string");
}

function foreign(ownWords: readonly string[]): string[] {
  return ownWords
    .filter((text) => text.includes(mark))
    .map((text) => `said as the bot's own words: ${text.slice(0, 200)}`);
}
