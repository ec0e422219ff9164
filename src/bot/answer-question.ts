import { maskSecrets } from "#checks/secrets/mask.ts";
import { tellApprovals } from "./approval/waiting.ts";
import type { Answer, Ask } from "./bot.ts";
import type { Desk } from "./desk.ts";
import { explain } from "./explain/explain.ts";
import { newCaseId } from "./ids.ts";
import { failedReport } from "./make-report.ts";
import type { ExplainQuestion, Question } from "./parse-question.ts";
import { namesWritten, parseQuestion } from "./parse-question.ts";
import type { Inventory, Person } from "./ports.ts";
import type { TooMany } from "./rates.ts";
import type { Reply } from "./reply.ts";
import type { Right } from "./rights.ts";
import { may, shownTo } from "./rights.ts";
import type { Looked } from "./settle-case.ts";
import { answerDiagnosis, elapsed, footerOf, headOf, settle } from "./settle-case.ts";
import { showCase, showSweep } from "./show-again.ts";
import { beginSweep } from "./sweep/begin.ts";
import { countSweep } from "./sweep/press-sweep.ts";
import { tellHistory } from "./tell-history.ts";
import { sayUnknownGroup } from "./words/sweep/refusals.ts";
import { sayTooMany } from "./words/too-many.ts";
import {
  sayCannotTellAsk,
  sayCannotTellAudit,
  sayHelp,
  sayLooking,
  sayMayNotAsk,
  sayMayNotReadAudit,
  sayMayNotSweep,
  sayNoName,
  sayOneAtATime,
  sayUnknownWorkstation,
  sayUnreachable,
} from "./words/trouble.ts";
import { auditRefusal } from "./write-audit.ts";

/** The story of a question, from the words to the answer. */
export async function answerQuestion(deps: Desk, given: Ask): Promise<Answer> {
  // Of somebody else's words nothing is kept but what they name.
  const text = given.quoted ? namesWritten(given.text, deps.inventory) : given.text;
  const asked = { ...given, text };
  const refused = await refuse(deps, asked, parseQuestion(asked.text, deps.inventory));
  if (refused !== undefined) return refused;
  const question = parseQuestion(asked.text, await shownToAllowed(asked.person, deps));
  if (question.kind !== "explain") return await answerParsed(deps, asked, question);
  const { topic, otherwise } = question;
  const explained = await explain(deps.pages, { topic, surely: otherwise === undefined });
  return explained ?? (await answerParsed(deps, asked, otherwise ?? { kind: "help" }));
}

/** Undefined for whoever may have this question answered. */
async function refuse(deps: Desk, asked: Ask, question: Question): Promise<Answer | undefined> {
  const { person, text } = asked;
  const right = rightFor(question);
  const workstation = "workstation" in question ? question.workstation : undefined;
  const about = workstation === undefined ? {} : { workstation };
  const allowed = await may(person, deps, { right, ...about });
  if (allowed === "yes") return undefined;
  const why = allowed === "no" ? "may-not" : allowed;
  await auditRefusal(deps, person, { what: "question", why, question: text, ...about });
  if (allowed === "cannot-tell") {
    return privately(right === "audit" ? sayCannotTellAudit() : sayCannotTellAsk());
  }
  if (right === "sweep" && !(await isStranger(deps, person, right))) {
    return privately(sayMayNotSweep());
  }
  if (workstation === undefined || (await isStranger(deps, person, right))) {
    return privately(sayMayNotAsk());
  }
  return privately(right === "audit" ? sayMayNotReadAudit(workstation) : sayMayNotAsk(workstation));
}

function rightFor({ kind }: Question): Right {
  if (kind === "history") return "audit";
  if (kind === "count-sweep") return "clear";
  return kind === "sweep" || kind === "show-sweep" || kind === "unknown-group" ? "sweep" : "ask";
}

/** Nobody who may ask about nothing learns which names there are. */
async function isStranger(deps: Desk, person: Person, refused: Right): Promise<boolean> {
  // Without groups that is what was just answered.
  if (refused === "ask" && deps.rights.groups === undefined) return true;
  return (await may(person, deps, { right: "ask" })) !== "yes";
}

