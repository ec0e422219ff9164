/**
 * What the bot says, before any platform dresses it. Data only: an adapter turns it into Slack
 * blocks, Discord components, HTML or terminal text with a pure function (`dress.ts`).
 */
export interface Reply {
  /** One sentence that stands alone: the notification, and what a screen reader hears first. */
  readonly headline: Line;
  readonly mood: Mood;
  /** What it means and what to do, a few short paragraphs. */
  readonly body: readonly Line[];
  /** For the sceptical engineer; a platform may fold it. */
  readonly evidence: readonly Evidence[];
  readonly buttons: readonly Button[];
  /** Case id, when, how long: one line. Empty for replies without a case; of a sweep, the sweep's. */
  readonly footer: Line;
}

/** Never the only carrier of meaning: every mood is also said in the headline. */
export type Mood = "calm" | "attention" | "trouble" | "done";

/** A line of text. Plain strings are the bot's own words; quotes are anybody else's. */
export type Line = readonly Inline[];

export type Inline = string | Quote;

/**
 * Text that came from a workstation, a person or the configuration. Hostile: a renderer must show
 * it literally, so that it never mentions anyone, never formats, never breaks the layout.
 * `legible()` has already made control and direction characters visible.
 */
export interface Quote {
  readonly quote: string;
}

export interface Evidence {
  readonly title: string;
  readonly rows: readonly EvidenceRow[];
}

export interface EvidenceRow {
  /** The thing itself, shown in a fixed-width face: a batch line, a path. */
  readonly quote?: string;
  /** What the bot says about it. */
  readonly says: Line;
}

export interface Button {
  readonly label: string;
  readonly style: "danger" | "normal";
  /** What comes back when it is pressed (`parsePress`); at most 64 characters of [a-z0-9:-]. */
  readonly press: string;
  /** What a platform with a dialog of its own asks first; `yes` then sends `confirm.press`. */
  readonly confirm: Confirmation;
}

/** One question before an act. Platforms without a native dialog show it as a private message. */
export interface Confirmation {
  readonly title: string;
  readonly text: readonly Line[];
  readonly yes: string;
  readonly no: string;
  /** What "yes" sends. */
  readonly press: string;
}

/** Whether its case, which its footer then names, holds all of it. */
export function hasCase({ footer }: Pick<Reply, "footer">): boolean {
  return plain(footer).startsWith("Case ");
}

/** What comes with a reply and has no room in it. */
export interface ReplyFile {
  /** `sweep-K7Q2-MD4X.csv` */
  readonly name: string;
  readonly type: "text/csv" | "image/png";
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** For whoever does not see it. */
  readonly alternative: string;
}

/** The text of a line without any dress: for logs, notifications and tests. */
export function plain(line: Line): string {
  return line.map((part) => (typeof part === "string" ? part : part.quote)).join("");
}
