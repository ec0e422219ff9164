import type { Ongoing, Shown } from "#bot/bot.ts";
import { writeSweepPress } from "#bot/press.ts";
import { plain } from "#bot/reply.ts";
import { dressJson, dressReply } from "./dress.ts";
import type { ExitStatus, Shell } from "./listen.ts";
import { literal } from "./literal.ts";

/** What stdout gets, and nothing else. */
export type SweepOutput = "text" | "json" | "csv";

/** `whyreboot sweep`: one question about many workstations, to its end or to Ctrl-C. */
export async function shellSweep(
  shell: Shell,
  { text, output }: { readonly text: string; readonly output: SweepOutput },
): Promise<ExitStatus> {
  const answer = await shell.bot.ask({ text, person: shell.person, waits: true });
  if (answer.ongoing === undefined) {
    shell.err(dressReply(answer.reply, shell.terminal));
    return 1;
  }
  return await endSweep(shell, answer.ongoing, output);
}

/** Follows a sweep that has begun to its end and prints what came of it. */
export async function endSweep(
  shell: Shell,
  ongoing: Ongoing,
  output: SweepOutput,
): Promise<ExitStatus> {
  const shown = await toTheEnd(shell, ongoing);
  print(shell, output, shown);
  return statusOf(shown);
}

/** Shows the progress until the last word. */
async function toTheEnd(shell: Shell, ongoing: Ongoing): Promise<Shown> {
  void stopWhenTold(shell, ongoing);
  try {
    const never = new AbortController().signal;
    return await ongoing.follow(({ reply }) => shell.status(progress(reply)), never);
  } finally {
    shell.status(undefined);
  }
}

async function stopWhenTold(shell: Shell, { sweep }: Ongoing): Promise<void> {
  await shell.stopped();
  await shell.bot.press({ press: writeSweepPress(sweep, "stop-yes"), person: shell.person });
}

/** The bar, and the worst cause so far. */
function progress({ body: [bar], evidence: [causes] }: Shown["reply"]): string {
  return [bar, causes?.rows[0]?.says].map((line) => literal(plain(line ?? []))).join("  ");
}

function print(shell: Shell, output: SweepOutput, { reply, files, report }: Shown): void {
  if (output === "json" && report !== undefined) return shell.out(dressJson(report));
  const table = files.find(({ type }) => type === "text/csv");
  if (output === "csv" && table !== undefined)
    return shell.out(new TextDecoder().decode(table.bytes));
  shell.out(dressReply(reply, shell.terminal));
}

function statusOf({ report }: Shown): ExitStatus {
  const looked = report?.workstations.some(({ state }) => state === "looked") === true;
  return report?.state === "ended" && looked ? 0 : 1;
}
