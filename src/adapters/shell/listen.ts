import type { Bot, Pressed } from "#bot/bot.ts";
import type { Act, CaseStore, OfferRecord, OfferState } from "#bot/cases.ts";
import { readCaseId } from "#bot/ids.ts";
import type { Person } from "#bot/ports.ts";
import { readPress, writePress, writeSweepPress } from "#bot/press.ts";
import type { Reply } from "#bot/reply.ts";
import { plain } from "#bot/reply.ts";
import type { SweepStore } from "#bot/sweep/sweep.ts";
import type { Terminal } from "./dress.ts";
import { dressConfirmation, dressJson, dressReply } from "./dress.ts";
import { endSweep } from "./sweep.ts";

/** The shell as a place where the bot is asked: what a command needs beside its arguments. */
export interface Shell {
  readonly bot: Bot;
  readonly cases: Pick<CaseStore, "findCase" | "offersOf">;
  readonly sweeps: Pick<SweepStore, "findSweep">;
  readonly person: Person;
  readonly terminal: Terminal;
  out(text: string): void;
  err(text: string): void;
  /** Shows a question and reads one line; empty at the end of the input. */
  readLine(question: string): Promise<string>;
  /** One line on the terminal that the next one takes the place of; undefined takes it away. */
  status(text: string | undefined): void;
  /** Resolves when the person wants it to end (Ctrl-C), which does not end the process from then on. */
  stopped(): Promise<void>;
}

/** 0 answered or done, 1 it could not be, 2 wrong usage or configuration. */
export type ExitStatus = 0 | 1 | 2;

/** `whyreboot ask`: one question. With `json`, stdout holds the report and nothing else. */
export async function shellAsk(
  shell: Shell,
  asked: {
    readonly text: string;
    readonly json: boolean;
    /** The case outlives this command, so its button can be pressed by another one. */
    readonly kept: boolean;
  },
): Promise<ExitStatus> {
  const answer = await shell.bot.ask({
    text: asked.text,
    person: shell.person,
    waits: true,
    ...(asked.json ? {} : { onLooking: (reply) => shell.err(`${plain(reply.headline)}\n`) }),
  });
  if (answer.ongoing !== undefined) {
    return await endSweep(shell, answer.ongoing, asked.json ? "json" : "text");
  }
  const { reply, report } = answer;
  if (asked.json && report !== undefined) shell.out(dressJson(report));
  else if (asked.json) shell.err(dressReply(reply, shell.terminal));
  else
    shell.out(
      `${dressReply(reply, shell.terminal)}${asked.kept ? nextStep(report?.case, reply) : ""}`,
    );
  if (report === undefined) {
    // An explanation has no report, so it answers a person and not a script.
    if (answer.audience === "everyone" && !asked.json) return 0;
    return reply.mood === "calm" ? 2 : 1;
  }
  return report.headline === "unreachable" || report.headline === "unknown-workstation" ? 1 : 0;
}

function nextStep(
  caseId: string | undefined,
  reply: { readonly buttons: readonly unknown[] },
): string {
  return caseId === undefined || reply.buttons.length === 0
    ? ""
    : `\nTo remove: whyreboot clear ${caseId}\n`;
}

export interface Acted {
  /** As typed. */
  readonly caseId: string;
  readonly act: Act;
  /** `approve`: as the second person. */
  readonly as: "first" | "second";
  readonly json: boolean;
  /** Answers the first question with yes. */
  readonly yes: boolean;
  /** Answers the second one, which names what is lost, with yes as well. */
  readonly acceptLoss: boolean;
  /** Of a sweep: how many workstations the person means. */
  readonly count?: number;
}

/** `whyreboot clear`, `undo` and `approve`: the case's buttons, with the same rules. */
export async function shellAct(shell: Shell, acted: Acted): Promise<ExitStatus> {
  let press = (await pressOfSweep(shell, acted)) ?? (await pressOfCase(shell, acted));
  if (press === undefined) return 1;
  let answered = 0;
  for (;;) {
    const pressed = await shell.bot.press({
      press,
      person: shell.person,
      ...(acted.json ? {} : { onActing: (reply) => shell.err(`${plain(reply.headline)}\n`) }),
    });
    if (pressed.kind !== "confirm") return tell(shell, acted, pressed);
    const given = answered === 0 ? acted.yes || acted.acceptLoss : acted.acceptLoss;
    const question = dressConfirmation(pressed.confirmation, shell.terminal);
    if (!given && !/^y(?:es)?$/iu.test((await shell.readLine(question)).trim())) {
      shell.err("Nothing was changed.\n");
      return 1;
    }
    press = pressed.confirmation.press;
    answered += 1;
  }
}

function tell(
  shell: Shell,
  acted: Acted,
  pressed: Exclude<Pressed, { readonly kind: "confirm" }>,
): ExitStatus {
  const text = dressReply(pressed.reply, shell.terminal);
  const report = pressed.kind === "replaced" ? pressed.report : undefined;
  if (!acted.json) shell.out(`${text}${howToApprove(acted, pressed)}`);
  else if (report === undefined) shell.err(text);
  else shell.out(dressJson(report));
  return pressed.kind === "replaced" && pressed.ok ? 0 : 1;
}

/** In a shell nobody else sees the button. */
function howToApprove({ caseId }: Acted, { reply }: { readonly reply: Reply }): string {
  const waits = reply.buttons.some(({ press }) => readPress(press)?.stage === "approve");
  return waits ? `\nFor the second person: whyreboot approve ${caseId}\n` : "";
}

/** The button of a sweep; where a number was typed, the one that the bot makes for it. */
async function pressOfSweep(
  { bot, sweeps, person }: Shell,
  { caseId, act, as, count }: Acted,
): Promise<string | undefined> {
  const id = readCaseId(caseId);
  const sweep = id === undefined ? undefined : await sweeps.findSweep(id);
  if (sweep === undefined || act !== "clear-restart-files" || as !== "first") return undefined;
  const counted =
    count === undefined
      ? undefined
      : (await bot.ask({ text: `clear sweep ${sweep.id} ${count}`, person })).reply.buttons[0]
          ?.press;
  // Another number than there are: the sweep's own button says what it is now.
  return counted ?? writeSweepPress(sweep.id, "clear");
}

async function pressOfCase(shell: Shell, acted: Acted): Promise<string | undefined> {
  const offer = await findOffer(shell, acted);
  return offer && writePress(offer.id, acted.as === "first" ? "ask" : "approve");
}

/** The newest offer of that kind; one that is not open is pressed as well, to hear why not. */
async function findOffer(
  shell: Shell,
  { caseId, act }: Acted,
): Promise<(OfferRecord & OfferState) | undefined> {
  const id = readCaseId(caseId);
  const record = id === undefined ? undefined : await shell.cases.findCase(id);
  if (record === undefined) {
    shell.err(
      `There is no case “${caseId}”. A case id looks like K7Q2-MD4X; it ends every answer.\n`,
    );
    return undefined;
  }
  const offers = await shell.cases.offersOf(record.id);
  const found = offers.findLast((offer) => offer.act === act);
  if (found === undefined) {
    shell.err(
      act === "undo-clear"
        ? `Nothing was removed in case ${record.id}, so there is nothing to put back.\n`
        : `Case ${record.id} offers nothing to remove.\n`,
    );
  }
  return found;
}
