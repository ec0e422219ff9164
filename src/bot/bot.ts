import type { Act, OutcomeKind } from "./cases.ts";
import type { Person } from "./ports.ts";
import type { Confirmation, Reply, ReplyFile } from "./reply.ts";
import type { Report } from "./report.ts";
import type { SweepReport } from "./sweep/report.ts";
import type { TellPlace } from "./sweep/sweep.ts";

/** What an adapter sees of the bot. `ask` and `press` answer with words and never reject. */
export interface Bot {
  /** A question in a person's words, the bot's own name already taken off. */
  ask(asked: Ask): Promise<Answer>;
  /** A pressed button or an answered confirmation. */
  press(pressed: Press): Promise<Pressed>;
  /**
   * Names of workstations that this person may ask about and that fit what was typed, the best
   * first: for autocompletion. From memory, without a connection. Never rejects.
   */
  suggest(suggesting: Suggesting): Promise<readonly string[]>;
  /** What the person may do, their newest cases, and what waits for them. Never rejects. */
  home(person: Person): Promise<Reply>;
}

export interface Suggesting {
  readonly person: Person;
  /** So far; hostile text. Empty for the first names of the list. */
  readonly typed: string;
  /** How many names there is room for. */
  readonly most: number;
}

export interface Ask {
  readonly text: string;
  /** Somebody else's message: the workstation that it names is asked about, whatever it says. */
  readonly quoted?: boolean;
  readonly person: Person;
  /** Somebody waits for the end of a sweep before they can go on: in a shell. */
  readonly waits?: true;
  /** Called at most once, when looking begins: the adapter may show it until the answer is there. */
  readonly onLooking?: (reply: Reply) => void;
}

export interface Answer {
  readonly reply: Reply;
  /** `false` when only the person who asked should see it (a refusal, help). */
  readonly audience: "everyone" | "asker";
  /** Only for a question about a workstation that may be asked about. */
  readonly report?: Report;
  /** It is told, but its case could not be written down: it is not found by its id. */
  readonly unrecorded?: true;
  /** With a reply that has no room for everything. */
  readonly files?: readonly ReplyFile[];
  /**
   * The bot has more to say there later, also after a restart: a chat calls it once with the place
   * of the answer's message, or not at all where that could not be shown. Rejects when it cannot be
   * kept.
   */
  readonly stay?: (at: TellPlace) => Promise<void>;
  /** The answer goes on changing, for a viewer who sees it anew: the page, a shell. */
  readonly ongoing?: Ongoing;
}

/** A sweep under way. */
export interface Ongoing {
  readonly sweep: string;
  /** Gives each new state, until the last one or the signal; resolves with it, at once if it is over. */
  follow(show: (shown: Shown) => void, signal: AbortSignal): Promise<Shown>;
}

export interface Shown {
  readonly reply: Reply;
  readonly files: readonly ReplyFile[];
  /** Only the last one, for `--json`. */
  readonly report?: SweepReport;
}

export interface Press {
  /** `Button.press` or `Confirmation.press`, as it came back. Hostile text. */
  readonly press: string;
  readonly person: Person;
  /** Called at most once, when the act begins: no further way back until the outcome. */
  readonly onActing?: (reply: Reply) => void;
}

export type Pressed =
  /** Ask this first, privately; the message with the button stays as it is. */
  | { readonly kind: "confirm"; readonly confirmation: Confirmation }
  /** Nothing was done; say why, privately. The message with the button stays as it is. */
  | { readonly kind: "refused"; readonly reply: Reply }
  /** Put this in place of the message that had the button. */
  | {
      readonly kind: "replaced";
      readonly reply: Reply;
      /** The act was done as asked, seen by the second look. */
      readonly ok: boolean;
      /** The bot is being stopped: the last word comes from its next start. */
      readonly unfinished?: true;
      readonly report?: ActReport;
    };

/** The machine-readable outcome (`whyreboot clear --json`), schema `whyreboot/act@1`. */
export interface ActReport {
  readonly schema: "whyreboot/act@1";
  readonly case: string;
  readonly workstation: string;
  readonly act: Act;
  readonly outcome: OutcomeKind;
  /** The folder on the workstation that holds what was moved aside. */
  readonly keptIn?: string;
}
