import type { Came, Resumed, Waiting } from "../act/resume.ts";
import type { Act, OfferRecord, OutcomeKind, Who } from "../cases.ts";
import { quote } from "../legible.ts";
import type { Button, Line, Reply } from "../reply.ts";
import { offerButton } from "./offer.ts";
import { settledAs } from "./refusals.ts";
import { when } from "./times.ts";

/** An outcome that the bot found out only after it had been stopped in the middle of the act. */
export function sayResumed(outcome: Reply): Reply {
  return {
    ...outcome,
    body: [
      ["I was stopped in the middle of this and looked at the workstation again when I was back."],
      ...outcome.body,
    ],
  };
}

/** In place of “Looking at PC-42 …”, when nobody is looking any more. */
export function sayLostQuestion(): Reply {
  return {
    headline: ["I was restarted in the middle of this question, so it has no answer."],
    mood: "attention",
    body: [["Nothing was changed. Ask again."]],
    evidence: [],
    buttons: [],
    footer: [],
  };
}

/** Removals on many workstations: each that had begun is finished by itself, the others were not touched. */
export function sayLostRemovals(sweep: string): Reply {
  return {
    headline: ["I was restarted while I removed restart files on many workstations."],
    mood: "attention",
    body: [
      ["What had begun is finished or taken back, each in its own case; the rest was not touched."],
      ["How it stands: ", quote(`sweep ${sweep}`), ". Its button goes on with what is left."],
    ],
    evidence: [],
    buttons: [],
    footer: [],
  };
}

/** Another process was at it, and is gone or cut off: what it began stands in the journal. */
export function sayNotHeardFrom({ workstation }: OfferRecord, before: Reply): Reply {
  return {
    headline: ["The worker that was at ", quote(workstation), " has not been heard of since."],
    mood: "attention",
    body: [
      [
        "When it or another one of its site is back, it looks at the workstation, and finishes this " +
          "or puts back what was moved; the last word comes here. Ask again to see how it stands.",
      ],
    ],
    evidence: before.evidence,
    buttons: [],
    footer: before.footer,
  };
}

/** No step had begun, so the message is as it was before the click. */
export function sayGivenBack(offer: OfferRecord, before: Reply): Reply {
  const first: Line = [
    "I was restarted before anything was changed. The button may be pressed again.",
  ];
  return { ...before, body: [first, ...before.body], buttons: [offerButton(offer)] };
}

/** The act came to its end, and only its message was not brought up to date. */
export function saySettledMeanwhile(
  settled: Pick<OfferRecord, "workstation"> & {
    readonly outcome: OutcomeKind;
    readonly by: Who;
    readonly at: string;
    readonly buttons: readonly Button[];
  },
  before: Reply,
): Reply {
  const { workstation, outcome, by, at, buttons } = settled;
  return {
    headline: ["This was settled on ", quote(workstation), `: ${settledAs[outcome]}.`],
    mood: "attention",
    body: [
      ["By ", quote(by.name), `, ${when(at)}. I was restarted before I could say so here.`],
      ["Ask again for a fresh look."],
    ],
    evidence: before.evidence,
    buttons,
    footer: before.footer,
  };
}

/** One line for each act that was found unfinished, for whoever starts the bot. */
export function sayResumedInShort({ offer, came }: Resumed): Line {
  return [
    `Case ${offer.caseId}: `,
    `${doing[offer.act]} `,
    quote(offer.workstation),
    " by ",
    quote(offer.by.name),
    ` had not ended. `,
    ...howItCame(came),
  ];
}

const doing: Readonly<Record<Act, string>> = {
  "clear-restart-files": "removing the restart files from",
  "undo-clear": "putting the restart files back on",
};

function howItCame(came: Came): Line {
  if (came.kind === "ended") return came.reply.headline;
  if (came.kind === "given-back") {
    return ["Nothing had been changed; its button may be pressed again."];
  }
  return [waits[came.why]];
}

const waits: Readonly<Record<Waiting, string>> = {
  "in-hand": "Another process may still be at it; I look again later.",
  unreachable: "The workstation cannot be reached now; I try again later.",
  unseen: "The workstation did not show where the files are; I try again later.",
  "not-listed": "The workstation is not in the configuration any more, so I cannot look.",
  failed: "Something went wrong in the bot itself (see the log); I try again later.",
};
