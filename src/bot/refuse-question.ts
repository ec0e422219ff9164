import type { Answer, Ask } from "./bot.ts";
import type { Desk } from "./desk.ts";
import type { Question } from "./parse-question.ts";
import type { Person } from "./ports.ts";
import type { Reply } from "./reply.ts";
import type { Right } from "./rights.ts";
import { may } from "./rights.ts";
import {
  sayCannotTellAsk,
  sayCannotTellAudit,
  sayMayNotAct,
  sayMayNotAsk,
  sayMayNotReadAudit,
  sayMayNotSweep,
} from "./words/trouble.ts";
import { auditRefusal } from "./write-audit.ts";

/** Undefined for whoever may have this question answered. */
export async function refuseQuestion(
  desk: Desk,
  { person, text }: Pick<Ask, "person" | "text">,
  question: Question,
): Promise<Answer | undefined> {
  const right = rightFor(question);
  const workstation = "workstation" in question ? question.workstation : undefined;
  const about = workstation === undefined ? {} : { workstation };
  const allowed = await may(person, desk, { right, ...about });
  if (allowed === "yes") return undefined;
  const why = allowed === "no" ? "may-not" : allowed;
  await auditRefusal(desk, person, { what: "question", why, question: text, ...about });
  if (allowed === "cannot-tell") {
    return privately(right === "audit" ? sayCannotTellAudit() : sayCannotTellAsk());
  }
  if (await isStranger(desk, person, right)) return privately(sayMayNotAsk());
  return privately(sayMayNot(right, workstation));
}

/** For the one who asked alone. */
export function privately(reply: Reply): Answer {
  return { reply, audience: "asker" };
}

function rightFor(question: Question): Right {
  const { kind } = question;
  if (kind === "history") return "audit";
  if (kind === "count-sweep") return "clear";
  if (kind === "watch") return question.workstation === undefined ? "sweep" : "ask";
  return kind === "sweep" || kind === "show-sweep" || kind === "unknown-group" ? "sweep" : "ask";
}

/** Nobody who may ask about nothing learns which names there are. */
async function isStranger(desk: Desk, person: Person, refused: Right): Promise<boolean> {
  // Without groups that is what was just answered.
  if (refused === "ask" && desk.rights.groups === undefined) return true;
  return (await may(person, desk, { right: "ask" })) !== "yes";
}

function sayMayNot(right: Right, workstation: string | undefined): Reply {
  if (right === "sweep") return sayMayNotSweep();
  if (right === "audit" && workstation !== undefined) return sayMayNotReadAudit(workstation);
  if (right === "clear") return sayMayNotAct("no", right, workstation);
  return sayMayNotAsk(workstation);
}
