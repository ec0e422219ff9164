import type { Who } from "../../cases.ts";
import { quote } from "../../legible.ts";
import { writeSweepPress } from "../../press.ts";
import type { Button, Confirmation, Evidence, Line, Reply } from "../../reply.ts";
import type { Removable } from "../../sweep/clear-many.ts";
import type { Sweep } from "../../sweep/sweep.ts";
import { count, enumerate } from "../enumerate.ts";
import { refusal } from "../refusals.ts";
import { when } from "../times.ts";
import { sweepFooter } from "./footer.ts";
import { inScope } from "./scope.ts";

/** What came of one workstation. */
export interface Removal {
  readonly workstation: string;
  readonly case: string;
  readonly ok: boolean;
  /** The headline of its own answer. */
  readonly says: Line;
}

/** Below a sweep that found litter; who may press it, and what is still open, is asked at the click. */
export function clearManyButton(id: string, litter: number): Button {
  return {
    label: `Remove on ${count(litter, "workstation")}`,
    style: "danger",
    press: writeSweepPress(id, "clear"),
    // Who presses is asked by name which workstations they are; a general question comes too early.
    confirm: {
      title: `Remove on ${count(litter, "workstation")}?`,
      text: [["Next I name the workstations and ask once more; nothing is removed before that."]],
      yes: "Show them",
      no: "Leave as it is",
      press: writeSweepPress(id, "clear"),
    },
  };
}

const mostNamed = 40;

/** Names every workstation: whoever says yes has seen them. */
export function clearManyConfirmation(
  id: string,
  removable: Removable,
  yes: "clear-yes" | "counted-yes",
): Confirmation {
  const names = removable.offers.map(({ offer }) => quote(offer.workstation));
  return {
    title: `Remove on ${count(names.length, "workstation")}?`,
    text: [
      ["The restart files on ", ...enumerate(names, mostNamed), "."],
      [
        "Each is looked at again first, and left alone where anything has changed. They can be put back, each in its own case.",
      ],
      ...leftOut(removable),
    ],
    yes: `Remove on ${names.length}`,
    no: "Leave as it is",
    press: writeSweepPress(id, yes),
  };
}

export function sayTypeTheNumber(id: string, removable: Removable, typeAbove: number): Reply {
  const number = removable.offers.length;
  return {
    headline: [`To remove on ${number} workstations, write their number.`],
    mood: "attention",
    body: [
      [quote(`clear sweep ${id} ${number}`)],
      [`Above ${typeAbove} a click is not enough. Nothing was changed.`],
      ["They are: ", ...namesOf(removable), "."],
      ...leftOut(removable),
    ],
    evidence: [],
    buttons: [],
    footer: [],
  };
}

export function sayWrongNumber(id: string, typed: number, removable: Removable): Reply {
  const number = removable.offers.length;
  return refusal(
    [`It is ${count(number, "workstation")} now, not ${typed}.`],
    ["Nothing was changed. If you mean all of them: ", quote(`clear sweep ${id} ${number}`)],
  );
}

/** The number was typed; the button asks once more, by name. */
export function sayCounted(sweep: Sweep, removable: Removable): Reply {
  const confirm = clearManyConfirmation(sweep.id, removable, "counted-yes");
  return {
    headline: [`The restart files of ${count(removable.offers.length, "workstation")} can go.`],
    mood: "attention",
    body: [["They are: ", ...namesOf(removable), "."], ...leftOut(removable)],
    evidence: [],
    buttons: [
      {
        label: confirm.yes,
        style: "danger",
        press: writeSweepPress(sweep.id, "counted"),
        confirm,
      },
    ],
    footer: sweepFooter(sweep),
  };
}

export function sayNothingToClear(removable: Removable): Reply {
  return refusal(
    ["There is nothing that I could remove for you here."],
    ["Nothing was changed. ", ...leftOut(removable).flat()],
  );
}

export function sayClearing(sweep: Sweep, number: number): Reply {
  return {
    headline: [`Removing the restart files on ${count(number, "workstation")} …`],
    mood: "attention",
    body: [],
    evidence: [],
    buttons: [],
    footer: sweepFooter(sweep),
  };
}

export function sayCleared(said: {
  readonly sweep: Sweep;
  readonly removals: readonly Removal[];
  /** Workstations that were not begun. */
  readonly left: readonly string[];
  readonly removable: Removable;
  readonly by: Who;
  readonly at: string;
}): Reply {
  const { sweep, removals, left, removable, by, at } = said;
  const done = removals.filter(({ ok }) => ok);
  const not = removals.filter(({ ok }) => !ok);
  const all = removals.length + left.length;
  const stopped: Line[] =
    left.length === 0
      ? []
      : [
          [
            `I stopped after ${count(not.length, "workstation")} on which it did not succeed; ${left.length} were not touched: `,
            ...enumerate(left.map(quote), mostNamed),
            ".",
          ],
        ];
  return {
    headline: [
      `Removed the restart files on ${done.length} of ${count(all, "workstation")}`,
      ...inScope(sweep.scope),
      ".",
    ],
    mood: done.length === all ? "done" : "attention",
    body: [
      ["By ", quote(by.name), `, ${when(at)}. Each was looked at again afterwards.`],
      ...stopped,
      ...leftOut(removable),
      ...(done.length === 0 ? [] : [putBack(done)]),
    ],
    evidence: [...listed("Not removed", not, true), ...listed("Removed", done, false)],
    buttons: [],
    footer: sweepFooter(sweep),
  };
}

function putBack([first]: readonly Removal[]): Line {
  return ["To put one back, open its case: ", quote(`case ${first?.case ?? ""}`), "."];
}

function listed(title: string, removals: readonly Removal[], why: boolean): Evidence[] {
  if (removals.length === 0) return [];
  return [
    {
      title: `${title} (${removals.length})`,
      rows: removals.map(({ workstation, case: caseId, says }) => ({
        quote: quote(workstation).quote,
        says: [...(why ? [...says, " "] : []), `case ${caseId}`],
      })),
    },
  ];
}

function namesOf({ offers }: Removable): Line {
  return enumerate(
    offers.map(({ offer }) => quote(offer.workstation)),
    mostNamed,
  );
}

function leftOut({ needApproval, others }: Removable): Line[] {
  return [
    ...(needApproval > 0
      ? [[`${needApproval} more need a second person: press the button in the case of each.`]]
      : []),
    ...(others > 0
      ? [[`${others} more are settled meanwhile, too old, or not yours to remove.`]]
      : []),
  ];
}
