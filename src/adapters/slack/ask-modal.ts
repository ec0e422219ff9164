import type { types } from "@slack/bolt";
import { limits } from "./limits.ts";
import { literal } from "./literal.ts";
import type { Submission } from "./schema-surfaces.ts";

export const modalIds = {
  callback: "wr:ask",
  block: "workstation",
  /** Its entries come from the bot, as somebody types. */
  menu: "wr:names",
} as const;

/** The dialog that asks for a workstation; only names that the person may ask about can be chosen. */
export const askModal: types.ModalView = {
  type: "modal",
  callback_id: modalIds.callback,
  title: words("Ask about a workstation"),
  submit: words("Ask"),
  close: words("Cancel"),
  blocks: [
    {
      type: "input",
      block_id: modalIds.block,
      label: words("Why does it ask to restart?"),
      hint: words("The answer comes into your conversation with me."),
      element: {
        type: "external_select",
        action_id: modalIds.menu,
        placeholder: words("PC-42"),
        min_query_length: 0,
      },
    },
  ],
};

/** A menu's entries. */
export function menuOptions(names: readonly string[]): types.PlainTextOption[] {
  return names.slice(0, limits.menuOptions).map((name) => ({
    text: words(literal(name, limits.menuText)),
    value: name,
  }));
}

/** The name that was chosen; a hostile client may send any text. */
export function chosenIn({ view }: Submission): string | undefined {
  const block = view.state.values[modalIds.block];
  return block?.[modalIds.menu]?.selected_option?.value;
}

function words(text: string): types.PlainTextElement {
  return { type: "plain_text", text, emoji: false };
}
