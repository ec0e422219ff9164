/** What a count says about its workstations; each has a colour and a pattern of its own. */
export type ChartTone = "asks" | "harmless" | "clear" | "unknown" | "unreachable" | "waiting";

/** A picture of counts: bars, the worst first. Drawn by an adapter. */
export interface Chart {
  /** One line over it. Hostile text possible (a group's name). */
  readonly title: string;
  /** What all bars are parts of, such as 40 workstations. */
  readonly total: number;
  /**
   * In the order in which they shall stand; what is not known of workstations comes last all the
   * same. A workstation counts in one bar: bars that find no room are added up in one.
   */
  readonly bars: readonly ChartBar[];
  /** A line under it: when, how many were asked. */
  readonly footer: string;
  /** The whole content in words: alternative text for whoever does not see it. */
  readonly alternative: string;
}

/** One cause, or one reason why nothing is known, and how many workstations it has. */
export interface ChartBar {
  /** Hostile text possible. */
  readonly label: string;
  /** Whole, not negative. */
  readonly count: number;
  readonly tone: ChartTone;
}

/** How the counts went over weeks: a column for each look, made of its tones. */
export interface TrendChart {
  readonly title: string;
  /** The oldest first. */
  readonly points: readonly TrendPoint[];
  readonly footer: string;
  readonly alternative: string;
}

/** One look at many workstations. */
export interface TrendPoint {
  /** ISO 8601; its day is shown. */
  readonly at: string;
  /** Whole, not negative; a tone that is left out counts none. */
  readonly counts: Readonly<Partial<Record<ChartTone, number>>>;
}

/**
 * The bytes of a PNG, which carries `alternative` as its description. Rejects when it cannot be
 * drawn; whoever asks goes on without a picture.
 */
export type DrawChart = (chart: Chart) => Promise<Uint8Array>;

/** As `DrawChart`. */
export type DrawTrend = (trend: TrendChart) => Promise<Uint8Array>;
