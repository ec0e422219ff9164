import type { Answer, Ask, Bot, Press, Pressed } from "#bot/bot.ts";
import type { Button, Reply } from "#bot/reply.ts";
import { quietDoors } from "./quiet-doors.ts";

/** Canned replies for tests of the Slack adapter alone. */
export function scriptedBot(script: Partial<Bot> = {}): Bot {
  return {
    ...quietDoors,
    ...script,
    ask: script.ask ?? (async (asked) => found(asked)),
    press: script.press ?? (async (pressed) => removed(pressed)),
  };
}

export const removeButton: Button = {
  label: "Remove the restart files",
  style: "danger",
  press: "offer:1",
  confirm: {
    title: "Remove the restart files?",
    text: [["Two files of ", { quote: "PC-42" }, " are moved away."]],
    yes: "Remove",
    no: "Leave them",
    press: "confirmed:1",
  },
};

export function reply(headline: string, more: Partial<Reply> = {}): Reply {
  return {
    headline: [headline],
    mood: "calm",
    body: [],
    evidence: [],
    buttons: [],
    footer: [],
    ...more,
  };
}

/** Looks, then finds something with a button. */
export function found(asked: Ask): Answer {
  asked.onLooking?.(reply("Looking at PC-42"));
  const words = reply("PC-42 asks because of left-behind files", {
    body: [["Asked: ", { quote: asked.text }]],
    evidence: [{ title: "The batch", rows: [{ quote: "REN C:\\A.000 A.DLL", says: ["is done"] }] }],
    buttons: [removeButton],
    footer: ["Case K7Q2MD"],
  });
  return { reply: words, audience: "everyone" };
}

export function refused(): Answer {
  return { reply: reply("You may not ask here", { mood: "attention" }), audience: "asker" };
}

/** Answers one person and refuses everybody else. */
export function foundFor(personId: string, asked: Ask): Answer {
  return asked.person.id === personId ? found(asked) : refused();
}

/** Acts at once, as after a native confirmation. */
export function removed(pressed: Press): Pressed {
  pressed.onActing?.(reply("Removing the files of PC-42"));
  const words = reply("The files of PC-42 are gone", { mood: "done", footer: ["Case K7Q2MD"] });
  return { kind: "replaced", reply: words, ok: true };
}

/** Asks `times` more questions, each with its own number, before it acts. */
export function confirming(times: number): (pressed: Press) => Pressed {
  let asked = 0;
  return (pressed) => {
    if (asked >= times) return removed(pressed);
    asked += 1;
    return {
      kind: "confirm",
      confirmation: {
        title: `Really, question ${asked}?`,
        text: [["This is lost: ", { quote: "C:\\X\\A.000" }]],
        yes: "Yes, remove",
        no: "No",
        press: `confirmed:${asked}`,
      },
    };
  };
}
