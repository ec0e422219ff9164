import type { Figure, Section, Table } from "./section.ts";

/** All figures in one table, then what belongs to this machine. */
export function wordSections(sections: readonly Section[]): string {
  const figures = sections.flatMap((section) => section.figures.map(wordFigure));
  const blocks = [
    ...(figures.length > 0 ? [align([["figure", "measured", "goal", ""], ...figures])] : []),
    ...sections.flatMap(({ table }) => (table === undefined ? [] : [align(table)])),
    sections.flatMap(({ notes }) => notes.map((note) => `${note}\n`)).join(""),
  ];
  return blocks.filter((block) => block !== "").join("\n");
}

function wordFigure({ what, value, unit, atMost }: Figure): readonly string[] {
  const digits = unit === "" ? 2 : 1;
  const word = (number: number): string => `${number.toFixed(digits)} ${unit}`.trimEnd();
  if (atMost === undefined) return [what, word(value), "", ""];
  return [what, word(value), `≤ ${word(atMost)}`, value <= atMost ? "goal met" : "goal missed"];
}

/** The first column stands to the left, numbers to the right. */
function align(table: Table): string {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => (row[column] ?? "").length)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return table.map((row) => `${line(row)}\n`).join("");
}
