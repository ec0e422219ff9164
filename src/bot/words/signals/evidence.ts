import type { Diagnosis } from "#checks/diagnose.ts";
import { notLookedAt } from "#checks/list.ts";
import type { PresentSignal, SignalFinding } from "#checks/signal.ts";
import { quote } from "../../legible.ts";
import type { Evidence, EvidenceRow } from "../../reply.ts";
import { sayBlind } from "../blind.ts";
import { bootNotSeen } from "../boot.ts";
import { capital, enumerate } from "../enumerate.ts";
import { sayHistory } from "../history.ts";
import { askingByWeight, verdictWords } from "./asking.ts";
import { notLookedAtWords } from "./not-looked-at.ts";
import { renameRows } from "./rename-rows.ts";
import { signalWords } from "./signal-words.ts";

/** More are counted, not shown; the case keeps them. */
const itemsShown = 8;
/** A row is cut at some 400 characters where there is little room. */
const rowLength = 360;

/** What the engineer may check: one block for each signal that asks, then one for all others. */
export function signalEvidence({ signals, boot }: Pick<Diagnosis, "signals" | "boot">): Evidence[] {
  const asking = askingByWeight(signals).map((signal) => ({
    title: capital(signalWords[signal.id].name),
    rows: askingRows(signal),
  }));
  return [
    ...asking,
    { title: "Other restart signals", rows: [...otherRows(signals), ...bootRows(boot)] },
  ];
}

function askingRows(signal: PresentSignal): EvidenceRow[] {
  const [source, ...items] = signal.evidence;
  const says = [`${capital(verdictWords[signal.verdict])}.`];
  return [
    source === undefined ? { says } : { quote: quote(source).quote, says },
    ...detailRows(signal, items),
    ...sayHistory(signal).map((line) => ({ says: line })),
  ];
}

function detailRows({ detail, verdict }: PresentSignal, items: readonly string[]): EvidenceRow[] {
  switch (detail?.kind) {
    case "renames":
      // The raw list only where it may hold what could not be read as an operation.
      return [...renameRows(detail.groups), ...(verdict === "unseen" ? itemRows(items) : [])];
    case "updates":
      return [...namedRow("Updates: ", detail.names), ...itemRows(items)];
    case "products":
      return [...namedRow("Programs that its events name: ", detail.names), ...itemRows(items)];
    case "new-name":
      return [{ says: ["Now ", quote(detail.from), ", then ", quote(detail.to), "."] }];
    case "deadline":
    case undefined:
      return itemRows(items);
  }
}

function namedRow(what: string, names: readonly string[]): EvidenceRow[] {
  if (names.length === 0) return [];
  return [{ says: [what, ...enumerate(names.map(quote), itemsShown), "."] }];
}

function itemRows(items: readonly string[]): EvidenceRow[] {
  const rows = items
    .slice(0, itemsShown)
    .map((item): EvidenceRow => ({ quote: quote(item).quote, says: ["is named there"] }));
  return items.length > itemsShown
    ? [...rows, { says: [`… and ${items.length - itemsShown} more.`] }]
    : rows;
}

/** Short on an ordinary machine: platforms have little room, and this is the same every time. */
function otherRows(signals: readonly SignalFinding[]): EvidenceRow[] {
  const quiet = signals
    .filter(({ state }) => state === "absent")
    .map(({ id }) => signalWords[id].name);
  return [
    ...joinedRows(["Looked at, and not asking: ", "Not asking either: "], quiet),
    ...sayBlind(signals, 12).map((line) => ({ says: ["Not seen: ", ...line] })),
    ...joinedRows(
      ["Not looked at, because it takes PowerShell: ", "Nor looked at: "],
      notLookedAt.map((id) => notLookedAtWords[id]),
    ),
  ];
}

function bootRows(boot: Diagnosis["boot"]): EvidenceRow[] {
  const notSeen = bootNotSeen(boot);
  return notSeen === undefined ? [] : [{ says: [`Not seen: ${notSeen}.`] }];
}

/** One row, or a few where one would be cut; `first` begins the first of them. */
function joinedRows(
  [first, further]: readonly [first: string, further: string],
  names: readonly string[],
): EvidenceRow[] {
  const rows: string[] = [];
  for (const name of names) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + name.length + 2 <= rowLength) {
      rows[rows.length - 1] = `${last}, ${name}`;
    } else {
      rows.push(`${rows.length === 0 ? first : further}${name}`);
    }
  }
  return rows.map((row) => ({ says: [`${row}.`] }));
}
