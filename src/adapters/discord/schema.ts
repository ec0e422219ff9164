import { z } from "zod";

// Only the fields that are used. An id is text: it does not fit a JavaScript number.
const Snowflake = z.string().regex(/^\d{1,20}$/u);

const User = z.object({
  id: Snowflake,
  username: z.string(),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
});
export type User = z.infer<typeof User>;

/** `roles` is always sent; when it is not, that is a failure to tell and not an empty list. */
const Membership = z.object({ roles: z.array(Snowflake).optional(), nick: z.string().nullish() });
export type Membership = z.infer<typeof Membership>;

/** MESSAGE_CREATE. `content` is empty unless the message mentions the bot or is a direct one. */
export const Message = z.object({
  id: Snowflake,
  channel_id: Snowflake,
  guild_id: Snowflake.optional(),
  type: z.number(),
  author: User,
  member: Membership.optional(),
  webhook_id: Snowflake.optional(),
  content: z.string(),
  mentions: z.array(z.object({ id: Snowflake })),
});
export type Message = z.infer<typeof Message>;

const interaction = {
  id: Snowflake,
  application_id: Snowflake,
  token: z.string().min(1),
  guild_id: Snowflake.optional(),
  channel_id: Snowflake,
  /** In a guild the person is here, in a direct message in `user`. */
  member: Membership.extend({ user: User }).optional(),
  user: User.optional(),
};

const Options = z
  .array(z.object({ name: z.string(), value: z.unknown(), focused: z.boolean().optional() }))
  .optional();

/** INTERACTION_CREATE of type 2, a slash command or one from the menu of a message. */
const Command = z.object({
  ...interaction,
  type: z.literal(2),
  data: z.object({
    name: z.string(),
    type: z.number(),
    options: Options,
    /** The message in whose menu the command was chosen; its content is told without an intent. */
    target_id: Snowflake.optional(),
    resolved: z
      .object({ messages: z.record(Snowflake, z.object({ content: z.string() })).optional() })
      .optional(),
  }),
});
export type Command = z.infer<typeof Command>;

/** INTERACTION_CREATE of type 3, a pressed button. */
const Click = z.object({
  ...interaction,
  type: z.literal(3),
  data: z.object({ custom_id: z.string() }),
  message: z.object({ id: Snowflake, flags: z.number().default(0) }),
});
export type Click = z.infer<typeof Click>;

/** INTERACTION_CREATE of type 4: what is typed into a slash command so far. */
const Typing = z.object({
  ...interaction,
  type: z.literal(4),
  data: z.object({ name: z.string(), options: Options }),
});
export type Typing = z.infer<typeof Typing>;

/** The interactions that this bot offers; other types are no fault, only not for us. */
export const Interaction = z.discriminatedUnion("type", [Command, Click, Typing]);
export type Interaction = z.infer<typeof Interaction>;

export const AnyInteraction = z.object({ type: z.number() });

/** The answer to a created or edited message. */
export const Created = z.object({ id: Snowflake });
