import { z } from "zod";
import type { Answered, Asked } from "./discord-answers.ts";
import { apiMessage, refuse, refuseForm } from "./discord-answers.ts";
import type { Body, Judged } from "./discord-rules.ts";
import { componentsV2, ephemeral, judgeBody } from "./discord-rules.ts";
import type { StoredInteraction, StoredMessage, World } from "./discord-world.ts";
import { newSnowflake } from "./discord-world.ts";

const firstWithin = 3000;
const tokenLives = 15 * 60_000;

const Callback = z.strictObject({ type: z.number(), data: z.unknown().optional() });
const Deferral = z.strictObject({ flags: z.number().optional() }).optional();

/** POST /interactions/:id/:token/callback: once, within three seconds. */
export function callback(world: World, asked: Asked): Answered {
  const [, , id, token = ""] = asked.path.split("/");
  const interaction = world.interactions.get(token);
  if (interaction === undefined || interaction.id !== id) {
    return refuse(404, 10062, "Unknown interaction");
  }
  if (interaction.answered !== undefined) {
    return refuse(400, 40060, "Interaction has already been acknowledged.");
  }
  if (Date.now() - interaction.bornAt > firstWithin)
    return refuse(404, 10062, "Unknown interaction");
  const parsed = Callback.safeParse(asked.body);
  if (!parsed.success) return refuseForm(world, "callback", [parsed.error.message]);
  const problems = answer(world, interaction, { ...parsed.data, files: asked.files });
  if (problems.length > 0)
    return refuseForm(world, `callback of type ${parsed.data.type}`, problems);
  interaction.answered = parsed.data.type;
  world.changed();
  return asked.query.get("with_response") === "true"
    ? { status: 200, body: { interaction: { id, type: interaction.kind === "click" ? 3 : 2 } } }
    : { status: 204 };
}

function answer(
  world: World,
  interaction: StoredInteraction,
  { type, data, files }: z.infer<typeof Callback> & Pick<Asked, "files">,
): readonly string[] {
  const source =
    interaction.source === undefined ? undefined : world.messages.get(interaction.source);
  if (interaction.kind === "typing" || type === 8) return suggest(interaction, { type, data });
  if (type === 5) {
    const deferral = Deferral.safeParse(data);
    if (!deferral.success) return ["a deferral carries nothing but flags"];
    const flags = deferral.data?.flags ?? 0;
    if ((flags & ~ephemeral) !== 0) return ["a deferral can only carry EPHEMERAL"];
    open(world, interaction, flags);
    return [];
  }
  if ((type === 6 || type === 7) && source === undefined) {
    return ["only the click on a message can update it"];
  }
  if (type === 6 && source !== undefined) {
    interaction.original = source.id;
    return [];
  }
  if (type === 4) {
    const judged = judgeBody(data, { way: "response", files });
    if (judged.body === undefined) return judged.problems;
    write(open(world, interaction, judged.body.flags ?? 0), judged, interaction);
    return [];
  }
  if (type === 7 && source !== undefined) {
    const judged = judgeBody(data, { way: "response", before: source, files });
    if (judged.body === undefined) return judged.problems;
    interaction.original = source.id;
    write(source, judged, interaction);
    return [];
  }
  return [`unknown callback type ${type}`];
}

const Choices = z.strictObject({
  choices: z
    .array(z.strictObject({ name: z.string().min(1).max(100), value: z.string().min(1).max(100) }))
    .max(25),
});

/** Suggestions come at once or not at all, and are an answer to typing alone. */
function suggest(
  interaction: StoredInteraction,
  { type, data }: z.infer<typeof Callback>,
): readonly string[] {
  if (interaction.kind !== "typing") return ["only typing is answered with suggestions"];
  if (type !== 8) return ["typing is answered with suggestions and never deferred"];
  const parsed = Choices.safeParse(data);
  if (!parsed.success) return parsed.error.issues.map(({ message }) => `choices: ${message}`);
  interaction.choices = parsed.data.choices.map(({ value }) => value);
  return [];
}

/** PATCH, GET, DELETE /webhooks/:app/:token/messages/:message, with @original for the response. */
export function response(world: World, asked: Asked): Answered {
  const [, , app, token = "", , which = ""] = asked.path.split("/");
  const interaction = world.interactions.get(token);
  if (app !== world.self || interaction?.answered === undefined) {
    return refuse(404, 10015, "Unknown Webhook");
  }
  if (Date.now() - interaction.bornAt > tokenLives) {
    return refuse(401, 50027, "Invalid Webhook Token");
  }
  const id = which === "@original" ? (interaction.original ?? "") : which;
  const message = world.messages.get(id);
  const reachable = id === interaction.original || message?.interaction === interaction.id;
  if (message === undefined || !reachable) return refuse(404, 10008, "Unknown Message");
  if (asked.method === "DELETE") {
    world.messages.delete(id);
    world.changed();
    return { status: 204 };
  }
  if (asked.method === "PATCH") {
    const judged = judgeBody(asked.body, {
      way: "edit",
      before: message,
      files: asked.files,
    });
    if (judged.body === undefined) return refuseForm(world, "edit of a response", judged.problems);
    write(message, judged, interaction);
    world.changed();
  }
  return { status: 200, body: apiMessage(world, message) };
}

function open(world: World, interaction: StoredInteraction, flags: number): StoredMessage {
  const message: StoredMessage = {
    id: newSnowflake(),
    channel: interaction.channel,
    author: world.self,
    content: "",
    flags,
    components: [],
    interaction: interaction.id,
    writes: 0,
    ...((flags & ephemeral) === 0 ? {} : { onlyFor: interaction.user }),
  };
  world.messages.set(message.id, message);
  interaction.original = message.id;
  return message;
}

/** Puts a judged body into a message. */
export function write(
  message: StoredMessage,
  { body, stored }: Extract<Judged, { readonly body: Body }>,
  interaction?: StoredInteraction,
): void {
  message.attachments = stored;
  message.content = body.content ?? message.content;
  message.components = body.components ?? message.components;
  message.flags |= (body.flags ?? 0) & componentsV2;
  message.writes += 1;
  if (interaction !== undefined) interaction.writes += 1;
}
