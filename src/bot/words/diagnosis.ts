import type { Diagnosis } from "#checks/diagnose.ts";
import type { OfferRecord } from "../cases.ts";
import type { Line, Reply } from "../reply.ts";
import { sayCannotTell, sayObstacles } from "./cannot-tell.ts";
import { restartFilesEvidence } from "./evidence.ts";
import { offerButton } from "./offer.ts";
import type { Saying } from "./restart-files.ts";
import { sayRestartFiles } from "./restart-files.ts";
import { sayNothingFound, saySignals, signalEvidence } from "./signals.ts";

/** A diagnosis in words: cause first, then what to do, then the evidence. */
export function sayDiagnosis(said: {
  readonly workstation: string;
  readonly diagnosis: Diagnosis;
  readonly offers: readonly OfferRecord[];
  readonly footer: Line;
  /** `first-use`: nobody vouched for the host key. */
  readonly trust: "known" | "first-use";
}): Reply {
  const { diagnosis } = said;
  const saying = sayHeadline(said.workstation, diagnosis);
  return {
    headline: saying.headline,
    mood: saying.mood,
    body: [
      ...saying.body,
      ...sayBeside(diagnosis),
      ...(said.trust === "first-use" ? [firstUse] : []),
    ],
    evidence: [...restartFilesEvidence(diagnosis.restartFiles), signalEvidence(diagnosis.signals)],
    buttons: said.offers.map(offerButton),
    footer: said.footer,
  };
}

const firstUse: Line = [
  "The host key of this workstation was seen for the first time and taken without proof, because " +
    "the configuration allows that (trustOnFirstUse).",
];

function sayHeadline(workstation: string, diagnosis: Diagnosis): Saying {
  switch (diagnosis.headline) {
    case "restart-files":
      return sayRestartFiles(workstation, diagnosis.restartFiles) ?? sayNothingFound(workstation);
    case "signals":
      return saySignals(workstation, diagnosis.signals);
    case "nothing-found":
      return sayNothingFound(workstation);
    case "cannot-tell":
      return sayCannotTell(workstation, diagnosis.restartFiles, diagnosis.signals);
  }
}

/** What else was found beside the headline's cause. */
function sayBeside({ headline, restartFiles, signals }: Diagnosis): Line[] {
  if (headline === "signals") {
    if (restartFiles.verdict === "cannot-tell") return sayObstacles(restartFiles);
    return restartFiles.verdict === "one-file"
      ? [["One of the two restart files is there as well; alone it does not ask."]]
      : [];
  }
  const asking = signals.some(({ state }) => state === "present");
  return headline === "restart-files" && asking
    ? [["Something else asks as well and does need a restart: see the other signals below."]]
    : [];
}
