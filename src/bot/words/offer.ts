import type { OfferRecord } from "../cases.ts";
import { quote } from "../legible.ts";
import { writePress } from "../press.ts";
import type { Button, Confirmation, Line } from "../reply.ts";
import { enumerate } from "./enumerate.ts";

/** The button of an offer, with the question that comes before its act. */
export function offerButton(offer: OfferRecord): Button {
  return {
    label: buttonLabel(offer),
    style: offer.act === "clear-restart-files" ? "danger" : "normal",
    press: writePress(offer.id, "ask"),
    confirm: firstConfirmation(offer),
  };
}

function buttonLabel({ act, confirm, evidence }: OfferRecord): string {
  if (act === "undo-clear") return evidence.files.length === 1 ? "Put it back" : "Put them back";
  if (confirm === "twice") return "Remove anyway";
  return evidence.files.length === 1 ? "Remove the file" : "Remove the two files";
}

export function firstConfirmation(offer: OfferRecord): Confirmation {
  const press = writePress(offer.id, "confirm");
  const files = offeredFiles(offer);
  const one = offer.evidence.files.length === 1;
  if (offer.act === "undo-clear") {
    return {
      title: "Put the restart files back?",
      text: [
        [
          ...files,
          one ? " goes" : " go",
          ` back into the Windows directory; the message may come back with ${one ? "it" : "them"}.`,
        ],
      ],
      yes: "Put back",
      no: "Leave as it is",
      press,
    };
  }
  return {
    title: "Remove the restart files?",
    text: [
      [
        ...files,
        " on ",
        quote(offer.workstation),
        one ? " is" : " are",
        " moved to a folder that only administrators can write to. ",
        one ? "It can be put back." : "They can be put back.",
      ],
    ],
    yes: offer.confirm === "twice" ? "Go on" : "Remove",
    no: "Leave as it is",
    press,
  };
}

/** `_Msrstrt.exe and _Mssetup.bat`, each name as it is. */
export function offeredFiles({ evidence: { files } }: OfferRecord): Line {
  return enumerate(
    files.map(({ name }) => quote(name)),
    files.length,
  );
}

/** More losses than this are counted; all of them stand in the evidence above. */
const lossesNamed = 10;

/** For staged work: says exactly what is lost before it is. */
export function secondConfirmation(offer: OfferRecord): Confirmation {
  return {
    title: "This loses the record of unfinished work",
    text: [
      ["The batch is the only record of these steps, which were never done:"],
      ...namedLosses(offer.evidence.loses),
      [
        "The new files stay on the disk under their temporary names. Running the setup again repairs it.",
      ],
    ],
    yes: "Remove anyway",
    no: "Leave as it is",
    press: writePress(offer.id, "lose"),
  };
}

export function namedLosses(loses: readonly string[]): Line[] {
  const named = loses.slice(0, lossesNamed).map((loss): Line => [quote(loss)]);
  const more = loses.length - named.length;
  return [...named, ...(more > 0 ? [[`… and ${more} more.`]] : [])];
}
