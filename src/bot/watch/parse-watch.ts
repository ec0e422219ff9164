import { closestMatch } from "leven";
import type { Inventory } from "../ports.ts";
import { parseSweep } from "../sweep/parse-sweep.ts";
import type { Scope } from "../sweep/sweep.ts";
import type { Period } from "./period.ts";
import { splitPeriod } from "./period.ts";

/** What a person said of watches. */
export type WatchQuestion =
  | {
      readonly kind: "watch";
      readonly scope: Scope;
      /** Only when it is one workstation, by its name. */
      readonly workstation?: string;
      /** Undefined for as often as is usual. */
      readonly everyMinutes: number | undefined;
    }
  | { readonly kind: "unwatch"; readonly scope: Scope }
  /** What came of its runs so far. */
  | { readonly kind: "watch-trend"; readonly scope: Scope }
  /** What this person has watched. */
  | { readonly kind: "watches" }
  | WatchUnclear;

/** It is said what was not understood, and nothing is begun. */
export type WatchUnclear =
  | { readonly kind: "unclear-watch"; readonly why: "nothing-named" }
  | {
      readonly kind: "unclear-watch";
      readonly why: "unknown";
      /** As the person wrote it; hostile text. */
      readonly written: string;
      readonly suggestion?: string;
    }
  | {
      readonly kind: "unclear-watch";
      readonly why: "period";
      readonly period: Extract<Period, { readonly ok: false }>;
    };

/**
 * "watch lab daily", "stop watching PC-42", "unwatch lab", "watch trend lab", "watches". Undefined
 * for every other sentence.
 */
export function parseWatch(
  text: string,
  words: readonly string[],
  inventory: Inventory,
): WatchQuestion | undefined {
  const [first = "", second = ""] = words.map((word) => word.toLowerCase());
  // A workstation may have such a name as well.
  if (inventory.find(words[0] ?? "") !== undefined) return undefined;
  if (words.length === 1 && (first === "watches" || first === "watching")) {
    return { kind: "watches" };
  }
  const [, order, rest = ""] = ordered.exec(text) ?? [];
  if (order === undefined) return undefined;
  if (first === "watch" && second === "trend") return about("watch-trend", rest, inventory);
  if (first !== "watch") return about("unwatch", rest, inventory);
  const splits = splitPeriod(rest.replace(/[.!?\s]+$/u, ""));
  const split =
    splits.find(({ what, period }) => period.ok && scopeOf(what, inventory).ok) ?? splits.at(-1);
  const whole = scopeOf(rest, inventory);
  // A group may be called "daily"; then it is not how often.
  const { what, period } =
    split === undefined || (whole.ok && split.what === "")
      ? { what: rest, period: undefined }
      : split;
  const found = scopeOf(what, inventory);
  if (!found.ok) return found.unclear;
  if (period?.ok === false) return { kind: "unclear-watch", why: "period", period };
  const { scope } = found;
  const [workstation, ...others] = scope.kind === "names" ? scope.names : [];
  const one = workstation !== undefined && others.length === 0 ? { workstation } : {};
  return { kind: "watch", scope, ...one, everyMinutes: period?.minutes };
}

const ordered =
  /^\s*(watch\s+trend|watch|unwatch|stop\s+watching|stop\s+watch)(?=\s|$)(?:\s+(?:of|for|in))?(.*)$/isu;

function about(kind: "unwatch" | "watch-trend", rest: string, inventory: Inventory): WatchQuestion {
  const found = scopeOf(rest, inventory);
  return found.ok ? { kind, scope: found.scope } : found.unclear;
}

type Found =
  | { readonly ok: true; readonly scope: Scope }
  | { readonly ok: false; readonly unclear: WatchUnclear };

/** Read as a sweep's place is; every word must be part of it, since nobody sees the looks that follow. */
function scopeOf(written: string, inventory: Inventory): Found {
  const what = written.trim().replace(/[.!,;:]+$/u, "");
  const words = what.split(/[^\p{L}\p{N}._*-]+/u).filter((word) => word !== "");
  if (words.length === 0) {
    return { ok: false, unclear: { kind: "unclear-watch", why: "nothing-named" } };
  }
  const read = parseSweep(`sweep ${what}`, ["sweep", ...words], inventory);
  if (read?.kind === "sweep" && !leavesOut(read.scope, words, inventory)) {
    return { ok: true, scope: read.scope };
  }
  const unnamed = words.find(
    (word) =>
      inventory.find(word) === undefined &&
      !joining.has(word.toLowerCase()) &&
      !(read?.kind === "sweep" && read.scope.kind === "pattern" && read.scope.pattern === word),
  );
  const meant = read?.kind === "unknown-group" ? read.written : (unnamed ?? what);
  const suggestion =
    (read?.kind === "unknown-group" ? read.suggestion : undefined) ??
    nearestName(unnamed ?? meant, inventory);
  return {
    ok: false,
    unclear: {
      kind: "unclear-watch",
      why: "unknown",
      written: meant,
      ...(suggestion === undefined ? {} : { suggestion }),
    },
  };
}

const joining = new Set(["and", "or", "the"]);
const everything = new Set(["all", "everything", "everywhere", "fleet", "everyone"]);

/** A word that names none of the workstations, or more than the whole fleet. */
function leavesOut(scope: Scope, words: readonly string[], inventory: Inventory): boolean {
  const rest = words.filter((word) => !joining.has(word.toLowerCase()));
  switch (scope.kind) {
    case "names":
      return rest.some((word) => inventory.find(word) === undefined);
    case "all":
      return rest.some((word) => !everything.has(word.toLowerCase()));
    case "pattern":
      return rest.length > 1;
    case "groups":
      return false;
  }
}

function nearestName(written: string, inventory: Inventory): string | undefined {
  if (written.length > 64) return undefined;
  const lowered = inventory.names().map((name) => name.toLowerCase());
  const nearest = closestMatch(written.toLowerCase(), lowered, { maxDistance: 2 });
  return inventory.names().find((name) => name.toLowerCase() === nearest);
}
