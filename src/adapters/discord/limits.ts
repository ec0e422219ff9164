/**
 * The numbers that Discord enforces or promises. Sources: docs.discord.com, "Message resource"
 * (allowed mentions, flags), "Component reference" (counts, lengths), "Receiving and responding to
 * interactions" (3 seconds, 15 minutes).
 */
export const limits = {
  /** Components of one message, nested ones counted. */
  components: 40,
  /** Characters in all text displays of one message together. */
  textTotal: 4000,
  buttonsPerRow: 5,
  buttonLabel: 80,
  /** Discord drops an interaction that has no first response after 3 s; the way there takes time. */
  firstResponseWithin: 3000,
  /** When nothing is known by then, the first response only says that an answer is coming. */
  deferAfter: 1500,
  /** Milliseconds for one call to Discord, retries of the library included. */
  callWithin: 15_000,
  /** A session takes no longer to be resumed; without one for longer than that the bot is deaf. */
  deafAfter: 30_000,
  /** A rate limit that holds a call back for longer than this fails it instead. */
  rateLimitWait: 10_000,
} as const;
