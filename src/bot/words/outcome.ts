import type { OfferRecord, OutcomeKind, Who } from "../cases.ts";
import { quote } from "../legible.ts";
import type { Evidence, Line, Mood, Reply } from "../reply.ts";
import { offerButton } from "./offer.ts";
import { when } from "./times.ts";

/** Where one file is after the act, by the second look. */
export interface FileAfter {
  readonly name: string;
  /**
   * `both`: kept, and a file of that name is at home again. `replaced`: nothing is kept, and what
   * is at home is not what was shown. `other`: what is kept is not what was shown.
   */
  readonly at: "home" | "kept" | "both" | "neither" | "replaced" | "other" | "unseen";
}

export interface OutcomeSaid {
  readonly offer: OfferRecord;
  readonly outcome: OutcomeKind;
  readonly by: Who;
  /** Who gave the second yes, where one was needed. */
  readonly approved?: Who;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** How long what was moved aside is kept; without it there is no end. */
  readonly keptDays?: number;
  /** Left out when nothing is left of the folder. */
  readonly keptIn?: string;
  readonly files: readonly FileAfter[];
  /** The offer that puts things back. */
  readonly wayBack: OfferRecord | undefined;
  /** The act's end could not be written to the store. */
  readonly unrecorded: boolean;
}

/** What an act did, in the words of the second look; `before` keeps the evidence in the message. */
export function sayOutcome(said: OutcomeSaid, before: Reply): Reply {
  const { headline, mood, next } = outcomes[said.outcome];
  return {
    headline: [headline(said.offer.evidence.files.length), quote(said.offer.workstation), "."],
    mood,
    body: [
      [
        "By ",
        quote(said.by.name),
        ...(said.approved ? [", approved by ", quote(said.approved.name)] : []),
        `, ${when(said.at)}. Looked again afterwards.`,
      ],
      [next, ...keptUntil(said)],
      ...(said.unrecorded
        ? [
            [
              "The end of this could not be written down by the bot, so it cannot be undone by a button.",
            ],
          ]
        : []),
    ],
    evidence: [whereTheyAre(said), ...before.evidence],
    buttons: said.wayBack === undefined ? [] : [offerButton(said.wayBack)],
    footer: before.footer,
  };
}

const outcomes: Readonly<
  Record<
    OutcomeKind,
    { readonly headline: (files: number) => string; readonly mood: Mood; readonly next: string }
  >
> = {
  removed: {
    headline: (files) =>
      files === 1 ? "Removed the restart file from " : "Removed both restart files from ",
    mood: "done",
    next: "The files are kept on the workstation and can be put back. Other restart signals are not changed by this.",
  },
  partly: {
    headline: () => "Only part of the restart files could be removed from ",
    mood: "trouble",
    next: "See below where each file is now. Ask again for a fresh look.",
  },
  "still-there": {
    headline: () => "Could not remove the restart files from ",
    mood: "trouble",
    next: "Nothing was changed: the files are where they were. The SSH account may lack the right to change the Windows directory.",
  },
  restored: {
    headline: (files) =>
      files === 1 ? "Put the restart file back on " : "Put both restart files back on ",
    mood: "done",
    next: "They are where they were before. Ask again for a fresh look.",
  },
  "partly-restored": {
    headline: () => "Not everything could be put back on ",
    mood: "trouble",
    next: "See below where each file is now. What was not put back is still kept.",
  },
  "evidence-changed": {
    headline: () => "Nothing was changed: the files are no longer what was shown on ",
    mood: "attention",
    next: "Ask again for a fresh look.",
  },
  purged: {
    headline: () => "Removed for good what was kept of the restart files on ",
    mood: "done",
    next: "Its time was over and nobody had put it back.",
  },
  "still-kept": {
    headline: () => "Could not remove what is kept of the restart files on ",
    mood: "trouble",
    next: "It can still be put back.",
  },
  unknown: {
    headline: () => "I do not know how this ended on ",
    mood: "trouble",
    next: "The second look did not show where the files are. Ask again; what was moved is in the folder named below.",
  },
};

function keptUntil({ outcome, at, keptDays }: OutcomeSaid): Line {
  if (outcome !== "removed" || keptDays === undefined) return [];
  const until = new Date(Date.parse(at) + keptDays * dayMilliseconds);
  return [` They are kept until ${until.toISOString().slice(0, 10)}.`];
}

const dayMilliseconds = 24 * 60 * 60 * 1000;

function whereTheyAre({ files, keptIn }: Pick<OutcomeSaid, "files" | "keptIn">): Evidence {
  return {
    title: "Seen by the second look",
    rows: [
      ...files.map(({ name, at }) => ({ quote: name, says: [places[at]] })),
      ...(keptIn === undefined
        ? []
        : [{ quote: quote(keptIn).quote, says: ["the folder for what is kept"] }]),
    ],
  };
}

/** Where a file is, after its name. */
export const places: Readonly<Record<FileAfter["at"], string>> = {
  home: "is in the Windows directory",
  kept: "is in the folder for what is kept",
  both: "is in the folder for what is kept, and a file of that name is in the Windows directory",
  neither: "is in neither place",
  replaced: "is not what was shown any more; it is in the Windows directory, as it was found",
  other: "is not where it was expected: another file has its name",
  unseen: "could not be looked at",
};

/** The end of an act, which the audit trail does not know. */
export function sayNotInAudit(reply: Reply): Reply {
  return { ...reply, footer: [...reply.footer, " · its end is not in the audit trail"] };
}

/** While the act runs; no button, so nobody presses twice. */
export function sayActing(offer: OfferRecord, before: Reply): Reply {
  const doing: Line =
    offer.act === "undo-clear"
      ? ["Putting the restart files back on ", quote(offer.workstation), " …"]
      : ["Removing the restart files from ", quote(offer.workstation), " …"];
  return { ...before, headline: doing, buttons: [] };
}

/** The evidence is not what the button rested on: the fresh look is shown instead. */
export function sayChangedSince(fresh: Reply, by: Who): Reply {
  return {
    ...fresh,
    body: [
      [
        "Nothing was removed. When ",
        quote(by.name),
        " pressed the button, the workstation was no longer as shown; this is the fresh look.",
      ],
      ...fresh.body,
    ],
  };
}
