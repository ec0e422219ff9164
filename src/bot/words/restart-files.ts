import type { RestartFilesFinding } from "#checks/restart-files/finding.ts";
import { batchName, runnerName } from "#checks/restart-files/names.ts";
import { quote } from "../legible.ts";
import type { Line, Mood } from "../reply.ts";
import { sayOrigin } from "./origin.ts";

/** What is said about the pair before any evidence. */
export interface Saying {
  readonly headline: Line;
  readonly mood: Mood;
  readonly body: readonly Line[];
}

const whyItAsks: Line = [
  "Why it asks: the Package Command Manager of SMS 1.x shows “Reboot to Complete Installation” " +
    "while ",
  quote(batchName),
  " and ",
  quote(runnerName),
  " are both in the Windows directory (Microsoft KB Q153227).",
];

const inferred: Line = [
  "Microsoft never published a remedy for this. That the files can go is inferred from the evidence below.",
];

/**
 * The pair as the headline's cause. Total over the verdicts that can be one. What the caller hears is
 * about the pair alone when something else may need a restart (`alone` is false).
 */
export function sayRestartFiles(
  workstation: string,
  finding: RestartFilesFinding,
  alone: boolean,
): Saying | undefined {
  switch (finding.verdict) {
    case "leftover":
      return sayLeftover(workstation, finding, alone);
    case "stranded":
      return sayStranded(workstation, finding);
    case "pending":
      return sayPending(workstation, finding);
    case "one-file":
      return sayOneFile(workstation, finding);
    case "none":
    case "cannot-tell":
      return undefined;
  }
}

function sayLeftover(workstation: string, finding: RestartFilesFinding, alone: boolean): Saying {
  return {
    headline: [quote(workstation), " asks to restart because an old setup left two files behind."],
    mood: "attention",
    body: [
      [
        alone
          ? "For the caller: a restart will not stop this message, and nothing is waiting for one."
          : "For the caller: a restart will not stop this message.",
      ],
      whyItAsks,
      [
        "Everything that the batch would do is already done. An ordinary restart never runs it, so " +
          "the message comes back until the files are gone.",
      ],
      ...sayDanger(finding),
      ...sayOrigin(finding.origin),
      inferred,
    ],
  };
}

/** KB Q114606: delete the target, then rename the new file; without the new file only the first is left. */
function sayDanger({ operations, machineRuns }: RestartFilesFinding): Line[] {
  const targets = operations.filter(({ destructiveNow }) => destructiveNow === true);
  if (targets.length === 0 || machineRuns.answer === "no") return [];
  return [
    [
      "Do not let anybody press ENTER in that window: the batch would delete files that it can no " +
        "longer replace.",
    ],
  ];
}

function sayStranded(workstation: string, finding: RestartFilesFinding): Saying {
  return {
    headline: [
      quote(workstation),
      " has an old setup's unfinished work, and no restart will finish it.",
    ],
    mood: "attention",
    body: [
      [
        "For the caller: a restart will not finish this. The setup that began it has to be run again.",
      ],
      whyItAsks,
      ["New files still wait under temporary names. ", whyNothingRuns(finding)],
      ...sayDanger(finding),
      ...sayOrigin(finding.origin),
      [
        "Best: run that setup again. Removing the two files stops the message, but the batch is the " +
          "only record of which file belongs where.",
      ],
      inferred,
    ],
  };
}

function whyNothingRuns({ machineRuns }: RestartFilesFinding): string {
  const because = machineRuns.answer === "no" ? machineRuns.because : "after-end";
  const reasons: Readonly<Record<typeof because, string>> = {
    "64-bit": "Only an MS-DOS program could put them in place, and a 64-bit Windows runs none.",
    "no-ntvdm": "Only an MS-DOS program could put them in place, and this Windows cannot run one.",
    "no-pcm":
      "Only the Package Command Manager would start that, and it is not installed on this machine.",
    "after-end":
      "The lines that would put them in place stand after an end mark and are never read.",
  };
  return reasons[because];
}

function sayPending(workstation: string, finding: RestartFilesFinding): Saying {
  return {
    headline: [quote(workstation), " has installation work waiting for its own restart prompt."],
    mood: "attention",
    body: [
      [
        "For the caller: save your work, then press ENTER in the “Reboot to Complete Installation” " +
          "window. Restarting from the Start menu does not do it.",
      ],
      whyItAsks,
      [
        "New files are staged, and the Package Command Manager on this machine can still install them.",
      ],
      ...sayOrigin(finding.origin),
      ["There is nothing to remove: the files are needed until that has happened."],
    ],
  };
}

function sayOneFile(workstation: string, finding: RestartFilesFinding): Saying {
  const name = finding.batch.state === "present" ? batchName : runnerName;
  return {
    headline: [
      "Only one of the two restart files is on ",
      quote(workstation),
      ": alone it does not ask.",
    ],
    mood: "calm",
    body: [
      ["For the caller: this file is not what shows a restart message."],
      [
        "The Package Command Manager of SMS 1.x asks only when both files are there (BackOffice SDK; " +
          "KB Q153227 does not say it as clearly). ",
        quote(name),
        " is what a setup left; the next setup that adds the other one would start the message.",
      ],
      ...sayOrigin(finding.origin),
      finding.litter
        ? ["Nothing waits in it, so it can be removed."]
        : ["Its batch still has work staged: removing it loses the record of that work."],
    ],
  };
}
