/** All of these are ours: a page has no platform that sets any. Lengths are UTF-16 code units. */
export const limits = {
  /** A question takes one sentence; a pasted page is refused in words instead of being cut. */
  question: 2_000,
  /** Bytes. Room for the longest question in any script, as JSON. */
  body: 8 * 1024,
  headline: 600,
  paragraph: 2_000,
  paragraphs: 30,
  label: 100,
  buttons: 8,
  /** A batch line can be as long as the file; one line of junk must not push everything else out. */
  quote: 600,
  says: 800,
  evidence: 30,
  /** Over all evidence of one reply: what a browser lays out at once on an old phone. */
  rows: 200,
  /** Longer evidence starts folded. */
  openRows: 6,
  /** Files of answers that are kept to be shown; the newest one always is. */
  shelfFiles: 40,
  shelfBytes: 32 * 1024 * 1024,
} as const;

/** Milliseconds. */
export const deadlines = {
  /** From the first byte of a request to its last. */
  request: 15_000,
  /** How long running answers may take to finish at stop. */
  finishing: 8_000,
  /** A sweep of which there is nothing new says so again, before the page takes it for lost. */
  progress: 60_000,
  /** How long the last lines of those answers may take to leave. */
  leaving: 1_000,
} as const;
