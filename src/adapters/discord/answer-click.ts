import type { Pressed } from "#bot/bot.ts";
import type { Watched } from "#bot/open-messages.ts";
import type { Person } from "#bot/ports.ts";
import { subjectOf } from "#bot/press.ts";
import type { Reply } from "#bot/reply.ts";
import type { FirstResponse, Sent } from "./api.ts";
import type { Carried } from "./custom-id.ts";
import { closeId, readCustomId } from "./custom-id.ts";
import type { Desk } from "./desk.ts";
import { isFirst, newReference, personIn, watch } from "./desk.ts";
import { dress, dressConfirmation, dressWords, hasComponents } from "./dress.ts";
import { faultOf } from "./faults.ts";
import type { Click } from "./schema.ts";
import { openSpot } from "./spot.ts";
import { closed, oneMoment, seeMessage, seeNewMessage, sorryForClick } from "./words.ts";

/**
 * A click, from the acknowledgement to the outcome. The acknowledgement comes before everything and
 * opens (or clears) the private message in which the person is asked and answered; only when
 * Discord took it does the bot hear of the click. So a click that Discord already told the person
 * has failed, or that another process took, never acts.
 */
export async function answerClick(desk: Desk, click: Click): Promise<void> {
  const { api } = desk;
  if (click.data.custom_id === closeId) {
    await api.respond(click, updated(click, closed));
    return;
  }
  const carried = readCustomId(click.data.custom_id);
  const person = personIn(desk, click);
  if (carried === undefined || person === undefined) return;
  if (!(await isFirst(desk, `discord:interaction:${click.id}`))) return;
  if (!(await acknowledge(desk, click, carried)).ok) return;

  const original = { channel: click.channel_id, message: carried.original ?? click.message.id };
  const place = { ...original, replyTo: original.message, nonce: click.id };
  const spot = openSpot(api, place);
  let acting = false;
  let watched: Watched | undefined;
  const pressed = await pressBot(desk, {
    press: carried.press,
    person,
    onActing(reply) {
      const offer = subjectOf(carried.press);
      acting = true;
      watched = watch(desk, { ...original, nonce: click.id }, offer);
      void spot.show(dress(reply));
    },
  });

  if (pressed.kind === "confirm") {
    await api.editResponse(click, dressConfirmation(pressed.confirmation, original.message));
    return;
  }
  if (pressed.kind === "refused" && !acting) {
    await api.editResponse(click, dress(pressed.reply));
    return;
  }
  // A refusal after the act had begun replaces the message too: it must not go on saying "acting".
  const payload = dress(pressed.reply);
  const shown = await spot.show(payload);
  const where = spot.message() === original.message ? seeMessage : seeNewMessage;
  await api.editResponse(click, shown.ok ? dressWords(where) : payload);
  if (pressed.kind !== "replaced" || pressed.unfinished !== true) await watched?.closed();
}

/** A fresh private message for the button itself; for a "yes", the private message that had it. */
async function acknowledge({ api }: Desk, click: Click, { original }: Carried): Promise<Sent> {
  return original === undefined
    ? await api.respond(click, { as: "defer", private: true })
    : await api.respond(click, updated(click, oneMoment));
}

function updated({ message }: Click, words: string): FirstResponse {
  return { as: "update", payload: dressWords(words), wasPlain: !hasComponents(message.flags) };
}

interface Pressing {
  readonly press: string;
  readonly person: Person;
  readonly onActing: (reply: Reply) => void;
}

async function pressBot({ bot, log }: Desk, pressing: Pressing): Promise<Pressed> {
  try {
    return await bot.press(pressing);
  } catch (error) {
    const reference = newReference();
    log.error({ reference, fault: faultOf(error) }, "a click ended in a fault");
    return { kind: "refused", reply: sorryForClick(reference) };
  }
}
