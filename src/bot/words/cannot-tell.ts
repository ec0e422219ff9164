import type { Diagnosis } from "#checks/diagnose.ts";
import type { Obstacle, RestartFilesFinding } from "#checks/restart-files/finding.ts";
import { batchName, runnerName } from "#checks/restart-files/names.ts";
import { quote } from "../legible.ts";
import type { Line } from "../reply.ts";
import { sayBlind } from "./blind.ts";
import { sayBoot } from "./boot.ts";
import type { Saying } from "./restart-files.ts";
import { askingByWeight } from "./signals/asking.ts";
import { sayBlocks, saySignalsBeside } from "./signals/say-signals.ts";
import { unseenWords } from "./unseen.ts";

/**
 * Nothing is found that explains the message, and something that matters was not seen. Never
 * "clean". A request of no weight is named, and is not taken for the explanation.
 */
export function sayCannotTell(
  workstation: string,
  { restartFiles, signals, boot }: Diagnosis,
  askedAt: string,
): Saying {
  const asking = askingByWeight(signals);
  return {
    headline: [
      "I cannot tell why ",
      quote(workstation),
      " asks: something that decides was not seen.",
    ],
    mood: "trouble",
    body: [
      [
        "For the caller: we could not look properly yet. Please do not restart only because of this.",
      ],
      ...sayObstacles(restartFiles),
      ...sayBlind(signals, 6),
      ...saySignalsBeside(asking),
      ...sayBlocks(asking),
      ...sayBoot(boot, askedAt),
    ],
  };
}

/** Why the pair could not be judged, one line for each kind of obstacle. */
export function sayObstacles({ obstacles }: RestartFilesFinding): Line[] {
  const lines = obstacles.flatMap((obstacle) => (obstacle.what === "line" ? [obstacle.line] : []));
  const others = obstacles.flatMap((obstacle) => sayObstacle(obstacle));
  if (lines.length === 0) return others;
  const named = lines.slice(0, 8).join(", ");
  const which = lines.length > 8 ? `${named} and ${lines.length - 8} more` : named;
  return [
    ...others,
    [
      `The batch has ${lines.length === 1 ? "a line" : "lines"} whose work I cannot judge ` +
        `(line ${which}), so nothing is offered for removal.`,
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
