import { z } from "zod";

/** What Slack sends beside messages, commands and clicks in messages, only the fields that are used. */

const person = z.string().regex(/^[UW][A-Z0-9]+$/);
const channel = z.string().regex(/^[A-Z][A-Z0-9]+$/);
const timestamp = z.string().regex(/^\d+\.\d+$/);
const team = z.object({ id: z.string() }).nullish();
const user = z.object({
  id: person,
  username: z.string().optional(),
  name: z.string().optional(),
  team_id: z.string().optional(),
});

/** A shortcut in a message's menu. */
export const messageShortcut = z.object({
  user,
  team,
  trigger_id: z.string(),
  channel: z.object({ id: channel }),
  message: z.object({
    ts: timestamp,
    thread_ts: timestamp.optional(),
    text: z.string().optional(),
  }),
  response_url: z.url().optional(),
});
export type MessageShortcut = z.infer<typeof messageShortcut>;

/** A shortcut that is there everywhere. */
export const globalShortcut = z.object({ user, team, trigger_id: z.string() });

/** What was typed so far into a menu whose entries come from here. */
export const suggestionWanted = z.object({ user, team, value: z.string().default("") });

/** A modal that was sent off. */
export const submission = z.object({
  user,
  team,
  view: z.object({
    id: z.string(),
    state: z.object({
      values: z.record(
        z.string(),
        z.record(
          z.string(),
          z.object({ selected_option: z.object({ value: z.string() }).nullish() }),
        ),
      ),
    }),
  }),
});
export type Submission = z.infer<typeof submission>;

/** Somebody has opened the bot's own page, or its conversation. */
export const homeOpened = z.object({
  team_id: z.string().optional(),
  event: z.object({ user: person, tab: z.string(), channel: channel.optional() }),
});
export type HomeOpened = z.infer<typeof homeOpened>;

/** A click on the bot's own page. */
export const homeAction = z.object({
  user,
  team,
  container: z.object({ type: z.literal("view") }),
  actions: z.array(z.object({ action_ts: timestamp, value: z.string().max(2000) })).length(1),
});
export type HomeAction = z.infer<typeof homeAction>;
