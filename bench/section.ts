/** What one part of the benchmark found out. */
export interface Section {
  /** What can be compared with another machine's, first of all. */
  readonly figures: readonly Figure[];
  /** What belongs to this machine. */
  readonly table?: Table;
  readonly notes: readonly string[];
}

export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: "" | "MB";
  readonly atMost?: number;
}

/** The first row names the columns. */
export type Table = readonly (readonly string[])[];

/** The section of a part that this machine cannot run. */
export function notRun(part: string, missing: readonly string[]): Section {
  return { figures: [], notes: [`not run: ${part} (missing: ${missing.join(", ")})`] };
}
