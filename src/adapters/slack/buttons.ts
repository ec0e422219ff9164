import type { types } from "@slack/bolt";
import type { Button, Confirmation } from "#bot/reply.ts";
import { plain } from "#bot/reply.ts";
import { limits } from "./limits.ts";
import { literal } from "./literal.ts";

/** What a private confirmation is about: the message whose button was pressed. */
export interface Question {
  /** The message's timestamp, its id within the channel that the click names. */
  readonly ts: string;
  readonly thread?: string | undefined;
}

/** The ids by which a click is routed, also after a restart. */
export const actionIds = {
  /** Followed by the button's number, since ids must differ within a message. */
  press: "wr:press:",
  /** On the bot's own page, where a click comes without a message. */
  home: "wr:home:",
  yes: "wr:yes",
  no: "wr:no",
} as const;

/** The buttons of a public message; the value is what the bot gets back. */
export function actions(
  buttons: readonly Button[],
  prefix: string = actionIds.press,
): types.ActionsBlock[] {
  if (buttons.length === 0) return [];
  const elements = buttons.map((button, index) => pressable(button, `${prefix}${index}`));
  return [{ type: "actions", elements }];
}

/** Yes and no under a private confirmation. */
export function answers(confirmation: Confirmation, question: Question): types.ActionsBlock[] {
  const { ts, thread } = question;
  const yes: types.Button = {
    type: "button",
    action_id: actionIds.yes,
    text: words(confirmation.yes, limits.buttonText),
    value: JSON.stringify({ press: confirmation.press, ts, thread }),
    style: "danger",
  };
  const no: types.Button = {
    type: "button",
    action_id: actionIds.no,
    text: words(confirmation.no, limits.buttonText),
    value: "no",
  };
  return [{ type: "actions", elements: [yes, no] }];
}

function pressable(button: Button, actionId: string): types.Button {
  const dialog = nativeDialog(button);
  return {
    type: "button",
    action_id: actionId,
    text: words(button.label, limits.buttonText),
    ...(button.style === "danger" ? { style: "danger" } : {}),
    ...(dialog === undefined
      ? { value: button.press }
      : { value: button.confirm.press, confirm: dialog }),
  };
}

/**
 * Slack's own dialog, or undefined when the question does not fit into it: a confirmation that is
 * cut short could hide what is lost, so then the bot asks in a private message instead.
 */
function nativeDialog(button: Button): types.ConfirmationDialog | undefined {
  const { title, yes, no } = button.confirm;
  const text = button.confirm.text
    .map((line) => literal(plain(line), limits.textObject))
    .join("\n");
  const fits =
    title.length <= limits.confirmTitle &&
    text.length > 0 &&
    text.length <= limits.confirmText &&
    yes.length <= limits.confirmButton &&
    no.length <= limits.confirmButton;
  if (!fits) return undefined;
  return {
    title: words(title, limits.confirmTitle),
    text: words(text, limits.confirmText),
    confirm: words(yes, limits.confirmButton),
    deny: words(no, limits.confirmButton),
    ...(button.style === "danger" ? { style: "danger" } : {}),
  };
}

/** Slack does not parse plain text for mentions or formatting. */
function words(text: string, most: number): types.PlainTextElement {
  const short = text.length <= most ? text : `${text.slice(0, most - 1)}…`;
  return { type: "plain_text", text: short.toWellFormed(), emoji: false };
}
