import { z } from "zod";

/** What Slack sends, only the fields that are used. https://docs.slack.dev/reference/events */

const channel = z.string().regex(/^[A-Z][A-Z0-9]+$/);
const person = z.string().regex(/^[UW][A-Z0-9]+$/);
const timestamp = z.string().regex(/^\d+\.\d+$/);

/** A posted message, as the events app_mention and message carry it. */
const post = z.object({
  channel,
  ts: timestamp,
  thread_ts: timestamp.optional(),
  text: z.string().optional(),
  channel_type: z.string().optional(),
  /** Absent on what a workflow or a bot posted. */
  user: z.string().optional(),
  bot_id: z.string().optional(),
  subtype: z.string().optional(),
  /** The person's own workspace; differs from ours in a channel shared by Slack Connect. */
  user_team: z.string().optional(),
  source_team: z.string().optional(),
  team: z.string().optional(),
});

export type Post = z.infer<typeof post>;

export const eventDelivery = z.object({
  event_id: z.string(),
  team_id: z.string().optional(),
  is_ext_shared_channel: z.boolean().optional(),
  event: post,
});

export type EventDelivery = z.infer<typeof eventDelivery>;

export const slashCommand = z.object({
  trigger_id: z.string(),
  team_id: z.string(),
  channel_id: channel,
  user_id: person,
  user_name: z.string().optional(),
  text: z.string().default(""),
  response_url: z.url(),
});

export type SlashCommand = z.infer<typeof slashCommand>;

export const blockAction = z.object({
  user: z.object({
    id: person,
    username: z.string().optional(),
    team_id: z.string().optional(),
  }),
  team: z.object({ id: z.string() }).nullish(),
  container: z.object({
    channel_id: channel,
    message_ts: timestamp,
    thread_ts: timestamp.optional(),
  }),
  response_url: z.url().optional(),
  message: z.object({ thread_ts: timestamp.optional() }).optional(),
  actions: z
    .array(z.object({ action_id: z.string(), action_ts: timestamp, value: z.string().max(2000) }))
    .length(1),
});

export type BlockAction = z.infer<typeof blockAction>;

/** The value of a private confirmation's yes button. */
export const confirmedValue = z.object({
  press: z.string().max(64),
  ts: timestamp,
  thread: timestamp.optional(),
});

/** What auth.test says about the bot. */
export const identity = z.object({
  user_id: z.string(),
  bot_id: z.string(),
  team_id: z.string(),
});

export type Identity = z.infer<typeof identity>;

/** What users.info says about somebody. */
export const userInfo = z.object({
  user: z.object({
    id: person,
    name: z.string().optional(),
    real_name: z.string().optional(),
    profile: z.object({ display_name: z.string().optional() }).optional(),
    deleted: z.boolean().default(false),
    is_bot: z.boolean().default(false),
    is_stranger: z.boolean().default(false),
    is_restricted: z.boolean().default(false),
    is_ultra_restricted: z.boolean().default(false),
  }),
});

/** What usergroups.list says, disabled groups included. */
export const userGroupList = z.object({ usergroups: z.array(z.object({ id: z.string() })) });

export const userGroupMembers = z.object({ users: z.array(z.string()) });
