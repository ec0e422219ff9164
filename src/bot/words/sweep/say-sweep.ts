import { quote } from "../../legible.ts";
import { writeSweepPress } from "../../press.ts";
import type { Button, Confirmation, Evidence, EvidenceRow, Line, Reply } from "../../reply.ts";
import type { Group, Summary } from "../../sweep/summary.ts";
import type { Sweep } from "../../sweep/sweep.ts";
import { count } from "../enumerate.ts";
import { clearManyButton } from "./clear.ts";
import { sweepFooter } from "./footer.ts";
import { groupEvidence, groupTitle } from "./groups.ts";
import { inScope } from "./scope.ts";

/** More causes are only in the table and in the picture. */
const mostGroups = 12;

/** While it goes on: numbers only, since every name may still change its place. */
export function sayProgress(sweep: Sweep, summary: Summary): Reply {
  const { total, waiting, tried, groups } = summary;
  const done = total - waiting;
  const again: Line[] =
    tried === 0 ? [] : [[`${count(tried, "workstation")} did not answer; I try again later.`]];
  return {
    headline: [
      `Looking at ${count(total, "workstation")}`,
      ...inScope(sweep.scope),
      ": ",
      `${done} done.`,
    ],
    mood: "calm",
    body: [[bar(done, total)], ...again],
    evidence: byCause(groups),
    buttons: [stopButton(sweep.id)],
    footer: sweepFooter(sweep),
  };
}

/** When nothing waits any more, or nothing is waited for. */
export function sayResult(sweep: Sweep, summary: Summary): Reply {
  return {
    headline: headline(sweep, summary),
    mood: summary.looked === 0 ? "trouble" : summary.asking > 0 ? "attention" : "calm",
    body: [...limits(sweep, summary), howToGoOn(summary)],
    evidence: [
      ...byCause(summary.groups),
      ...summary.groups
        .filter(({ of }) => of.kind !== "nothing-found" && of.kind !== "waiting")
        .slice(0, mostGroups)
        .map(groupEvidence),
    ],
    buttons: summary.litter === 0 ? [] : [clearManyButton(sweep.id, summary.litter)],
    footer: sweepFooter(sweep),
  };
}

function headline({ scope, focus }: Sweep, { total, looked, asking, withFiles }: Summary): Line {
  const of: Line = [` of ${count(total, "workstation")}`, ...inScope(scope)];
  if (looked === 0) return ["None", ...of, " could be looked at."];
  if (focus === "restart-files") {
    return withFiles === 0
      ? ["The restart files are on none", ...of, nowhereElse(total, looked)]
      : [`The restart files are on ${withFiles}`, ...of, nowhereElse(total, looked)];
  }
  return asking === 0
    ? ["Nothing asks for a restart on any", ...of, nowhereElse(total, looked)]
    : [`Something asks for a restart on ${asking}`, ...of, nowhereElse(total, looked)];
}

function nowhereElse(total: number, looked: number): string {
  return looked === total ? "." : `, as far as ${looked} could be looked at.`;
}

function limits({ state, gaps }: Sweep, { waiting, cannotTell }: Summary): Line[] {
  return [
    ...(state.kind === "stopped"
      ? [["Stopped by ", quote(state.by.name), `; ${waiting} were not looked at.`]]
      : []),
    ...(cannotTell > 0
      ? [[`On ${cannotTell} not everything could be seen, so something may ask there as well.`]]
      : []),
    ...(gaps.includes("rights") ? [["Only workstations that you may sweep are in it."]] : []),
    ...(gaps.includes("lists")
      ? [["Not every list of workstations could be read, so some may be missing."]]
      : []),
  ];
}

/** All of it at a glance; the worst first. */
function byCause(groups: readonly Group[]): Evidence[] {
  const known = groups.filter(({ of }) => of.kind !== "waiting");
  const shown = known.slice(0, mostGroups);
  const more = known.length - shown.length;
  const rows = shown.map(({ of, count: number }): EvidenceRow => {
    return { says: [`${number} · ${groupTitle(of)}`] };
  });
  if (more > 0) rows.push({ says: [`… and ${count(more, "more cause")}, in the table.`] });
  return rows.length === 0 ? [] : [{ title: "Workstations by cause", rows }];
}

function howToGoOn({ groups }: Summary): Line {
  const named = groups.flatMap(({ lines }) => lines).find(({ case: id }) => id !== undefined);
  return named?.case === undefined
    ? ["“Nothing asks” is said only of what was looked at."]
    : ["For one of them: ", quote(`case ${named.case}`), ", or ask about it by its name."];
}

const cells = 15;

/** `▓▓▓▓▓░░░░░ 12 of 40`; full only when all are done. */
function bar(done: number, total: number): string {
  const full = total === 0 ? cells : Math.floor((done * cells) / total);
  return `${"▓".repeat(full)}${"░".repeat(cells - full)} ${done} of ${total}`;
}

function stopButton(id: string): Button {
  const confirm = stopConfirmation(id);
  const press = writeSweepPress(id, "stop");
  return { label: "Stop the sweep", style: "normal", press, confirm };
}

export function stopConfirmation(id: string): Confirmation {
  return {
    title: "Stop the sweep?",
    text: [["What was looked at stays in the answer; the other workstations are left out."]],
    yes: "Stop",
    no: "Go on",
    press: writeSweepPress(id, "stop-yes"),
  };
}
