import { webApi } from "@slack/bolt";
import type { Reply } from "#bot/reply.ts";
import { plain } from "#bot/reply.ts";
import { type Dressed, dressReply } from "./dress.ts";
import { limits } from "./limits.ts";
import { literal } from "./literal.ts";
import { agentScope } from "./scopes.ts";

/** How the bot shows that it looks: as a task of Slack's own kind, where Slack takes those. */
export interface Progress {
  dress(reply: Reply): Dressed;
  /** True when Slack takes no tasks, as this refusal says: from then on they are plain messages. */
  refused(error: unknown): boolean;
}

/** Slack has tasks for agents; whether a workspace takes them is only heard from a refusal. */
export function createProgress(scopes: readonly string[]): Progress {
  let takesTasks = scopes.includes(agentScope);
  return {
    dress(reply) {
      const said = dressReply(reply);
      if (!takesTasks) return said;
      const title = literal(plain(reply.headline), limits.status);
      const task = { type: "task_card", task_id: "look", title, status: "in_progress" } as const;
      return { text: said.text, blocks: [{ type: "plan", title, tasks: [task] }] };
    },
    refused(error) {
      const refusal = error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
      if (!takesTasks || refusal !== "invalid_blocks") return false;
      takesTasks = false;
      return true;
    },
  };
}
