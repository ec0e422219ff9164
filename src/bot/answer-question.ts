import { answerUnknown, answerWorkstation } from "./answer-workstation.ts";
import { tellApprovals } from "./approval/waiting.ts";
import type { Answer, Ask } from "./bot.ts";
import type { Desk } from "./desk.ts";
import { explain } from "./explain/explain.ts";
import { newCaseId } from "./ids.ts";
import type { ExplainQuestion, Question } from "./parse-question.ts";
import { namesWritten, parseQuestion } from "./parse-question.ts";
import type { Inventory, Person } from "./ports.ts";
import type { TooMany } from "./rates.ts";
import { privately, refuseQuestion } from "./refuse-question.ts";
import { shownTo } from "./rights.ts";
import type { Looked } from "./settle-case.ts";
import { showCase, showSweep } from "./show-again.ts";
import { beginSweep } from "./sweep/begin.ts";
import { countSweep } from "./sweep/press-sweep.ts";
import { tellHistory } from "./tell-history.ts";
import { answerWatch, isAboutWatches } from "./watch/answer-watch.ts";
import { beginWatch } from "./watch/begin-watch.ts";
import { sayUnknownGroup } from "./words/sweep/refusals.ts";
import { sayTooMany } from "./words/too-many.ts";
import { sayHelp, sayLooking, sayNoName, sayOneAtATime } from "./words/trouble.ts";
import { auditRefusal } from "./write-audit.ts";

/** The story of a question, from the words to the answer. */
export async function answerQuestion(desk: Desk, given: Ask): Promise<Answer> {
  // Of somebody else's words nothing is kept but what they name.
  const text = given.quoted ? namesWritten(given.text, desk.inventory) : given.text;
  const asked = { ...given, text };
  const refused = await refuseQuestion(desk, asked, parseQuestion(text, desk.inventory));
  if (refused !== undefined) return refused;
  const question = parseQuestion(text, await shownToAllowed(asked.person, desk));
  if (question.kind !== "explain") return await answerParsed(desk, asked, question);
  const { topic, otherwise } = question;
  const explained = await explain(desk.pages, { topic, surely: otherwise === undefined });
  return explained ?? (await answerParsed(desk, asked, otherwise ?? { kind: "help" }));
}

/** To somebody who may ask: without groups that is about all, and nobody is asked about it again. */
async function shownToAllowed(person: Person, desk: Desk): Promise<Inventory> {
  return desk.rights.groups === undefined ? desk.inventory : await shownTo(person, desk);
}

/** What is known without looking at a workstation; the rest is counted first. */
async function answerParsed(
  desk: Desk,
  asked: Ask,
  question: Exclude<Question, ExplainQuestion>,
): Promise<Answer> {
  const { person } = asked;
  if (isAboutWatches(question)) {
    const shown = await shownTo(person, desk);
    return await answerWatch(desk, asked, { question, groups: shown.groups() });
  }
  switch (question.kind) {
    case "help": {
      if (asked.quoted) return privately(sayNoName());
      return privately(sayHelp((await shownToAllowed(person, desk)).names()));
    }
    case "approvals":
      return privately(await tellApprovals(desk, person));
    case "several":
      return privately(sayOneAtATime(question.workstations));
    case "history":
      return await tellHistory(desk, question.workstation);
    case "show-case":
      return await showCase(desk, person, question.id);
    case "show-sweep":
      return await showSweep(desk, person, question.id);
    case "count-sweep":
      return await countSweep(desk, person, question);
    case "unknown-group":
      return privately(sayUnknownGroup(question, (await shownTo(person, desk)).groups()));
    case "why":
    case "unknown-workstation":
    case "sweep":
    case "watch":
      return await answerByLooking(desk, asked, question);
  }
}

/** What makes the bot connect, or becomes a case. */
type Concerned = Extract<
  Question,
  { readonly kind: "why" | "unknown-workstation" | "sweep" | "watch" }
>;

async function answerByLooking(desk: Desk, asked: Ask, question: Concerned): Promise<Answer> {
  const tooMany = admit(desk, asked, question);
  if (tooMany !== undefined) {
    await auditRefusal(desk, asked.person, {
      what: "question",
      why: "limit",
      question: asked.text,
      ...(question.kind === "why" ? { workstation: question.workstation } : {}),
    });
    return privately(sayTooMany(tooMany, named(question)));
  }
  if (question.kind === "sweep") return await beginSweep(desk, asked, question);
  if (question.kind === "watch") return await beginWatch(desk, asked, question);
  const looked: Looked = { deps: desk, asked, id: newCaseId(), askedAt: desk.now() };
  if (question.kind === "unknown-workstation") return await answerUnknown(looked, question);
  asked.onLooking?.(sayLooking(question.workstation));
  return await answerWorkstation(desk, looked, question.workstation);
}

/** What the question names, as it is said to whoever asked too often. */
function named(question: Concerned): string {
  if (question.kind === "sweep" || question.kind === "watch") return question.kind;
  return question.kind === "why" ? question.workstation : question.written;
}

/** Counts what becomes a case. To share a look costs the workstation nothing. */
function admit(desk: Desk, { person }: Ask, question: Concerned): TooMany | undefined {
  const looks = question.kind === "why" && !desk.looks.underWay(question.workstation);
  return desk.rates.admit({
    person: person.id,
    channel: person.place,
    ...(looks ? { workstation: question.workstation } : {}),
  });
}
