import type { Answer, Bot, Ongoing, Pressed, Shown } from "#bot/bot.ts";
import type { Log, Person } from "#bot/ports.ts";
import type { Reply } from "#bot/reply.ts";
import { dressConfirmation, dressReply } from "./dress.ts";
import { fault } from "./fault.ts";
import { deadlines } from "./limits.ts";
import type { Shelf } from "./shelf.ts";

/**
 * What the page is told, one JSON object a line, in this order: at most one `looking`, any number of
 * `progress`, and then `answer`; or at most one `acting` and then `confirm`, `refused` or
 * `replaced`. `html` is a piece of the page. A stream that ends without its last event was cut off.
 */
type PageEvent =
  | { readonly event: "looking" | "acting" | "refused" | "confirm"; readonly html: string }
  /** `sweep`: the id by which what came of it is shown later. */
  | { readonly event: "progress"; readonly html: string; readonly sweep: string }
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

interface Following extends Telling {
  readonly shelf: Shelf;
  /** The page has gone away, or the server is being stopped. */
  readonly gone: AbortSignal;
}

/** A question, from its words to the answer on the page, that of a sweep included. Never rejects. */
export async function tellAnswer(text: string, telling: Following): Promise<void> {
  const { bot, log, person, tell, shelf } = telling;
  try {
    const onLooking = (reply: Answer["reply"]): void =>
      tell({ event: "looking", html: dressReply(reply) });
    const { reply, audience, files = [], ongoing } = await bot.ask({ text, person, onLooking });
    const last = ongoing === undefined ? { reply, files } : await follow(reply, ongoing, telling);
    if (last === undefined) return;
    const placed = last.files.map((file) => shelf.put(file));
    tell({ event: "answer", html: dressReply(last.reply, placed), audience });
  } catch (error) {
    tell({ event: "answer", html: dressReply(fault(log, error, false)), audience: "asker" });
  }
}

/** Tells each new state of a sweep until its last, which it gives: undefined when nobody sees it. */
async function follow(
  first: Reply,
  ongoing: Ongoing,
  { tell, gone }: Following,
): Promise<Shown | undefined> {
  let last = { html: "", at: 0 };
  const show = (reply: Reply): void => {
    const html = dressReply(reply);
    const at = performance.now();
    if (html === last.html && at - last.at < deadlines.progress) return;
    last = { html, at };
    tell({ event: "progress", html, sweep: ongoing.sweep });
  };
  show(first);
  const shown = await ongoing.follow(({ reply }) => show(reply), gone);
  return gone.aborted ? undefined : shown;
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
