import { closestMatch } from "leven";
import { readCaseId } from "../ids.ts";
import type { Inventory } from "../ports.ts";
import type { Focus, Scope } from "./sweep.ts";

/** What a person asked about many workstations. */
export type SweepQuestion =
  | { readonly kind: "sweep"; readonly scope: Scope; readonly focus: Focus }
  /** A group that there is not: a slip of the fingers must not ask the whole fleet. */
  | {
      readonly kind: "unknown-group";
      /** As the person wrote it; hostile text. */
      readonly written: string;
      readonly suggestion?: string;
    };

/** Something that was answered before. */
export type AgainQuestion =
  /** The number of workstations is typed, to remove what that sweep found on all of them. */
  | { readonly kind: "count-sweep"; readonly id: string; readonly count: number }
  | { readonly kind: "show-sweep"; readonly id: string }
  | { readonly kind: "show-case"; readonly id: string };

/**
 * "sweep lab", "which workstations in lab ask to reboot", "who else has the restart files". Undefined
 * for every other sentence: nobody asks a thousand machines by chance.
 */
export function parseSweep(
  text: string,
  words: readonly string[],
  inventory: Inventory,
): SweepQuestion | undefined {
  const said = words.map((word) => word.toLowerCase());
  const ordered = said[0] === "sweep";
  if (!ordered && !asksForMany(text.toLowerCase(), said)) return undefined;
  const focus = aboutTheFiles.test(text) ? "restart-files" : "everything";
  const groups = groupsIn(said, inventory);
  const scope = patternIn(text, inventory) ?? groups.scope ?? namesAfter(ordered, words, inventory);
  const unknown = ordered && scope?.kind === "groups" ? orderedPlace(groups.rest) : undefined;
  if (scope !== undefined && unknown === undefined) return { kind: "sweep", scope, focus };
  const written = ordered ? orderedPlace(words.slice(1)) : placeIn(words);
  if (written === undefined) return { kind: "sweep", scope: { kind: "all" }, focus };
  const suggestion =
    nearestGroup(unknown ?? written, inventory) ?? nearestGroup(written, inventory);
  return { kind: "unknown-group", written, ...(suggestion === undefined ? {} : { suggestion }) };
}

function nearestGroup(written: string, inventory: Inventory): string | undefined {
  const lowered = inventory.groups().map((group) => group.toLowerCase());
  const nearest = closestMatch(written.toLowerCase(), lowered, { maxDistance: 2 });
  return inventory.groups().find((one) => one.toLowerCase() === nearest);
}

/** "clear sweep K7Q2-MD4X 40". */
export function readCount(text: string): AgainQuestion | undefined {
  const said = /^\s*(?:clear|remove) sweep (?<id>\S+)\s+(?<count>\d{1,6})\s*$/iu.exec(text)?.groups;
  const id = said?.["id"] === undefined ? undefined : readCaseId(said["id"]);
  return id === undefined ? undefined : { kind: "count-sweep", id, count: Number(said?.["count"]) };
}

/** "sweep K7Q2-MD4X", "case K7Q2-MD4X": what is to be shown again. */
export function readAgain(
  words: readonly string[],
  inventory: Inventory,
): AgainQuestion | undefined {
  const [first = "", second = "", ...more] = words;
  const what = first.toLowerCase();
  if ((what !== "sweep" && what !== "case") || more.length > 0) return undefined;
  // A workstation or a group may have such a name as well.
  if (inventory.find(second) !== undefined || inventory.inGroup(second).length > 0)
    return undefined;
  const id = readCaseId(second);
  if (id === undefined) return undefined;
  return what === "sweep" ? { kind: "show-sweep", id } : { kind: "show-case", id };
}

const aboutTheFiles = /restart files?|left[ -]?behind|_mssetup|_msrstrt|q153227|\bthe pair\b/iu;

