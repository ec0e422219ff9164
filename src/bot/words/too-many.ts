import { quote } from "../legible.ts";
import type { TooMany } from "../rates.ts";
import type { Line, Reply } from "../reply.ts";

/** A question that was not taken: who has asked enough, and when it can be asked again. */
export function sayTooMany({ of, most, seconds }: TooMany, workstation: string): Reply {
  return {
    headline: [...who[of](workstation), `; ask again in ${counted(seconds, "second")}.`],
    mood: "trouble",
    body: [
      [
        `The limit is ${counted(most, "question")} a minute for one ${of} (limits, ` +
          "questionsPerMinute). Nothing was looked at.",
      ],
    ],
    evidence: [],
    buttons: [],
    footer: [],
  };
}

const who: Readonly<Record<TooMany["of"], (workstation: string) => Line>> = {
  person: () => ["You have asked a lot in a minute"],
  channel: () => ["A lot was asked here in a minute"],
  workstation: (workstation) => [quote(workstation), " was looked at a lot in a minute"],
};

function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}
