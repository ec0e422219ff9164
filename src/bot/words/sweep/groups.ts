import { signalIds } from "#checks/signal-ids.ts";
import { quote } from "../../legible.ts";
import type { UnreachableReason } from "../../ports.ts";
import type { Evidence, EvidenceRow } from "../../reply.ts";
import type { Group, GroupOf } from "../../sweep/summary.ts";
import type { Cause, SweepLine } from "../../sweep/sweep.ts";
import { capital } from "../enumerate.ts";
import { verdictWords } from "../signals/asking.ts";
import { signalWords } from "../signals/signal-words.ts";

/** So many workstations are named below a cause, for a phone; all of them stand in the table. */
const mostNamed = 10;

/** A group by its cause, without its number: `Windows Update: a restart is needed`. */
export function groupTitle(of: GroupOf): string {
  switch (of.kind) {
    case "cause":
      return causeTitle(of.cause);
    case "unreachable":
      return unreached[of.why];
    case "waiting":
      return of.tried ? "Did not answer yet" : "Not looked at yet";
    case "cannot-tell":
    case "nothing-found":
    case "fault":
      return others[of.kind];
  }
}

/** The workstations of a group, a row each; their number stands at the top. */
export function groupEvidence(group: Group): Evidence {
  const shown = group.lines.slice(0, mostNamed);
  const more = group.lines.length - shown.length;
  return {
    title: groupTitle(group.of),
    rows: [...shown.map(lineRow), ...(more > 0 ? [{ says: [`… and ${more} more.`] }] : [])],
  };
}

function lineRow({ workstation, case: caseId, tries, result }: SweepLine): EvidenceRow {
  const name = quote(workstation).quote;
  if (caseId !== undefined) return { quote: name, says: [`case ${caseId}`] };
  return {
    quote: name,
    says: result === undefined || tries === 0 ? [] : [`tried ${tries + 1} times`],
  };
}

function causeTitle({ id, verdict }: Cause): string {
  if (id === "restart-files") return pair[verdict];
  const signal = signalIds.find((one) => one === id);
  // A later version may have known a signal that this one does not.
  const name = signal === undefined ? id : signalWords[signal].name;
  return `${capital(name)}: ${pair[verdict]}`;
}

/** Of the restart files as a whole sentence part, of a signal behind its name. */
const pair: Readonly<Record<Cause["verdict"], string>> = {
  ...verdictWords,
  none: "No restart files",
  leftover: "Restart files left behind: litter",
  stranded: "Restart files of unfinished work that no restart will do",
  pending: "Restart files of work that is still to be done",
  "one-file": "Only one of the two restart files",
  "cannot-tell": "Restart files that could not be judged",
};

const unreached: Readonly<Record<UnreachableReason, string>> = {
  "no-answer": "Did not answer",
  refused: "Refused the connection",
  "name-not-found": "Not found under the address",
  "login-refused": "Refused the login",
  "host-key-unknown": "Host key that nobody has vouched for",
  "host-key-changed": "Another host key than the known one",
  "not-ssh": "No SSH server",
  "not-listed": "In no list of workstations any more",
  "no-worker": "Not asked: no worker of their site answers",
  "jump-host": "Not let through by the jump host",
  lost: "Broke off the connection",
};

const others = {
  "cannot-tell": "Not everything could be seen",
  "nothing-found": "Nothing that was looked at asks",
  fault: "Not looked at, by a fault of the bot",
} as const;
