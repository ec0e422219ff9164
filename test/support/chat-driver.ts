import type { Tells } from "#bot/tell-lost.ts";

/**
 * People at one chat platform, driven through the platform's own doors, so that one table of
 * scenarios runs on every adapter. A driver plays the client: it types, reads, presses and answers
 * confirmations. It never calls the adapter's functions.
 */
export interface ChatDriver {
  /** The ids under which the two people are known, for the rights of the scenario's bot. */
  readonly people: Readonly<Record<Who, string>>;
  /** Asks, waits until the answer is there, and gives what the person sees of it. */
  ask(text: string, as?: Who): Promise<Seen>;
  /**
   * Presses the button with this label on a message, answers every confirmation that comes with
   * yes (or the first with no), waits for the end, and gives what the person sees then: the
   * message that took the place of the pressed one, or the private refusal.
   */
  press(seen: Seen, label: string, how?: Pressing): Promise<Seen>;
  /** The public message again, as it stands now. */
  again(seen: Seen): Promise<Seen>;
  /** The public message, once it says this: the bot goes on with it by itself. */
  until(seen: Seen, words: string): Promise<Seen>;
  /** How the bot speaks where nobody has asked just now. */
  readonly tells: Tells;
  /** Every rule of the platform that the adapter broke, in words; must stay empty. */
  violations(): readonly string[];
  stop(): Promise<void>;
}

export type Who = "member" | "stranger";

export interface Pressing {
  readonly as?: Who;
  /** `no`: answers the first confirmation with no. */
  readonly answer?: "yes" | "no";
}

export interface Seen {
  /** The platform's address of the message; only its driver understands it. */
  readonly where: unknown;
  /** All words that the person can see, confirmation dialogs of this exchange included. */
  readonly text: string;
  /** Labels of the buttons that can be pressed, confirmations left out. */
  readonly buttons: readonly string[];
  readonly audience: "everyone" | "asker";
}