/** To somebody who may ask: without groups that is about all, and nobody is asked about it again. */
async function shownToAllowed(person: Person, deps: Desk): Promise<Inventory> {
  return deps.rights.groups === undefined ? deps.inventory : await shownTo(person, deps);
}

async function answerParsed(
  deps: Desk,
  asked: Ask,
  question: Exclude<Question, ExplainQuestion>,
): Promise<Answer> {
  if (question.kind === "help" && asked.quoted) return privately(sayNoName());
  if (question.kind === "help") {
    return privately(sayHelp((await shownToAllowed(asked.person, deps)).names()));
  }
  if (question.kind === "approvals") return privately(await tellApprovals(deps, asked.person));
  if (question.kind === "several") return privately(sayOneAtATime(question.workstations));
  if (question.kind === "history") return await tellHistory(deps, question.workstation);
  if (question.kind === "show-case") return await showCase(deps, asked.person, question.id);
  if (question.kind === "count-sweep") return await countSweep(deps, asked.person, question);
  if (question.kind === "show-sweep") return await showSweep(deps, question.id);
  if (question.kind === "unknown-group") {
    return privately(sayUnknownGroup(question, (await shownTo(asked.person, deps)).groups()));
  }
  const tooMany = admit(deps, asked, question);
  if (tooMany !== undefined) {
    await auditRefusal(deps, asked.person, {
      what: "question",
      why: "limit",
      question: asked.text,
      ...(question.kind === "why" ? { workstation: question.workstation } : {}),
    });
    return privately(sayTooMany(tooMany, named(question)));
  }
  if (question.kind === "sweep") return await beginSweep(deps, asked, question);
  const looked: Looked = { deps, asked, id: newCaseId(), askedAt: deps.now() };
  if (question.kind === "unknown-workstation") return await answerUnknown(looked, question);
  asked.onLooking?.(sayLooking(question.workstation));
  return await lookAt(deps, looked, question.workstation);
}

async function lookAt(desk: Desk, looked: Looked, workstation: string): Promise<Answer> {
  const look = await desk.work.look(workstation, looked.askedAt);
  const connect = Math.max(0, Date.parse(look.connectedAt) - looked.askedAt.getTime());
  if (!look.ok) return await answerUnreachable(looked, workstation, look);
  const { open, diagnosis } = look;
  return await answerDiagnosis(looked, { workstation, open, diagnosis, connect });
}

type Concerned = Extract<Question, { readonly kind: "why" | "unknown-workstation" | "sweep" }>;

/** What the question names, as it is said to whoever asked too often. */
function named(question: Concerned): string {
  if (question.kind === "sweep") return "sweep";
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

async function answerUnreachable(
  looked: Looked,
  workstation: string,
  said: Parameters<typeof sayUnreachable>[1],
): Promise<Answer> {
  const failed = { why: said.why, detail: maskSecrets(said.detail) };
  const total = elapsed(looked);
  const report = failedReport(headOf(looked, workstation), {
    headline: "unreachable",
    why: failed.why,
    detail: failed.detail,
    milliseconds: { connect: total, look: 0, total },
  });
  const reply = sayUnreachable(workstation, failed, footerOf(looked));
  return await settle(looked, { report, say: () => reply, offers: [] });
}

async function answerUnknown(
  looked: Looked,
  { written, suggestion }: Extract<Question, { readonly kind: "unknown-workstation" }>,
): Promise<Answer> {
  const unread = looked.deps.inventory.unread().length > 0;
  const report = failedReport(headOf(looked, written), {
    headline: "unknown-workstation",
    why: "not-in-inventory",
    ...detailOf(suggestion, unread),
    milliseconds: { connect: 0, look: 0, total: elapsed(looked) },
  });
  const reply = sayUnknownWorkstation(written, { suggestion, unread }, footerOf(looked));
  const answer = await settle(looked, { report, say: () => reply, offers: [] });
  return { ...answer, audience: "asker" };
}

function detailOf(suggestion: string | undefined, unread: boolean): { readonly detail?: string } {
  const says = [
    ...(suggestion === undefined ? [] : [`did you mean ${suggestion}?`]),
    ...(unread ? ["not every list of workstations could be read"] : []),
  ];
  return says.length === 0 ? {} : { detail: says.join("; ") };
}

function privately(reply: Reply): Answer {
  return { reply, audience: "asker" };
}
