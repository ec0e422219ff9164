import type { Diagnosis } from "#checks/diagnose.ts";
import type { OfferRecord } from "../cases.ts";
import type { Line, Reply } from "../reply.ts";
import { sayBoot } from "./boot.ts";
import { sayCannotTell, sayObstacles } from "./cannot-tell.ts";
import { restartFilesEvidence } from "./evidence.ts";
import { offerButton } from "./offer.ts";
import type { Saying } from "./restart-files.ts";
import { sayRestartFiles } from "./restart-files.ts";
import { askingByWeight } from "./signals/asking.ts";
import { signalEvidence } from "./signals/evidence.ts";
import {
  sayBlocks,
  sayDeadlines,
  sayNothingFound,
  saySignals,
  saySignalsBeside,
} from "./signals/say-signals.ts";

/** A diagnosis in words: cause first, then what to do, then the evidence. */
export function sayDiagnosis(said: {
  readonly workstation: string;
  readonly diagnosis: Diagnosis;
  /** ISO 8601, UTC: what “3 days ago” is counted from. */
  readonly askedAt: string;
  readonly offers: readonly OfferRecord[];
  readonly footer: Line;
  /** `first-use`: nobody vouched for the host key. */
  readonly trust: "known" | "first-use";
}): Reply {
  const { diagnosis, askedAt } = said;
  const saying = sayHeadline(said.workstation, diagnosis, askedAt);
  const files = restartFilesEvidence(diagnosis.restartFiles);
  const signals = signalEvidence(diagnosis);
  return {
    headline: saying.headline,
    mood: saying.mood,
    body: [
      ...saying.body,
      ...sayBeside(diagnosis, askedAt),
      ...(said.trust === "first-use" ? [firstUse] : []),
    ],
    // The cause first: a platform with little room cuts the end.
    evidence: diagnosis.headline === "signals" ? [...signals, ...files] : [...files, ...signals],
    buttons: said.offers.map(offerButton),
    footer: said.footer,
  };
}

const firstUse: Line = [
  "The host key of this workstation was seen for the first time and taken without proof, because " +
    "the configuration allows that (trustOnFirstUse).",
];

function sayHeadline(workstation: string, diagnosis: Diagnosis, askedAt: string): Saying {
  switch (diagnosis.headline) {
    case "restart-files":
      return (
        sayRestartFiles(workstation, diagnosis.restartFiles, nothingElseMayAsk(diagnosis)) ??
        sayNothingFound(workstation, diagnosis, askedAt)
      );
    case "signals":
      return saySignals(workstation, diagnosis, askedAt);
    case "nothing-found":
      return sayNothingFound(workstation, diagnosis, askedAt);
    case "cannot-tell":
      return sayCannotTell(workstation, diagnosis, askedAt);
  }
}

/** Whether everything else was seen, and none of it waits for a restart. */
function nothingElseMayAsk({ signals }: Diagnosis): boolean {
  return signals.every(
    (signal) =>
      signal.state === "absent" ||
      (signal.state === "present" && (signal.verdict === "harmless" || signal.verdict === "stale")),
  );
}

/** Which they are, and why, stands in the evidence. */
function sayUnseenBeside(signals: Diagnosis["signals"]): Line[] {
  const blind = signals.filter(({ state }) => state === "unseen").length;
  if (blind === 0) return [];
  return [
    blind === 1
      ? ["Whether one other thing asks as well could not be seen."]
      : [`Whether ${blind} other things ask as well could not be seen.`],
  ];
}

/** What else was found beside the headline's cause. */
function sayBeside(diagnosis: Diagnosis, askedAt: string): Line[] {
  const { headline, restartFiles, signals } = diagnosis;
  if (headline === "restart-files") {
    const asking = askingByWeight(signals);
    return [
      ...saySignalsBeside(asking),
      ...sayUnseenBeside(signals),
      ...sayDeadlines(asking, askedAt),
      ...sayBlocks(asking),
      ...sayBoot(diagnosis.boot, askedAt),
    ];
  }
  const alone: Line[] =
    restartFiles.verdict === "one-file"
      ? [["One of the two restart files is there as well; alone it does not ask."]]
      : [];
  return headline === "signals" && restartFiles.verdict === "cannot-tell"
    ? sayObstacles(restartFiles)
    : alone;
}
