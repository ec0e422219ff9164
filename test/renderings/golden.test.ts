import { describe, expect, it } from "vitest";
import { z } from "zod";
import { dressConfirmation as discordConfirmation, dress } from "#adapters/discord/dress.ts";
import { requestOf } from "#adapters/discord/files.ts";
import { limits as discordLimits } from "#adapters/discord/limits.ts";
import {
  type Dressed,
  dressReply,
  dressConfirmation as slackConfirmation,
} from "#adapters/slack/dress.ts";
import { limits as slackLimits } from "#adapters/slack/limits.ts";
import { Component, countOf, textsOf } from "../support/discord-components.ts";
import { judgeBody } from "../support/discord-rules.ts";
import { mentions, refusal } from "../support/slack-server-blocks.ts";
import { confirmations, filesWith, replies } from "./renderings.ts";
import { steady } from "./steady.ts";

interface Golden {
  readonly name: string;
  readonly slack: () => Promise<Dressed>;
  readonly discord: () => Promise<object>;
}

/** Any message of the platform: the one whose button was pressed. */
const pressed = { slack: { ts: "1795515300.000100" }, discord: "1300000000000000001" };

const goldens: readonly Golden[] = [
  ...Object.entries(replies).map(([name, reply]) => ({
    name,
    slack: async () => dressReply(await reply()),
    discord: async () => requestOf(dress(await reply(), filesWith(name))).body,
  })),
  ...Object.entries(confirmations).map(([name, confirmation]) => ({
    name,
    slack: async () => slackConfirmation(await confirmation(), pressed.slack),
    discord: async () => discordConfirmation(await confirmation(), pressed.discord),
  })),
];

/**
 * `npx vitest run test/renderings --update` writes them anew. The folder comes first: behind `-u` it
 * would be taken for a value of that option, and every test of the project would run.
 */
const file = (name: string, platform: string): string => `golden/${name}.${platform}.json`;
const written = (payload: object): string => `${steady(JSON.stringify(payload, undefined, 2))}\n`;

describe.each(goldens)("$name", ({ name, slack, discord }) => {
  it("is exactly these blocks in Slack", async () => {
    await expect(written(await slack())).toMatchFileSnapshot(file(name, "slack"));
  });

  it("is exactly these components in Discord", async () => {
    await expect(written(await discord())).toMatchFileSnapshot(file(name, "discord"));
  });

  it("keeps Slack's limits, and calls nobody", async () => {
    const { text, blocks } = await slack();

    expect(refusal(text, blocks)).toBeUndefined();
    expect(mentions(text, blocks).filter((mark) => !mark.startsWith("<https:"))).toEqual([]);
    expect(blocks.length).toBeLessThanOrEqual(slackLimits.blocks);
    expect(text.length).toBeLessThanOrEqual(slackLimits.notification);
    expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(slackLimits.messageCharacters);
  });

  it("keeps Discord's limits, and calls nobody", async () => {
    const payload = await discord();
    const files = filesWith(name).map((one, at) => ({ ...one, field: `files[${at}]` }));
    const { problems } = judgeBody(payload, { way: "create", files });
    const { components } = z.object({ components: z.array(Component) }).parse(payload);
    const letters = textsOf(components).reduce((sum, text) => sum + text.length, 0);

    expect(problems).toEqual([]);
    expect(countOf(components)).toBeLessThanOrEqual(discordLimits.components);
    expect(letters).toBeLessThanOrEqual(discordLimits.textTotal);
  });
});
