import type { Ask } from "#bot/bot.ts";
import type { Sent } from "./api.ts";
import { menuType, questionOption } from "./commands.ts";
import type { Desk } from "./desk.ts";
import { askBot, isFirst, personIn, stay, watch } from "./desk.ts";
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

  const answer = await askBot(desk, {
    ...questionIn(command),
    person,
    onLooking(reply) {
      looking = response.show(reply, "everyone");
    },
  });

  const { reply, audience, files } = answer;
  const shown = await response.show(reply, audience, files);
  // The response is gone, or its 15 minutes are over. What only the asker may see stays unsaid.
  const unsaid = audience === "asker" && looking === undefined;
  const place = { channel: command.channel_id, nonce: command.id };
  if (shown.ok) await stayInResponse();
  else if (shown.why !== "too-late" && !unsaid) {
    const posted = await desk.api.post(place, dress(reply, files));
    if (posted.ok) await stay(desk, answer, { ...place, message: posted.message });
  }
  await watched.closed();

  async function stayInResponse(): Promise<void> {
    if (answer.stay === undefined) return;
    const message = await desk.api.responseOf(command);
    if (message === undefined) return;
    desk.tickets.keep(message, command);
    await stay(desk, answer, { ...place, message });
  }
}

function questionIn({ data }: Command): Pick<Ask, "text" | "quoted"> {
  if (data.type === menuType) {
    const message = data.resolved?.messages?.[data.target_id ?? ""];
    return { text: message?.content ?? "", quoted: true };
  }
  const option = data.options?.find(({ name }) => name === questionOption);
  return { text: typeof option?.value === "string" ? option.value : "" };
}