const machines = /\b(?:workstations|machines|pcs|computers|clients|servers|hosts)\b/u;
const asked = /\b(?:ask|asks|need|needs|want|wants|have|has|wait|waits|restart|reboot|pending)\b/u;
const who = /\b(?:who|which|what|anyone|anybody|somebody) else\b|^who (?:has|asks|needs|wants)\b/u;
const which =
  /\b(?:which|how many|list|all|every)\b|^what (?:workstations|machines|pcs|computers)\b/u;

function asksForMany(text: string, said: readonly string[]): boolean {
  if (said.includes("explain")) return false;
  return who.test(text) || (which.test(text) && machines.test(text) && asked.test(text));
}

/** A question mark at the end of a word is one, unless it stands in quotation marks. */
function patternIn(text: string, inventory: Inventory): Scope | undefined {
  const quoted = [...text.matchAll(/["“](?<word>[^"“”\s]+)["”]/gu)].map(
    ({ groups }) => groups?.["word"] ?? "",
  );
  const words = text.split(/\s+/u).map((word) => word.replace(/[?.!,;:]+$/u, ""));
  const pattern = [...quoted, ...words].find(
    (word) =>
      /[*?]/u.test(word) && /^[\p{L}\p{N}._*?-]{2,64}$/u.test(word) && /[\p{L}\p{N}]/u.test(word),
  );
  if (pattern === undefined || inventory.find(pattern) !== undefined) return undefined;
  return { kind: "pattern", pattern };
}

interface GroupsFound {
  readonly scope: Scope | undefined;
  /** The words that are no part of a group's name. */
  readonly rest: readonly string[];
}

/** Names of groups may be of several words; the longest is meant. */
function groupsIn(said: readonly string[], inventory: Inventory): GroupsFound {
  let text = ` ${said.slice(said[0] === "sweep" ? 1 : 0).join(" ")} `;
  const longestFirst = inventory.groups().toSorted((one, other) => other.length - one.length);
  const groups = longestFirst.filter((group) => {
    const name = ` ${group.toLowerCase().split(/\s+/u).join(" ")} `;
    if (!text.includes(name)) return false;
    text = text.replaceAll(name, "  ");
    return true;
  });
  const inOrder = inventory.groups().filter((group) => groups.includes(group));
  const rest = text.split(/\s+/u).filter((word) => word !== "" && !joining.has(word));
  return {
    scope: inOrder.length === 0 ? undefined : { kind: "groups", groups: inOrder },
    rest,
  };
}

const joining = new Set(["and", "or", "the", "in", "group", "groups"]);

function namesAfter(
  ordered: boolean,
  words: readonly string[],
  inventory: Inventory,
): Scope | undefined {
  // "Who else has what PC-42 has" is not about PC-42.
  if (!ordered) return undefined;
  const names = [...new Set(words.slice(1).flatMap((word) => inventory.find(word) ?? []))];
  return names.length === 0 ? undefined : { kind: "names", names };
}

const everywhere = new Set(["all", "everything", "everywhere", "fleet", "everyone"]);

/** What stands after "sweep", if it is not the whole fleet that is meant. */
function orderedPlace(words: readonly string[]): string | undefined {
  const rest = words.filter((word) => word.toLowerCase() !== "the");
  const all = rest.length === 0 || rest.some((word) => everywhere.has(word.toLowerCase()));
  return all ? undefined : rest.join(" ");
}

/** "in …", "on …": no group of the inventory stands in the sentence, so it is none. */
function placeIn(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => /^(?:in|on|from|at)$/iu.test(word));
  if (at === -1) return undefined;
  const [place] = words.slice(at + 1).filter((word) => !/^(?:the|our|my|group)$/iu.test(word));
  return place === undefined || notPlaces.has(place.toLowerCase()) ? undefined : place;
}

/** "In need of a restart", "which are on". */
const notPlaces = new Set(["need", "a", "an", "total", "windows", "fleet", "all"]);
