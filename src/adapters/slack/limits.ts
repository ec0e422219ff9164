import type { Pauses } from "#bot/pauses.ts";

/**
 * Slack's numbers, and ours where Slack names none. Lengths are UTF-16 code units.
 * https://docs.slack.dev/reference/block-kit/blocks and …/composition-objects
 */
export const limits = {
  /**
   * Ours, counted on the serialised blocks: Slack refuses whole messages at about 13,200 characters
   * with `msg_blocks_too_long` though every single limit is kept (slackapi/bolt-js#2509).
   */
  messageCharacters: 10_000,
  blocks: 50,
  /** A section, a context element, any text object. */
  textObject: 3_000,
  buttonText: 75,
  buttonValue: 2_000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  /** Entries of one menu, and the words of each. */
  menuOptions: 100,
  menuText: 75,
  /** Ours, for a suggested question and for what the bot is doing. */
  prompt: 100,
  status: 100,
  /** Ours: the top-level text is a notification. Slack's is 4,000 (https://docs.slack.dev/reference/methods/chat.postMessage). */
  notification: 1_000,
  /** Ours, for the title of a file, which also says what is in a picture. */
  fileTitle: 250,
  /** Ours: one quote, so that one line of junk cannot push everything else out. */
  quote: 400,
} as const;

/** Between tries of calls and of connections. */
export const pauses: Pauses = { first: 500, most: 30_000 };

/** Milliseconds. */
export const deadlines = {
  /** One call of the Web API. The library's default is no deadline at all. */
  webApi: 10_000,
  /** A message, with all tries: then nobody waits for it any more. */
  message: 5 * 60_000,
  /** A reconnect takes no longer; without a socket for longer than that the bot is deaf. */
  deaf: 20_000,
  /** One use of a response_url, which Bolt's `respond()` would wait for without end. */
  responseUrl: 5_000,
  /** From asking for a socket to Slack's hello. */
  hello: 30_000,
  /** How long the closing handshake of a socket is waited for at stop. */
  closing: 3_000,
  /** How long running answers may take to finish at stop. */
  finishing: 8_000,
  /** How long it is believed who is in a user group and who somebody is, when a question is asked. */
  believed: 5 * 60_000,
  /** Of a start: whether the ids of the configuration exist. */
  knownIds: 5_000,
} as const;
