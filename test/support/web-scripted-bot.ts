import type { Answer, Ask, Bot, Press, Pressed } from "#bot/bot.ts";
import { quietDoors } from "./quiet-doors.ts";
import { acting, help, leftover, looking, losing, refusal, removed } from "./web-replies.ts";

export interface ScriptedBot extends Bot {
  readonly asked: readonly Ask[];
  readonly pressed: readonly Press[];
}

/** The answers of a script; what is not given is the story of a leftover pair. */
export interface Script {
  readonly ask?: (asked: Ask) => Promise<Answer> | Answer;
  readonly press?: (pressed: Press) => Promise<Pressed> | Pressed;
}

/** A bot that follows a script and keeps what reached it. */
export function scriptedBot({ ask = tell, press = clear }: Script = {}): ScriptedBot {
  const asked: Ask[] = [];
  const pressed: Press[] = [];
  return {
    ...quietDoors,
    asked,
    pressed,
    async ask(asking) {
      asked.push(asking);
      return await ask(asking);
    },
    async press(pressing) {
      pressed.push(pressing);
      return await press(pressing);
    },
  };
}

function tell({ text, onLooking }: Ask): Answer {
  if (!text.includes("PC-42")) return { reply: help, audience: "asker" };
  onLooking?.(looking);
  return { reply: leftover, audience: "everyone" };
}

function clear({ onActing }: Press): Pressed {
  onActing?.(acting);
  return { kind: "replaced", reply: removed, ok: true };
}

/** Asks a second time before it clears. */
export function clearTwice(pressed: Press): Pressed {
  return pressed.press === losing.press
    ? clear(pressed)
    : { kind: "confirm", confirmation: losing };
}

export function refuse(): Pressed {
  return { kind: "refused", reply: refusal };
}
