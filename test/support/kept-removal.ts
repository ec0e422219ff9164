import type { OfferRecord } from "#bot/cases.ts";
import type { Reply } from "#bot/reply.ts";
import { must, type Office, office, plantLeftover, replaced, yes } from "./office.ts";

/** A removal that somebody made, and what is kept of it. */
export interface Kept {
  readonly desk: Office;
  /** The message with the button that puts the files back. */
  readonly removed: Reply;
  readonly offer: OfferRecord;
  /** The folder with what is kept. */
  readonly folder: string;
}

export async function kept(): Promise<Kept> {
  const desk = office();
  await plantLeftover(desk.pc);
  const { reply } = await desk.bot.ask({ text: "PC-42", person: desk.member });
  const pressed = await desk.bot.press({ press: yes(reply), person: desk.member });
  const offers = await desk.cases.keptBefore("9999-01-01T00:00:00.000Z");
  const offer = must(offers[0]);
  const path = must(offer.evidence.files[0]).path;
  return { desk, removed: replaced(pressed), offer, folder: path.slice(0, path.lastIndexOf("\\")) };
}

export async function look(desk: Office, path: string): Promise<string> {
  await using open = await desk.pc.open();
  return (await open.machine.look(path)).state;
}
