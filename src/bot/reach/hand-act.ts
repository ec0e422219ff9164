import type { Consent } from "../act/perform.ts";
import type { Pressed } from "../bot.ts";
import type { OnOffer } from "../on-offer.ts";
import { pauseFor } from "../pauses.ts";
import { sayActing } from "../words/outcome.ts";
import { sayUnreachableNow } from "../words/refusals.ts";
import { sayNotHeardFrom } from "../words/resumed.ts";
import { readPressed, writePiece } from "./piece.ts";
import type { Errand, WorkQueue } from "./queue.ts";

/** An act on a workstation that only a worker of its site reaches. */
export async function handAct(
  on: OnOffer,
  consent: Consent,
  out: { readonly queue: WorkQueue; readonly site: string | undefined },
): Promise<Pressed> {
  const { deps, pressed, offer, record } = on;
  const { id, name, place } = pressed.person;
  const notes = (await deps.cases.journal(offer.id)).length;
  const person = { id, name, ...(place === undefined ? {} : { place }) };
  const errand: Errand = {
    site: out.site,
    kind: "now",
    text: writePiece({
      kind: "act",
      offer: offer.id,
      press: pressed.press,
      person,
      consent: { ...consent, notes },
    }),
    within: { begin: 30_000, end: 180_000 },
  };
  const ended = new AbortController();
  const begun = once(() => pressed.onActing?.(sayActing(offer, record.reply)));
  const told = tellWhenTaken(on, begun, ended.signal);
  try {
    const handed = await out.queue.hand(errand, new AbortController().signal);
    if (handed.state === "done") {
      const done = readPressed(handed.text);
      if (done.kind === "replaced") begun();
      return done;
    }
  } finally {
    ended.abort();
    await told;
  }
  if (await withdraw(on, consent, notes)) {
    return {
      kind: "replaced",
      reply: sayUnreachableNow(offer, "no-worker", record.reply),
      ok: false,
    };
  }
  const reply = sayNotHeardFrom(offer, record.reply);
  return { kind: "replaced", reply, ok: false, unfinished: true };
}

/**
 * One winner against the act's own first note: who comes second cannot write theirs, and without it
 * no step begins. False also when the store does not answer, as nobody knows then.
 */
async function withdraw(
  { deps: { cases, now, log }, offer }: OnOffer,
  { by, approval }: Consent,
  notes: number,
): Promise<boolean> {
  try {
    const at = now().toISOString();
    // Only who has taken an offer writes into its journal; a worker may have taken it just now.
    const taken = approval
      ? await cases.takeApproved(offer.id, approval.request, at)
      : await cases.take(offer.id, by, at);
    await cases.note(offer.id, { at, step: "withdrawn", facts: {} }, notes);
    if (taken.won) await cases.release(offer.id);
    return true;
  } catch (error) {
    log.warn({ err: error, offer: offer.id }, "an act that was handed out is not withdrawn");
    return false;
  }
}

/** Milliseconds between two looks whether a worker has begun. */
const lookEvery = 300;

async function tellWhenTaken(
  { deps, offer }: OnOffer,
  begun: () => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const now = await deps.cases.findOffer(offer.id).catch(() => undefined);
    if (now?.state === "taken") return begun();
    await pauseFor(lookEvery, signal);
  }
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}
