import type { WaitingRequest } from "../approval/waiting.ts";
import type { ApprovalRequest, OfferRecord, Who } from "../cases.ts";
import { quote } from "../legible.ts";
import { writePress } from "../press.ts";
import type { Button, Confirmation, EvidenceRow, Line, Reply } from "../reply.ts";
import { count } from "./enumerate.ts";
import { namedLosses, offerButton, offeredFiles } from "./offer.ts";
import { refusal } from "./refusals.ts";
import { when } from "./times.ts";

/** In place of the answer while the second person is missing. */
export function sayWaiting(offer: OfferRecord, request: ApprovalRequest, before: Reply): Reply {
  return {
    headline: [
      "Waiting for a second person: nothing was changed on ",
      quote(offer.workstation),
      " yet.",
    ],
    mood: "attention",
    body: [
      [quote(request.by.name), ` asked to remove the restart files, ${when(request.at)}.`],
      [
        `Somebody else who has the right to approve can say yes until ${when(request.until)}. ` +
          "The workstation is looked at again then.",
      ],
    ],
    evidence: before.evidence,
    buttons: [approveButton(offer, request), withdrawButton(offer)],
    footer: before.footer,
  };
}

/** `label`: where several wait beside each other, each is named by its workstation. */
function approveButton(
  offer: OfferRecord,
  request: ApprovalRequest,
  label = "Approve and remove",
): Button {
  return {
    label,
    style: "danger",
    press: writePress(offer.id, "approve"),
    confirm: approveConfirmation(offer, request),
  };
}

export function approveConfirmation(offer: OfferRecord, { by }: ApprovalRequest): Confirmation {
  const { files, loses } = offer.evidence;
  return {
    title: "Approve and remove the restart files?",
    text: [
      [
        ...offeredFiles(offer),
        " on ",
        quote(offer.workstation),
        files.length === 1 ? " is" : " are",
        " moved aside, as ",
        quote(by.name),
        " asked.",
      ],
      ...(loses.length === 0
        ? []
        : [
            ["This loses the only record of these steps, which were never done:"],
            ...namedLosses(loses),
          ]),
    ],
    yes: "Approve",
    no: "Leave as it is",
    press: writePress(offer.id, "approved"),
  };
}

function withdrawButton(offer: OfferRecord): Button {
  return {
    label: "Withdraw",
    style: "normal",
    press: writePress(offer.id, "withdraw"),
    confirm: {
      title: "Withdraw the request?",
      text: [["Nothing is removed; it can be asked for again."]],
      yes: "Withdraw",
      no: "Keep waiting",
      press: writePress(offer.id, "withdrawn"),
    },
  };
}

export function withdrawConfirmation(offer: OfferRecord): Confirmation {
  return withdrawButton(offer).confirm;
}

/** The answer is as it was before the request. */
export function sayWithdrawn(offer: OfferRecord, by: Who, before: Reply): Reply {
  return askableAgain(offer, before, [
    "The request to remove the restart files was withdrawn by ",
    quote(by.name),
    ". Nothing was changed.",
  ]);
}

export function sayExpired(offer: OfferRecord, request: ApprovalRequest, before: Reply): Reply {
  return askableAgain(offer, before, [
    "The request of ",
    quote(request.by.name),
    ` to remove the restart files was not approved by ${when(request.until)}. Nothing was changed; it can be asked for again.`,
  ]);
}

function askableAgain(offer: OfferRecord, before: Reply, first: Line): Reply {
  return { ...before, body: [first, ...before.body], buttons: [offerButton(offer)] };
}

export function sayAlreadyWaits({ by, at, until }: ApprovalRequest): Reply {
  return refusal(
    ["This waits for a second person already."],
    [
      "Asked for by ",
      quote(by.name),
      `, ${when(at)}; it can be approved until ${when(until)}. Nothing was changed.`,
    ],
  );
}

export function sayOwnRequest(): Reply {
  return refusal(
    ["You asked for this yourself, so somebody else has to approve it."],
    ["That counts for your accounts on other platforms as well. Nothing was changed."],
  );
}

export function sayNoRequest(): Reply {
  return refusal(
    ["Nobody waits for an approval here any more."],
    [
      "The request was withdrawn or settled. Nothing was changed by your click; ask again about the workstation.",
    ],
  );
}

/** What waits for this person's yes. */
export function sayApprovals(waiting: readonly WaitingRequest[]): Reply {
  const shown = waiting.slice(0, mostShown);
  return {
    headline: [
      waiting.length === 0
        ? "Nothing waits for your approval."
        : `${count(waiting.length, "request")} for your approval.`,
    ],
    mood: waiting.length === 0 ? "calm" : "attention",
    body: waiting.length > shown.length ? [[`The ${mostShown} oldest are shown.`]] : [],
    ...shownRequests(shown),
    footer: [],
  };
}

/** Rows that say what is asked for, and the buttons to say yes. */
export function shownRequests(
  waiting: readonly WaitingRequest[],
): Pick<Reply, "evidence" | "buttons"> {
  const rows = waiting.map(rowOf);
  return {
    evidence: rows.length === 0 ? [] : [{ title: "Waiting for your approval", rows }],
    buttons: waiting.map(({ offer, request }) =>
      approveButton(offer, request, `Approve for ${offer.workstation}`.slice(0, 75)),
    ),
  };
}

export function sayApprovalsUnread(): Reply {
  return refusal(
    ["I could not read what waits for an approval."],
    ["Whoever keeps this bot finds out why in its log."],
  );
}

/** As many buttons as fit on every platform. */
export const mostShown = 5;

function rowOf({ offer, request }: WaitingRequest): EvidenceRow {
  return {
    quote: offer.workstation,
    says: [
      quote(request.by.name),
      " asks to remove ",
      ...offeredFiles(offer),
      `, until ${when(request.until)}. Case ${offer.caseId}`,
    ],
  };
}
