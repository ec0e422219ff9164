import type { Ask } from "#bot/bot.ts";
import type { Sent } from "./api.ts";
import { menuType, questionOption } from "./commands.ts";
import type { Desk } from "./desk.ts";
import { askBot, isFirst, personIn, watch } from "./desk.ts";
import { dress } from "./dress.ts";
import { openResponse } from "./first-response.ts";
import type { Command } from "./schema.ts";

/** Answers a command in its own response, within three seconds whatever the bot does. */
export async function answerCommand(desk: Desk, command: Command): Promise<void> {
  const person = personIn(desk, command);
  if (person === undefined) return;
  const response = openResponse(desk.api, command);
  if (!(await isFirst(desk, `discord:interaction:${command.id}`))) {
    response.drop();
    return;
  }
  const watched = watch(desk, { channel: command.channel_id, nonce: command.id });
  let looking: Promise<Sent> | undefined;

  const { reply, audience } = await askBot(desk, {
    ...questionIn(command),
    person,
    onLooking(reply) {
      looking = response.show(reply, "everyone");
    },
  });

  const shown = await response.show(reply, audience);
  // The response is gone, or its 15 minutes are over. What only the asker may see stays unsaid.
  const unsaid = audience === "asker" && looking === undefined;
  if (!shown.ok && shown.why !== "too-late" && !unsaid) {
    await desk.api.post({ channel: command.channel_id, nonce: command.id }, dress(reply));
  }
  await watched.closed();
}

function questionIn({ data }: Command): Pick<Ask, "text" | "quoted"> {
  if (data.type === menuType) {
    const message = data.resolved?.messages?.[data.target_id ?? ""];
    return { text: message?.content ?? "", quoted: true };
  }
  const option = data.options?.find(({ name }) => name === questionOption);
  return { text: typeof option?.value === "string" ? option.value : "" };
}
