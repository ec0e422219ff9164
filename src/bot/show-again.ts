import type { Answer } from "./bot.ts";
import type { Desk } from "./desk.ts";
import type { Person } from "./ports.ts";
import { may } from "./rights.ts";
import { answerSweep } from "./sweep/begin.ts";
import { maySee } from "./sweep/may-see.ts";
import { offerButton } from "./words/offer.ts";
import { sayNoSuchCase, sayNoSuchSweep } from "./words/sweep/refusals.ts";
import { when } from "./words/times.ts";

/** What was answered in a case, with the buttons that can still be pressed. Nothing is looked at. */
export async function showCase(desk: Desk, person: Person, id: string): Promise<Answer> {
  const record = await desk.cases.findCase(id);
  const seen =
    record && (await may(person, desk, { right: "ask", workstation: record.workstation }));
  // Whether there is a case of somebody else's workstation is nobody's business.
  if (record === undefined || seen !== "yes") {
    return { reply: sayNoSuchCase(id), audience: "asker" };
  }
  const { reply, workstation, askedAt } = record;
  const mayClear = await may(person, desk, { right: "clear", workstation });
  const offers = await desk.cases.offersOf(id);
  const open = offers.filter(({ state }) => state === "open");
  const body = [[`This was seen at ${when(askedAt)}; nothing was looked at now.`], ...reply.body];
  const shown = person.alone === true && mayClear !== "yes" ? [] : open.map(offerButton);
  return { reply: { ...reply, body, buttons: shown }, audience: "everyone" };
}

/** How a sweep stands, or what came of it. */
export async function showSweep(desk: Desk, person: Person, id: string): Promise<Answer> {
  const sweep = await desk.sweeps.findSweep(id);
  if (sweep === undefined || !(await maySee(desk, person, sweep))) {
    return { reply: sayNoSuchSweep(id), audience: "asker" };
  }
  return await answerSweep(desk, sweep);
}
