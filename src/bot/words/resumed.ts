import type { Came, Resumed, Waiting } from "../act/resume.ts";
import type { Act } from "../cases.ts";
import { quote } from "../legible.ts";
import type { Line, Reply } from "../reply.ts";

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
