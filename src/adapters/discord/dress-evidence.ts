import type { Evidence, EvidenceRow } from "#bot/reply.ts";
import { codeSpan, markdown } from "./literal.ts";

/** What is left of a message: characters, and how many text displays. */
export interface Room {
  readonly text: number;
  readonly displays: number;
  /** Where the rest can be read. */
  readonly hasCase: boolean;
}

const rowRoom = 560;
const titleRoom = 120;
/** Kept free for the sentence that says how much was cut. */
const cutRoom = 60;

/**
 * One text display for each piece of evidence. Rows are taken whole or not at all, so that no code
 * span ends half open; the rest is counted in a last line.
 */
export function dressEvidence(all: readonly Evidence[], room: Room): readonly string[] {
  const displays: string[] = [];
  let left = room.text - cutRoom;
  let shown = 0;
  for (const evidence of all) {
    const lines = take(evidence, left);
    if (lines.length === 0 || displays.length === room.displays - 1) break;
    displays.push(lines.join("\n"));
    left -= lines.join("\n").length;
    shown += Math.max(lines.length - 1, 0);
    if (lines.length - 1 < evidence.rows.length) break;
  }
  const cut = all.reduce((rows, evidence) => rows + evidence.rows.length, 0) - shown;
  return cut === 0 ? displays : [...displays, `-# ${cutOff(cut, room.hasCase)}`];
}

/** Says how much did not fit, so that nothing is dropped silently. */
export function cutOff(lines: number, hasCase: boolean): string {
  return `… ${lines} more lines are ${hasCase ? "in the case" : "left out"}.`;
}

function take(evidence: Evidence, room: number): readonly string[] {
  const title = `**${markdown([evidence.title], titleRoom)}**`;
  if (title.length > room) return [];
  const lines = [title];
  let left = room - title.length;
  for (const row of evidence.rows) {
    const line = dressRow(row);
    // One for the line break before it.
    if (line.length + 1 > left) break;
    lines.push(line);
    left -= line.length + 1;
  }
  return lines;
}

function dressRow(row: EvidenceRow): string {
  const quoted = row.quote === undefined ? undefined : codeSpan(row.quote, rowRoom / 2);
  const says = markdown(row.says, rowRoom - (quoted?.length ?? 0));
  if (quoted === undefined) return `- ${says}`;
  return says === "" ? `- ${quoted}` : `- ${quoted}: ${says}`;
}
