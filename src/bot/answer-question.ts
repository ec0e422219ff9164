import { diagnose } from "#checks/diagnose.ts";
import type { Answer, Ask } from "./bot.ts";
import { explain } from "./explain/explain.ts";
import { newCaseId } from "./ids.ts";
import { failedReport } from "./make-report.ts";
import type { ExplainQuestion, Question } from "./parse-question.ts";
import { parseQuestion } from "./parse-question.ts";
import type { Reply } from "./reply.ts";
import { may } from "./rights.ts";
import type { BotDeps, Looked } from "./settle-case.ts";
import { answerDiagnosis, elapsed, footerOf, headOf, knownOf, settle } from "./settle-case.ts";
import {
  sayHelp,
  sayLooking,
  sayMayNotAsk,
  sayOneAtATime,
  sayUnknownWorkstation,
  sayUnreachable,
} from "./words/trouble.ts";

/** The story of a question, from the words to the answer. */
export async function answerQuestion(deps: BotDeps, asked: Ask): Promise<Answer> {
  const mayAsk = await may(asked.person, deps.rights.ask);
  if (mayAsk !== "yes") return privately(sayMayNotAsk(mayAsk));
  const question = parseQuestion(asked.text, deps.inventory);
  if (question.kind !== "explain") return await answerParsed(deps, asked, question);
  const { topic, otherwise } = question;
  const explained = await explain(deps.pages, { topic, surely: otherwise === undefined });
  return explained ?? (await answerParsed(deps, asked, otherwise ?? { kind: "help" }));
}

async function answerParsed(
  deps: BotDeps,
  asked: Ask,
  question: Exclude<Question, ExplainQuestion>,
): Promise<Answer> {
  if (question.kind === "help") return privately(sayHelp(deps.inventory.names()));
  if (question.kind === "several") return privately(sayOneAtATime(question.workstations));
  const looked: Looked = { deps, asked, id: newCaseId(), askedAt: deps.now() };
  if (question.kind === "unknown-workstation") return await answerUnknown(looked, question);
  asked.onLooking?.(sayLooking(question.workstation));
  return await lookAt(looked, question.workstation);
}

async function lookAt(looked: Looked, workstation: string): Promise<Answer> {
  // Asked for while the connection is made: the answer is there when it is needed.
  const known = knownOf(looked, workstation);
  const opened = await looked.deps.workstations.open(workstation);
  const connect = elapsed(looked);
  if (!opened.ok) return await answerUnreachable(looked, workstation, opened);
  await using open = opened.workstation;
  const diagnosis = await diagnose(open.machine, { ...known, hostKey: open.hostKey });
  return await answerDiagnosis(looked, { workstation, open, diagnosis, connect });
}

async function answerUnreachable(
  looked: Looked,
  workstation: string,
  failed: Parameters<typeof sayUnreachable>[1],
): Promise<Answer> {
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
  const report = failedReport(headOf(looked, written), {
    headline: "unknown-workstation",
    why: "not-in-inventory",
    ...(suggestion === undefined ? {} : { detail: `did you mean ${suggestion}?` }),
    milliseconds: { connect: 0, look: 0, total: elapsed(looked) },
  });
  const reply = sayUnknownWorkstation(written, suggestion, footerOf(looked));
  const answer = await settle(looked, { report, say: () => reply, offers: [] });
  return { ...answer, audience: "asker" };
}

function privately(reply: Reply): Answer {
  return { reply, audience: "asker" };
}
