import type { Person } from "#bot/ports.ts";
import type { Sent } from "./api.ts";
import { menuType, questionOption } from "./commands.ts";
import type { Desk } from "./desk.ts";
import { askBot, isFirst, personIn, watch } from "./desk.ts";
import { dress } from "./dress.ts";
import { openResponse } from "./first-response.ts";
import { namesIn } from "./names-in.ts";
import type { Command } from "./schema.ts";
import { nameNotFound } from "./words.ts";

/** Answers a command in its own response, within three seconds whatever the bot does. */
export async function answerCommand(desk: Desk, command: Command): Promise<void> {
  const person = personIn(desk, command);
  if (person === undefined) return;
  const response = openResponse(desk.api, command);
  if (!(await isFirst(desk, `discord:interaction:${command.id}`))) {
    response.drop();
    return;
  }
  const text = await questionIn(desk, command, person);
  if (text === undefined) {
    await response.show(nameNotFound, "asker");
    return;
  }
  const watched = watch(desk, { channel: command.channel_id, nonce: command.id });
  let looking: Promise<Sent> | undefined;

  const { reply, audience } = await askBot(desk, {
    text,
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

/** Undefined for a message in which no workstation is named. */
async function questionIn(
  { bot }: Desk,
  { data }: Command,
  person: Person,
): Promise<string | undefined> {
  if (data.type === menuType) {
    const message = data.resolved?.messages?.[data.target_id ?? ""];
    return await namesIn(message?.content ?? "", { bot, person });
  }
  const option = data.options?.find(({ name }) => name === questionOption);
  return typeof option?.value === "string" ? option.value : "";
}
