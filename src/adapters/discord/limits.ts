import type { Pauses } from "#bot/pauses.ts";

/**
 * The numbers that Discord enforces or promises. Sources: docs.discord.com, "Message resource"
 * (allowed mentions, flags), "Component reference" (counts, lengths), "Receiving and responding to
 * interactions" (3 seconds, 15 minutes), "Application commands" (choices).
 */
export const limits = {
  /** Components of one message, nested ones counted. */
  components: 40,
  /** Characters in all text displays of one message together. */
  textTotal: 4000,
  /** Characters of a message without components of the second kind. */
  content: 2000,
  buttonsPerRow: 5,
  buttonLabel: 80,
  /** Characters that tell of a picture to whoever does not see it. */
  description: 1024,
  /** Suggestions for what is being typed. */
  choices: 25,
  /** Characters of a suggestion, as it is shown and as it is sent. */
  choice: 100,
  /** Discord drops an interaction that has no first response after 3 s; the way there takes time. */
  firstResponseWithin: 3000,
  /** When nothing is known by then, the first response only says that an answer is coming. */
  deferAfter: 1500,
  /** Milliseconds for one call to Discord. */
  callWithin: 15_000,
  /** Milliseconds for a message, with all tries: then nobody waits for it any more. */
  messageWithin: 5 * 60_000,
  /** A session takes no longer to be resumed; without one for longer than that the bot is deaf. */
  deafAfter: 30_000,
  /**
   * Discord acknowledges a heartbeat every 41.25 s; a line on which nothing at all comes for longer
   * than this is dead, though the library notices it later.
   */
  silentAfter: 55_000,
  /** How long a session that was lost is asked for again before a new one is begun. */
  resumeWithin: 45_000,
  /** Milliseconds that closing the connection may take. */
  closeWithin: 5000,
  /** A rate limit that holds a call back for longer than this fails it instead. */
  rateLimitWait: 10_000,
} as const;

/** How patiently what may pass by itself is tried again; milliseconds. Tests are in a hurry. */
export interface Pace {
  /** Calls. */
  readonly tries: Pauses;
  /** Connections to the gateway. */
  readonly reconnect: Pauses;
  /** Without any sign of life for longer than this a session is given up for a new client. */
  readonly rebuildAfter: number;
}

export const pace: Pace = {
  tries: { first: 300, most: 20_000 },
  reconnect: { first: 500, most: 10_000 },
  // The library brings every session back sooner, if it ever does.
  rebuildAfter: 3 * 60_000,
};
