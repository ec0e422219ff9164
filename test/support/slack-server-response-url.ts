import { randomBytes } from "node:crypto";
import { z } from "zod";
import { change, keep, refuse } from "./slack-server-api.ts";
import type { SlackMessage, SlackWorld } from "./slack-server-world.ts";

/** The addresses that come with commands and clicks: five uses within 30 minutes. */
export interface ResponseUrls {
  /** The path of a new one. `about` is the message whose button was pressed. */
  grant(to: { user: string; channel: string; about?: SlackMessage }): string;
  /** The HTTP status of a use. */
  use(path: string, body: unknown): number;
}

const response = z.union([
  z.strictObject({ delete_original: z.literal(true) }),
  z.strictObject({
    text: z.string().min(1),
    blocks: z.array(z.unknown()),
    response_type: z.enum(["in_channel", "ephemeral"]),
    replace_original: z.boolean(),
  }),
]);

export function createResponseUrls(world: SlackWorld): ResponseUrls {
  const granted = new Map<
    string,
    { user: string; channel: string; about?: SlackMessage; uses: number; until: number }
  >();

  return {
    grant(to) {
      const path = `/response/${randomBytes(8).toString("hex")}`;
      granted.set(path, { ...to, uses: 0, until: Date.now() + 30 * 60_000 });
      return path;
    },

    use(path, body) {
      const planned = world.planned.get("response_url")?.shift();
      if (planned !== undefined) return Number(planned);
      const grant = granted.get(path);
      if (grant === undefined || Date.now() > grant.until) return 404;
      grant.uses += 1;
      if (grant.uses > 5) {
        world.violations.push("used a response_url more than five times");
        return 404;
      }
      const parsed = response.safeParse(body);
      if (!parsed.success) {
        world.violations.push(`odd response: ${z.prettifyError(parsed.error)}`);
        return 400;
      }
      return respond(parsed.data, grant);
    },
  };

  function respond(
    said: z.infer<typeof response>,
    grant: { user: string; channel: string; about?: SlackMessage },
  ): number {
    if ("delete_original" in said) {
      if (grant.about === undefined) return 404;
      grant.about.deleted = true;
      world.changed();
      return 200;
    }
    if (refuse(world, said.text, said.blocks) !== undefined) return 400;
    if (said.replace_original && grant.about !== undefined) {
      change(world, grant.about, said);
      return 200;
    }
    keep(world, {
      channel: grant.channel,
      thread: undefined,
      author: world.bot.userId,
      onlyFor: said.response_type === "ephemeral" ? grant.user : undefined,
      text: said.text,
      blocks: said.blocks,
    });
    return 200;
  }
}
