import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readDocument } from "../support/documents.ts";
import { drawDiscord, markdown } from "./picture/draw-discord.ts";
import { drawSlack } from "./picture/draw-slack.ts";
import { pictured } from "./picture/pictured.ts";
import { confirmations, replies } from "./renderings.ts";

const hostile = `<script>alert("1")</script> & <b>`;
const golden = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(join(import.meta.dirname, "golden", name), "utf8"));

describe("a picture", () => {
  it("shows markup in a payload of Slack's as text", () => {
    const section = {
      type: "rich_text_section",
      elements: [{ type: "text", text: hostile, style: { code: true } }],
    };

    const { html } = drawSlack({ blocks: [{ type: "rich_text", elements: [section] }] });

    expect(html).toContain(
      "<code>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &lt;b&gt;</code>",
    );
    expect(html).not.toContain("<script>");
  });

  it("shows markup in a payload of Discord's as text", () => {
    const text = { type: 10, content: `${hostile}\n- \`${hostile}\`: **${hostile}**` };

    const { html } = drawDiscord({
      components: [{ type: 17, accent_color: 0, components: [text] }],
    });

    expect(html.match(/&lt;script&gt;/gu)).toHaveLength(3);
    expect(html).not.toContain("<script>");
  });

  it("reads Discord's marks as Discord does", () => {
    expect(markdown("**a `b*c` d** \\_e\\* f, see https://example.org.").html).toBe(
      "<b>a <code>b*c</code> d</b> _e* f, see <a>https://example.org.</a>",
    );
  });

  it("is not drawn of a part that nobody taught it", () => {
    expect(() => drawSlack({ blocks: [{ type: "video" }] })).toThrow("Invalid");
    expect(() => drawDiscord({ components: [{ type: 12 }] })).toThrow("Invalid");
  });
});

it.each([...Object.keys(replies), ...Object.keys(confirmations)])(
  "%s can be drawn from its golden files",
  async (name) => {
    expect(drawSlack(await golden(`${name}.slack.json`)).html).toContain("<p>");
    expect(drawDiscord(await golden(`${name}.discord.json`)).html).toContain("<p>");
  },
);

describe("the page of replies", () => {
  it("shows every picture under its sentence, and every picture is there", async () => {
    const { text } = await readDocument("docs/replies.md");
    const shown = Array.from(
      text.matchAll(/^## (.+)\n\n!\[.+\]\(pictures\/([a-z-]+)\.png\)$/gmu),
      ([, sentence, name]) => [name, sentence],
    );

    expect(shown).toEqual(Object.entries(pictured));
    const files = await readdir(join(import.meta.dirname, "../../docs/pictures"));
    expect(files.toSorted()).toEqual(
      Object.keys(pictured)
        .map((name) => `${name}.png`)
        .toSorted(),
    );
  });
});
