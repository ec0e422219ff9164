import { quote } from "../../legible.ts";
import { writeWatchPress } from "../../press.ts";
import type { Button, Line } from "../../reply.ts";
import type { Scope } from "../../sweep/sweep.ts";
import { enumerate } from "../enumerate.ts";

const mostNamed = 3;

/** What is watched, as a person would write it: `lab`, `PC-42`, `PC-4*`. */
export function watched(scope: Scope): Line {
  switch (scope.kind) {
    case "all":
      return ["all workstations"];
    case "groups":
      return enumerate(scope.groups.map(quote), mostNamed);
    case "pattern":
      return [quote(scope.pattern)];
    case "names":
      return enumerate(scope.names.map(quote), mostNamed);
  }
}

export function stopButton(id: string, label = "Stop watching"): Button {
  return {
    label,
    style: "normal",
    press: writeWatchPress(id, "stop"),
    confirm: {
      title: "Stop watching?",
      text: [["What was seen stays in its cases; nothing is looked at any more."]],
      yes: "Stop",
      no: "Go on",
      press: writeWatchPress(id, "stop-yes"),
    },
  };
}
