import type { CaseRecord, OfferRecord, OfferState, OutcomeKind } from "../cases.ts";
import { quote } from "../legible.ts";
import type { UnreachableReason } from "../ports.ts";
import type { Line, Reply } from "../reply.ts";
import { offerButton } from "./offer.ts";
import type { FileAfter } from "./outcome.ts";
import { places } from "./outcome.ts";
import { when } from "./times.ts";
import { unreachable } from "./unreachable.ts";

export function sayUnknownButton(): Reply {
  return refusal(
    ["I do not know this button any more."],
    ["Nothing was changed. Ask again about the workstation."],
  );
}

export function sayAlreadyPressed(state: Exclude<OfferState, { readonly state: "open" }>): Reply {
  const who: Line = ["By ", quote(state.by.name), `, ${when(state.at)}.`];
  return state.state === "taken"
    ? refusal(
        ["Somebody pressed this button before you."],
        [
          ...who,
          " It is being done now, or was cut off. Nothing was changed by your click; ask again to see how it stands.",
        ],
      )
    : refusal(
        ["This was already settled."],
        [...who, ` Outcome: ${settledAs[state.outcome]}. Nothing was changed by your click.`],
      );
}

/** After “Outcome:”. */
export const settledAs: Readonly<Record<OutcomeKind, string>> = {
  removed: "removed",
  partly: "partly removed",
  "still-there": "could not be removed",
  restored: "put back",
  "partly-restored": "partly put back",
  "evidence-changed": "the evidence had changed, so nothing was done",
  purged: "what was kept has been removed after its time",
  "still-kept": "what is kept could not be removed",
  unknown: "not known",
};

/** `unread`: a list of workstations was never read, so it may stand in that one. */
export function sayNotListedAnyMore(workstation: string, unread: boolean): Reply {
  return refusal(
    unread
      ? [quote(workstation), " is in none of my lists of workstations that could be read."]
      : [quote(workstation), " is not in my list of workstations any more."],
    [
      "Nothing was connected to and nothing was changed.",
      ...(unread ? [" Not every list could be read yet: try again later."] : []),
    ],
  );
}

export function sayTooOld({ askedAt, workstation }: CaseRecord): Reply {
  return refusal(
    [`This button is from ${when(askedAt)}, which is too long ago.`],
    ["Nothing was changed. Ask again for a fresh look: ", quote(workstation), "."],
  );
}

/** No act begins that could not be told of later; its button stays. */
export function sayNotAudited(workstation: string): Reply {
  return refusal(
    ["Nothing was changed on ", quote(workstation), ": the audit trail cannot be written."],
    [
      "Nothing is removed or put back without it. The button stays; whoever keeps this bot finds out why in its log.",
    ],
  );
}

/** The act did not begin; its button stays. */
export function sayUnreachableNow(
  offer: OfferRecord,
  why: UnreachableReason,
  before: Reply,
): Reply {
  return {
    headline: ["Nothing was changed: ", quote(offer.workstation), unreachable[why].headline],
    mood: "trouble",
    body: [
      [unreachable[why].advice],
      ["The button stays: press it again when the workstation answers."],
    ],
    evidence: before.evidence,
    buttons: [offerButton(offer)],
    footer: before.footer,
  };
}

/** The kept files or their places are not as they were; nothing was touched, the button stays. */
export function sayCannotUndoNow(
  offer: OfferRecord,
  seen: readonly FileAfter[],
  before: Reply,
): Reply {
  return {
    headline: ["Nothing was put back on ", quote(offer.workstation), "."],
    mood: "trouble",
    body: [
      ["The workstation is not as the removal left it, and nothing is ever overwritten."],
      ["The button stays: press it again when the place is free. Ask again for a fresh look."],
    ],
    evidence: [
      {
        title: "Seen now",
        rows: seen.map(({ name, at }) => ({ quote: name, says: [places[at]] })),
      },
      ...before.evidence,
    ],
    buttons: [offerButton(offer)],
    footer: before.footer,
  };
}

/** Nothing was done; for the one who asked. */
export function refusal(headline: Line, body: Line): Reply {
  return { headline, mood: "trouble", body: [body], evidence: [], buttons: [], footer: [] };
}
