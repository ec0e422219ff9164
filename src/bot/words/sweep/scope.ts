import { quote } from "../../legible.ts";
import type { Line } from "../../reply.ts";
import type { Scope } from "../../sweep/sweep.ts";
import { enumerate } from "../enumerate.ts";

const mostNamed = 3;

/** Follows “40 workstations”: ` in lab`. Empty for all. */
export function inScope(scope: Scope): Line {
  switch (scope.kind) {
    case "all":
      return [];
    case "groups":
      return [" in ", ...enumerate(scope.groups.map(quote), mostNamed)];
    case "pattern":
      return [" called ", quote(scope.pattern)];
    case "names":
      return [": ", ...enumerate(scope.names.map(quote), mostNamed)];
  }
}
