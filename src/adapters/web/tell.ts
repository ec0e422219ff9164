import type { Answer, Bot, Pressed } from "#bot/bot.ts";
import type { Log, Person } from "#bot/ports.ts";
import { dressConfirmation, dressReply } from "./dress.ts";
import { fault } from "./fault.ts";

/**
 * What the page is told, one JSON object a line, in this order: at most one `looking` and then
 * `answer`; or at most one `acting` and then `confirm`, `refused` or `replaced`. `html` is a piece
 * of the page. A stream that ends without its last event was cut off.
 */
type PageEvent =
  | { readonly event: "looking" | "acting" | "refused" | "confirm"; readonly html: string }
  | { readonly event: "answer"; readonly html: string; readonly audience: Answer["audience"] }
  | { readonly event: "replaced"; readonly html: string; readonly ok: boolean };

/** Passes an event on; it never fails, since a page that has gone away does not stop an act. */
export type Tell = (event: PageEvent) => void;

interface Telling {
  readonly bot: Bot;
  readonly log: Log;
  readonly person: Person;
  readonly tell: Tell;
}

/** A question, from its words to the answer on the page. Never rejects. */
export async function tellAnswer(text: string, telling: Telling): Promise<void> {
  const { bot, log, person, tell } = telling;
  try {
    const onLooking = (reply: Answer["reply"]): void =>
      tell({ event: "looking", html: dressReply(reply) });
    const { reply, audience } = await bot.ask({ text, person, onLooking });
    tell({ event: "answer", html: dressReply(reply), audience });
  } catch (error) {
    tell({ event: "answer", html: dressReply(fault(log, error, false)), audience: "asker" });
  }
}

/** A press, from the button to the outcome on the page. Never rejects. */
export async function tellPressed(press: string, telling: Telling): Promise<void> {
  const { bot, log, person, tell } = telling;
  let acting = false;
  try {
    const onActing = (reply: Answer["reply"]): void => {
      acting = true;
      tell({ event: "acting", html: dressReply(reply) });
    };
    tell(eventOf(await bot.press({ press, person, onActing })));
  } catch (error) {
    const html = dressReply(fault(log, error, acting));
    tell(acting ? { event: "replaced", html, ok: false } : { event: "refused", html });
  }
}

function eventOf(pressed: Pressed): PageEvent {
  switch (pressed.kind) {
    case "confirm":
      return { event: "confirm", html: dressConfirmation(pressed.confirmation) };
    case "refused":
      return { event: "refused", html: dressReply(pressed.reply) };
    case "replaced":
      return { event: "replaced", html: dressReply(pressed.reply), ok: pressed.ok };
  }
}
