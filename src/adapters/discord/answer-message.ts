import type { Desk } from "./desk.ts";
import { askBot, channelsOf, isFirst, stay, watch } from "./desk.ts";
import { dress } from "./dress.ts";
import { personOf } from "./person.ts";
import type { Message } from "./schema.ts";
import { openSpot } from "./spot.ts";
import { writePlace } from "./tell.ts";

// MessageType: plain, and a reply to another message. All others are Discord's own notices.
const written: readonly number[] = [0, 19];

/**
 * The question in a message that names the bot, or in a direct message. Undefined for everything
 * else: bots, webhooks, notices, and replies that only ping the bot without naming it ("thanks").
 */
export function questionIn(message: Message, self: string): string | undefined {
  const { author, webhook_id: webhook } = message;
  if (author.bot === true || author.id === self || webhook !== undefined) return undefined;
  if (!written.includes(message.type)) return undefined;
  const named = [`<@${self}>`, `<@!${self}>`].some((name) => message.content.includes(name));
  if (message.guild_id !== undefined && !named) return undefined;
  return message.content.replaceAll(new RegExp(`<@!?${self}>`, "gu"), " ").trim();
}

/** Posts one answer to a question in a message, and keeps that one message up to date. */
export async function answerMessage(desk: Desk, message: Message, text: string): Promise<void> {
  if (!(await isFirst(desk, `discord:message:${message.id}`))) return;
  const channel = message.channel_id;
  const person = personOf({
    user: message.author,
    guild: message.guild_id,
    member: message.member,
    channels: channelsOf(channel, (id) => desk.parentOf(id)),
  });
  const place = { channel, replyTo: message.id, nonce: message.id };
  const watched = watch(desk, place);
  const spot = openSpot(desk.api, place, (made) =>
    watched.moved(writePlace({ ...place, message: made })),
  );

  const answer = await askBot(desk, {
    text,
    person,
    onLooking: (reply) => void spot.show(dress(reply)),
  });

  const shown = await spot.show(dress(answer.reply, answer.files));
  const stands = spot.message();
  if (shown.ok && stands !== undefined) await stay(desk, answer, { ...place, message: stands });
  await watched.closed();
}
