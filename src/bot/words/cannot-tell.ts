import type { Obstacle, RestartFilesFinding } from "#checks/restart-files/finding.ts";
import { batchName, runnerName } from "#checks/restart-files/names.ts";
import type { SignalFinding } from "#checks/signal.ts";
import { quote } from "../legible.ts";
import type { Line } from "../reply.ts";
import type { Saying } from "./restart-files.ts";
import { signalNames } from "./signal-names.ts";
import { unseenWords } from "./unseen.ts";

/** Nothing is found to ask, and something that matters was not seen. Never "clean". */
export function sayCannotTell(
  workstation: string,
  finding: RestartFilesFinding,
  signals: readonly SignalFinding[],
): Saying {
  const blind = signals.flatMap((signal): Line[] =>
    signal.state === "unseen" ? [[`${signalNames[signal.id]}: ${unseenWords[signal.why]}.`]] : [],
  );
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
      ...sayObstacles(finding),
      ...blind,
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
