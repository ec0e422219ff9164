import type { types, webApi } from "@slack/bolt";
import type { Logger } from "pino";
import type { Reply } from "#bot/reply.ts";
import { askModal } from "./ask-modal.ts";
import { dressReply } from "./dress.ts";
import { limits } from "./limits.ts";
import { literal } from "./literal.ts";
import { agentScope } from "./scopes.ts";

/** Where the bot shows itself beside messages. Nothing rests on any of it, so none of it rejects. */
export interface Surfaces {
  /** The dialog that asks for a workstation; Slack takes it for three seconds after the trigger. */
  askFor(triggerId: string): Promise<void>;
  /** The person's page under the bot's name. */
  showHome(userId: string, home: Reply): Promise<void>;
  /** Questions to begin with, in a conversation with the bot. */
  suggestPrompts(channel: string, names: readonly string[]): Promise<void>;
  /** Under the bot's name while it looks; Slack takes it away with the next message. */
  setStatus(
    place: { readonly channel: string; readonly thread: string },
    words: string,
  ): Promise<void>;
}

/** Slack shows four at most. */
const mostPrompts = 3;

export function createSurfaces(
  client: webApi.WebClient,
  { scopes, log }: { readonly scopes: readonly string[]; readonly log: Logger },
): Surfaces {
  const quietly = async (what: string, call: () => Promise<unknown>): Promise<void> => {
    try {
      await call();
    } catch (error) {
      log.warn({ err: error, what }, "Slack did not show it");
    }
  };
  const asAgent = async (what: string, call: () => Promise<unknown>): Promise<void> => {
    if (scopes.includes(agentScope)) await quietly(what, call);
  };
  return {
    askFor: async (triggerId) =>
      await quietly(
        "the dialog",
        async () => await client.views.open({ trigger_id: triggerId, view: askModal }),
      ),
    showHome: async (userId, home) =>
      await quietly(
        "the home page",
        async () => await client.views.publish({ user_id: userId, view: homeView(home) }),
      ),
    suggestPrompts: async (channel, names) => {
      const prompts = names.slice(0, mostPrompts).map((name) => ({
        title: literal(`Why does ${name} ask to reboot?`, limits.prompt),
        message: `why does ${name} ask to reboot`,
      }));
      if (prompts.length === 0) return;
      // Without a thread: an agent's conversation has none, and the library's types know only threads.
      await asAgent(
        "the prompts",
        async () =>
          await client.apiCall("assistant.threads.setSuggestedPrompts", {
            channel_id: channel,
            prompts,
          }),
      );
    },
    setStatus: async ({ channel, thread }, words) =>
      await asAgent(
        "the status",
        async () =>
          await client.assistant.threads.setStatus({
            channel_id: channel,
            thread_ts: thread,
            status: literal(words, limits.status),
          }),
      ),
  };
}

function homeView(home: Reply): types.HomeView {
  return { type: "home", blocks: dressReply(home, "home").blocks };
}
