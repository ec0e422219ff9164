import { maskSecrets } from "#checks/secrets/mask.ts";
import type { Answer } from "./bot.ts";
import type { Desk } from "./desk.ts";
import { failedReport } from "./make-report.ts";
import type { Question } from "./parse-question.ts";
import type { Looked } from "./settle-case.ts";
import { answerDiagnosis, elapsed, footerOf, headOf, settle } from "./settle-case.ts";
import { sayUnknownWorkstation, sayUnreachable } from "./words/trouble.ts";

/** Looks at a workstation and answers with what was seen, or why nothing was. */
export async function answerWorkstation(
  desk: Desk,
  looked: Looked,
  workstation: string,
): Promise<Answer> {
  const look = await desk.work.look(workstation, looked.askedAt);
  const connect = Math.max(0, Date.parse(look.connectedAt) - looked.askedAt.getTime());
  if (!look.ok) return await answerUnreachable(looked, workstation, look);
  const { open, diagnosis } = look;
  return await answerDiagnosis(looked, { workstation, open, diagnosis, connect });
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

/** A name that is in no list: with the nearest one that is. */
export async function answerUnknown(
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
