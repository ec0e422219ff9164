import type { Diagnosis } from "#checks/diagnose.ts";
import type { Obstacle, RestartFilesFinding } from "#checks/restart-files/finding.ts";
import { batchName, runnerName } from "#checks/restart-files/names.ts";
import { quote } from "../legible.ts";
import type { Line } from "../reply.ts";
import { sayBlind } from "./blind.ts";
import { sayBoot } from "./boot.ts";
import { enumerate } from "./enumerate.ts";
import type { Saying } from "./restart-files.ts";
import { askingByWeight } from "./signals/asking.ts";
import { sayBlocks, saySignalsBeside } from "./signals/say-signals.ts";
import { unseenWords } from "./unseen.ts";

/**
 * Nothing is found that explains the message, and something that matters was not seen or not
 * understood; which of the two is said, since "look again" mends only the first. Never "clean".
 * A request of no weight is named, and is not taken for the explanation.
 */
export function sayCannotTell(
  workstation: string,
  { restartFiles, signals, boot }: Diagnosis,
  askedAt: string,
): Saying {
  const asking = askingByWeight(signals);
  const words = seenNotJudged({ restartFiles, signals }) ? notJudgedWords : notSeenWords;
  return {
    headline: ["I cannot tell why ", quote(workstation), ` asks: ${words.because}.`],
    mood: "trouble",
    body: [
      [`For the caller: ${words.caller}. Please do not restart only because of this.`],
      ...sayObstacles(restartFiles),
      ...sayBlind(signals, 6),
      ...saySignalsBeside(asking),
      ...sayBlocks(asking),
      ...sayBoot(boot, askedAt),
    ],
  };
}

const notSeenWords = {
  because: "something that decides was not seen",
  caller: "we could not look properly yet",
};

const notJudgedWords = {
  because: "its batch has work that I cannot judge",
  caller: "this needs a closer look first",
};

/** Every file and every signal was seen; only lines of the batch stand in the way. */
function seenNotJudged({
  restartFiles: { obstacles },
  signals,
}: Pick<Diagnosis, "restartFiles" | "signals">): boolean {
  return (
    obstacles.length > 0 &&
    obstacles.every(({ what }) => what === "line") &&
    signals.every(({ state }) => state !== "unseen")
  );
}

/** Why the pair could not be judged, one line for each kind of obstacle. */
export function sayObstacles({ obstacles }: RestartFilesFinding): Line[] {
  const lines = obstacles.flatMap((obstacle) => (obstacle.what === "line" ? [obstacle.line] : []));
  const others = obstacles.flatMap((obstacle) => sayObstacle(obstacle));
  if (lines.length === 0) return others;
  return [
    ...others,
    [
      `The batch has ${lines.length === 1 ? "a line" : "lines"} whose work I cannot judge (`,
      lines.length === 1 ? "line " : "lines ",
      ...enumerate(lines.map(String), 8),
      "), so nothing is offered for removal.",
    ],
  ];
}

function sayObstacle(obstacle: Obstacle): Line[] {
  switch (obstacle.what) {
    case "windows-directory":
      return [[`The Windows directory was not found: ${unseenWords[obstacle.why]}.`]];
    case "batch":
      return [[quote(batchName), `: ${unseenWords[obstacle.why]}.`]];
    case "runner":
      return [[quote(runnerName), `: ${unseenWords[obstacle.why]}.`]];
    case "machine":
      return [["Work is staged, but whether this machine can still run it was not seen."]];
    case "line":
      return [];
  }
}
