import { allSeen } from "./legible.ts";

/**
 * One line by RFC 4180. Control and direction characters are shown and never written, so no cell
 * breaks a line; a text that a spreadsheet would take for a formula gets an apostrophe before it.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const shown = allSeen(text).replaceAll(formula, "$<before>'");
  return /[",]/u.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

/**
 * Also behind a comma or a semicolon: a spreadsheet that parts cells at the other one of the two
 * does not see the quotation marks either. The wide forms are formulas in some languages.
 */
const formula = /(?<before>^|[,;])(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/gu;
