import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Pressed } from "#bot/bot.ts";
import type { Log } from "#bot/ports.ts";
import { plain } from "#bot/reply.ts";
import { mask } from "#checks/secrets/mask.ts";
import type { Office } from "../support/office.ts";
import { batchPath, must, office, plantLeftover, plantStranded, yes } from "../support/office.ts";
import type { PlantedSecret } from "../support/planted-secret.ts";
import { plantedSecret } from "../support/planted-secret.ts";

const sessionManager = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager";
const uninstall = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\App";
const staged = "DEL C:\\W\\COMMDLG.DLL\r\nREN C:\\W\\~T1.TMP COMMDLG.DLL\r\n";

interface Kept {
  readonly desk: Office;
  /** Everything that the bot said, wrote down or logged. */
  everything(): Promise<string>;
  said: unknown[];
}

function watchedOffice(): Kept {
  const said: unknown[] = [];
  const write = (facts: object, message: string): void => void said.push(facts, message);
  const log: Log = { info: write, warn: write, error: write };
  const desk = office({ log });
  const everything = async (): Promise<string> => {
    const cases = new Set(
      desk.audit.entries.flatMap((entry) => ("case" in entry ? entry.case : [])),
    );
    for (const id of cases) {
      if (id === undefined) continue;
      const offers = await desk.cases.offersOf(id);
      said.push(await desk.cases.findCase(id), offers);
      for (const offer of offers) said.push(await desk.cases.journal(offer.id));
    }
    return JSON.stringify([said, desk.audit.entries, desk.audit.kept]);
  };
  return { desk, everything, said };
}

/** The question, and everything that its button does, to the way back. */
async function wholeStory({ desk, said }: Kept, text: string): Promise<Pressed | undefined> {
  const person = desk.member;
  const answer = await desk.bot.ask({ text, person, onLooking: (reply) => said.push(reply) });
  said.push(answer);
  if (answer.reply.buttons.length === 0) return undefined;
  const onActing = (reply: unknown): void => void said.push(reply);
  let pressed = await desk.bot.press({ press: yes(answer.reply), person, onActing });
  said.push(pressed);
  if (pressed.kind !== "confirm") return pressed;
  pressed = await desk.bot.press({ press: pressed.confirmation.press, person, onActing });
  said.push(pressed);
  return pressed;
}

function plantRenames(desk: Office, { line }: PlantedSecret): void {
  const data = ["\\??\\C:\\X\\A.TMP", "", `\\??\\C:\\X\\${line}`, `!\\??\\C:\\X\\${line}`];
  desk.pc.plantKey(sessionManager, {
    PendingFileRenameOperations: { type: "REG_MULTI_SZ", data: data.join("\\0") },
  });
}

function partsShown({ parts }: PlantedSecret, everything: string): string[] {
  return parts.filter((part) => everything.includes(part));
}

it("tells no password of a batch whose loss is confirmed, nor keeps or logs it", async () => {
  await fc.assert(
    fc.asyncProperty(plantedSecret, async (secret) => {
      const kept = watchedOffice();
      await plantStranded(kept.desk.pc);
      await kept.desk.pc.plant(batchPath, `${staged}${secret.line}\r\n`);

      const pressed = await wholeStory(kept, `why does PC-42 ask: ${secret.line}`);

      expect(pressed).toMatchObject({ kind: "replaced", ok: true });
      const everything = await kept.everything();
      expect(partsShown(secret, everything)).toEqual([]);
      expect(everything).toContain(mask);
    }),
    { numRuns: 60 },
  );
});

it("tells no password of a rename, a program or a batch that decides nothing", async () => {
  await fc.assert(
    fc.asyncProperty(plantedSecret, async (secret) => {
      const kept = watchedOffice();
      await plantLeftover(kept.desk.pc);
      await kept.desk.pc.plant(batchPath, `REM ${secret.line}\r\n${staged}`);
      plantRenames(kept.desk, secret);
      kept.desk.pc.plantKey(uninstall, { DisplayName: secret.line, InstallLocation: "C:\\W" });

      await wholeStory(kept, "PC-42");
      // Once more, when there are earlier looks to compare with.
      await wholeStory(kept, "PC-42");

      const everything = await kept.everything();
      expect(partsShown(secret, everything)).toEqual([]);
      expect(everything).toContain(mask);
    }),
    { numRuns: 60 },
  );
});

it("shows the line all the same, with what it would do", async () => {
  const { desk } = watchedOffice();
  await plantStranded(desk.pc);
  await desk.pc.plant(batchPath, `${staged}NET USE X: \\\\SRV\\S Hunter2 /USER:BOB\r\n`);

  const { reply, report } = await desk.bot.ask({ text: "PC-42", person: desk.member });
  const confirm = await desk.bot.press({ press: yes(reply), person: desk.member });

  const masked = "NET USE X: \\\\SRV\\S ••• /USER:BOB";
  expect(report?.restartFiles?.operations.at(-1)).toMatchObject({ line: 3, text: masked });
  expect(JSON.stringify(reply)).toContain(JSON.stringify(masked).slice(1, -1));
  expect(confirm).toMatchObject({ kind: "confirm" });
  expect(said(confirm)).toContain(`line 3, not understood: ${masked}`);
});

it("shows a rename and a program without theirs", async () => {
  const { desk } = watchedOffice();
  await plantLeftover(desk.pc);
  plantRenames(desk, { line: "A /p:Hunter2", parts: [] });
  desk.pc.plantKey(uninstall, { DisplayName: "App pwd=Hunter2", InstallLocation: "C:\\W" });

  const { reply, report } = await desk.bot.ask({ text: "PC-42", person: desk.member });

  const said = JSON.stringify([reply, report]);
  expect(said).toContain(`C:\\\\X\\\\A /p:${mask}`);
  expect(said).toContain(`App pwd=${mask}`);
  expect(said).not.toContain("Hunter2");
});

it("keeps size and hash those of the true file", async () => {
  const { desk } = watchedOffice();
  await plantStranded(desk.pc);
  const batch = `${staged}SETUP /P:Hunter2\r\n`;
  await desk.pc.plant(batchPath, batch);

  const { report } = await desk.bot.ask({ text: "PC-42", person: desk.member });

  expect(must(report?.restartFiles).files[0]).toMatchObject({ bytes: batch.length });
});

function said(pressed: Pressed): string {
  return pressed.kind === "confirm" ? pressed.confirmation.text.map(plain).join("\n") : "";
}
