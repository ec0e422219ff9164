import { describe, expect, it } from "vitest";
import { dress } from "#adapters/discord/dress.ts";
import { signalPages } from "#adapters/docs/pages.ts";
import { dressReply } from "#adapters/slack/dress.ts";
import { parsePage } from "#bot/explain/page.ts";
import { plain } from "#bot/reply.ts";
import { sayPage, sayTopics } from "#bot/words/explain.ts";
import { judgeBody } from "../../support/discord-rules.ts";
import { words } from "../../support/office.ts";
import { mentions, refusal } from "../../support/slack-server-blocks.ts";

const pages = (await signalPages().all()).flatMap(({ id, text }) => parsePage(id, text) ?? []);

describe.each(pages)("the explanation of $id", (page) => {
  const answer = sayPage(page);

  it("begins with its title and its statement, then says what to do, in plain words", () => {
    expect(plain(answer.headline)).toMatch(/^\S.{20,300}\.$/u);
    expect(answer.body.map(plain).slice(0, 2)).toEqual([
      expect.stringMatching(/^\S.{20,300}\.$/u),
      expect.stringMatching(/^What to do: \S/u),
    ]);
    expect(words(answer)).not.toMatch(/\*\*|\]\(|`/u);
  });

  it("is taken whole by Slack and by Discord", () => {
    const { text, blocks } = dressReply(answer);
    const message = dress(answer);

    expect([refusal(text, blocks), mentions(text, blocks)]).toEqual([undefined, []]);
    expect(judgeBody(message, { way: "create" }).problems).toEqual([]);
    expect(JSON.stringify([blocks, message])).not.toMatch(/more lines? (?:is|are) left out/u);
  });
});

it("the list of what can be explained is taken whole by Slack and by Discord", () => {
  const answer = sayTopics(pages);
  const { text, blocks } = dressReply(answer);
  const message = dress(answer);

  expect(refusal(text, blocks)).toBeUndefined();
  expect(judgeBody(message, { way: "create" }).problems).toEqual([]);
  expect(JSON.stringify([blocks, message])).not.toMatch(/more lines? (?:is|are) left out/u);
});
