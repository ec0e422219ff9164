import type { Reply } from "#bot/reply.ts";

// The few words that only this platform needs; all others are the bot's.

/** In the private confirmation, once a person has said yes and until the outcome is there. */
export const oneMoment = "One moment.";
/** In the private confirmation, when the outcome stands where the button was. */
export const seeMessage = "See the message with the button.";
/** In the private confirmation, when that message could not be changed. */
export const seeNewMessage = "See the new message in the channel.";
/** In the private confirmation, after a no. */
export const closed = "Closed. Nothing was changed.";

/** A question that ended in a fault of the bot: a question changes nothing. */
export function sorryForQuestion(reference: string): Reply {
  return sorry(reference, "Nothing was changed by this message.");
}

/** A click that ended in a fault of the bot: an act may have been under way. */
export function sorryForClick(reference: string): Reply {
  return sorry(
    reference,
    "Whether anything was changed is not known: ask about the workstation again.",
  );
}

function sorry(reference: string, then: string): Reply {
  return {
    headline: [`Something went wrong in the bot itself (reference ${reference}). ${then}`],
    mood: "trouble",
    body: [],
    evidence: [],
    buttons: [],
    footer: [],
  };
}
