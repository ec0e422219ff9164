import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";
import { type SlackServer, secrets, startSlackServer } from "../../support/slack-server.ts";
import { mentions, refusal } from "../../support/slack-server-blocks.ts";

const words = (length: number): object => ({ type: "plain_text", text: "x".repeat(length) });
const mrkdwn = (text: string): object => ({ type: "section", text: { type: "mrkdwn", text } });
const button = (more: object): object => ({
  type: "actions",
  elements: [{ type: "button", action_id: "a", value: "v", text: words(5), ...more }],
});
const rich = (...elements: object[]): object => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements }],
});

describe("the local Slack refuses", () => {
  it.each([
    ["a section that is too long", [mrkdwn("x".repeat(3001))]],
    ["an empty section", [mrkdwn("")]],
    ["a header that is too long", [{ type: "header", text: words(151) }]],
    ["eleven context elements", [{ type: "context", elements: Array(11).fill(words(1)) }]],
    ["a button's label that is too long", [button({ text: words(76) })]],
    ["a button's value that is too long", [button({ value: "v".repeat(2001) })]],
    ["an action_id that is too long", [button({ action_id: "a".repeat(256) })]],
    ["an action_id twice", [button({}), button({})]],
    ["a dialog that is too long", [button({ confirm: { text: words(301) } })]],
    ["an unknown style", [button({ style: "normal" })]],
    ["an empty piece of rich text", [rich({ type: "text", text: "" })]],
    ["an empty section of rich text", [rich()]],
    ["an unknown block", [{ type: "sections", text: words(1) }]],
    ["an unknown field", [{ ...mrkdwn("x"), colour: "red" }]],
    ["fifty-one blocks", Array.from({ length: 51 }, () => ({ type: "divider" }))],
  ])("%s", (_, blocks) => {
    expect(refusal("text", blocks)?.error).toBe("invalid_blocks");
  });

  it("a message that keeps every single limit and is too long as a whole", () => {
    const blocks = Array(5).fill(mrkdwn("x".repeat(2900)));

    expect(refusal("text", blocks)?.error).toBe("msg_blocks_too_long");
  });

  it.each([
    ["a person", "", [mrkdwn("<@U0ALICE>")]],
    ["everyone here", "<!here>", []],
    ["a user group", "", [mrkdwn("<!subteam^S0DESK>")]],
    ["a person in rich text", "", [rich({ type: "user", user_id: "U0ALICE" })]],
    ["a place elsewhere", "", [mrkdwn("<https://evil.example|ok>")]],
  ])("to let %s be mentioned unnoticed", (_, text, blocks) => {
    expect(mentions(text, blocks)).toHaveLength(1);
  });

  it("to let an acknowledgement come twice or never", async () => {
    const { server, socket } = await connected();
    socket.on("message", (data: Buffer) => {
      const { envelope_id } = z
        .object({ envelope_id: z.string() })
        .parse(JSON.parse(data.toString()));
      socket.send(JSON.stringify({ envelope_id }));
      socket.send(JSON.stringify({ envelope_id }));
    });

    const taken = await server.command({ user: "U0MEMBER", channel: "C0HELPDESK", text: "x" });
    await server.world.until("the second", () => server.world.violations[0]);
    socket.removeAllListeners("message");
    const ignored = await server.command({ user: "U0MEMBER", channel: "C0HELPDESK", text: "x" });

    expect([taken.delivered.acknowledged, ignored.delivered.acknowledged]).toEqual([true, false]);
    expect(server.world.violations).toEqual([
      "acknowledged an envelope twice",
      "slash_commands was not acknowledged within three seconds",
    ]);
  });
});

async function connected(): Promise<{ server: SlackServer; socket: WebSocket }> {
  const server = await startSlackServer("socket");
  onTestFinished(() => server.stop());
  const answer = await fetch(`${server.apiUrl}apps.connections.open`, {
    method: "POST",
    headers: { authorization: `Bearer ${secrets.appToken}` },
  });
  const { url } = z.object({ url: z.string() }).parse(await answer.json());
  const socket = new WebSocket(url);
  await once(socket, "message");
  return { server, socket };
}
