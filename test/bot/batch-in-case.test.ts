import { expect, it } from "vitest";
import { batchPath, must, office, plantLeftover } from "../support/office.ts";

/**
 * A case is what is left of a batch once what was kept has been removed for good: it must tell
 * every line of it, in the machine's own words and order. Blank lines are told by the numbers.
 */
async function keptOf(batch: string | Uint8Array): Promise<string> {
  const desk = office();
  await plantLeftover(desk.pc);
  await desk.pc.plant(batchPath, batch);
  const { report } = await desk.bot.ask({ text: "PC-42", person: desk.member });
  const record = must(await desk.cases.findCase(must(report).case));
  const { operations } = must(record.report.restartFiles);
  const last = operations.at(-1)?.line ?? 0;
  const lines = Array.from({ length: last }, (_, at) =>
    operations
      .filter(({ line }) => line === at + 1)
      .map(({ text }) => text)
      .join("\u001a"),
  );
  return lines.join("\r\n");
}

it("keeps the whole text of the batch, with comments, blank lines and what nobody understands", async () => {
  const batch = [
    "@ECHO OFF",
    "",
    "REM made by a setup ",
    ":: so is this",
    "  DEL C:\\W\\COMMDLG.DLL",
    "REN C:\\W\\~T1.TMP COMMDLG.DLL",
    "",
    "",
    ":AGAIN",
    "FOR %%A IN (*.*) DO GOTO AGAIN",
    "ren c:\\w\\~t1.tmp commdlg.dll",
    "DEL C:\\W\\COMMDLG.DLL",
    "DEL C:\\W\\COMMDLG.DLL",
  ].join("\r\n");

  expect(await keptOf(`${batch}\r\n\r\n`)).toBe(batch);
});

it("keeps what stands behind an end-of-file mark", async () => {
  const joined = "REM one\r\nREM two\u001aREM three\r\nREM four";

  expect(await keptOf(joined)).toBe(joined);
});

it("keeps no password of it, and all the rest", async () => {
  const said = "NET USE X: \\\\SRV\\SHARE Geheim7 /USER:BOB\r\nREM after";

  expect(await keptOf(said)).toBe("NET USE X: \\\\SRV\\SHARE ••• /USER:BOB\r\nREM after");
});

it("keeps as many lines as a batch that is read can have", async () => {
  const batch = Array.from({ length: 2000 }, (_, at) => `R ${at}`).join("\n");

  expect(await keptOf(batch)).toBe(batch.replaceAll("\n", "\r\n"));
});
