import * as discord from "#adapters/discord/dress.ts";
import * as shell from "#adapters/shell/dress.ts";
import * as slack from "#adapters/slack/dress.ts";
import * as web from "#adapters/web/dress.ts";
import type { Confirmation, Reply } from "#bot/reply.ts";
import { Component, textsOf } from "./discord-components.ts";
import { judgeBody } from "./discord-rules.ts";
import { unshowable } from "./hostile-text.ts";
import { mentions, nodes, refusal } from "./slack-server-blocks.ts";

/** Every way in which a reply would be more than text on any of the four adapters. */
export function effectsOf(reply: Reply): readonly string[] {
  return [
    ...slackEffects(slack.dressReply(reply)),
    ...discordEffects(discord.dress(reply)),
    ...pageEffects(web.dressReply(reply)),
    ...shellEffects(shell.dressReply(reply, { columns: 80, colours: false })),
  ];
}

export function effectsOfConfirmation(confirmation: Confirmation): readonly string[] {
  return [
    ...slackEffects(slack.dressConfirmation(confirmation, { ts: "1.2" })),
    ...discordEffects(discord.dressConfirmation(confirmation, "601")),
    ...pageEffects(web.dressConfirmation(confirmation)),
    ...shellEffects(shell.dressConfirmation(confirmation, { columns: 80, colours: false })),
  ];
}

function slackEffects({ text, blocks }: slack.Dressed): string[] {
  const refused = refusal(text, blocks);
  const links = nodes(blocks).filter((node) => "type" in node && node.type === "link");
  const strings = [text, ...nodes(blocks).flatMap((node) => ("text" in node ? [node.text] : []))];
  return [
    ...(refused === undefined ? [] : [`Slack refuses: ${refused.error}, ${refused.why}`]),
    ...mentions(text, blocks).map((mention) => `Slack mentions: ${mention}`),
    ...links.map((link) => `Slack links: ${JSON.stringify(link)}`),
    ...strings
      .filter((one) => typeof one === "string" && unshowable.test(one.replaceAll("\n", "")))
      .map((one) => `Slack hides something: ${JSON.stringify(one)}`),
  ];
}

function discordEffects(payload: discord.Payload): string[] {
  const texts = textsOf(Component.array().parse(payload.components));
  return [
    ...judgeBody(payload, { way: "create" }).problems.map((problem) => `Discord: ${problem}`),
    ...texts.flatMap((text) => {
      const outside = text.replaceAll(/(`+)[\s\S]*?[^`]\1(?!`)/gu, "");
      return /https?:/iu.test(outside) ? [`Discord links: ${text}`] : [];
    }),
    ...texts
      .filter((text) => unshowable.test(text.replaceAll("\n", "")))
      .map((text) => `Discord hides something: ${JSON.stringify(text)}`),
  ];
}

const tags: readonly string[] =
  "button code details dialog div form h2 h3 li p span summary ul".split(" ");
const attributes: readonly string[] = (
  "aria-describedby aria-haspopup aria-labelledby class data-mood data-press dir id " +
  "method open tabindex type value"
).split(" ");
const token =
  /<\/?(?<tag>[a-z]+[0-9]?)(?<attributes>(?: [a-z-]+(?:="[^"<>]*")?)*)>|(?<text>[^<>]+)|(?<other>[\s\S])/gu;

/** Reads it as strictly as nothing on the page needs more: known tags, quoted known attributes, text. */
function pageEffects(html: string): string[] {
  const found: string[] = [];
  for (const { groups = {} } of html.matchAll(token)) {
    const { tag, text, other } = groups;
    if (other !== undefined) found.push(`the page has a loose ${other}`);
    if (tag !== undefined && !tags.includes(tag)) found.push(`the page has <${tag}>`);
    for (const [, name = ""] of (groups["attributes"] ?? "").matchAll(
      / ([a-z-]+)(?:="[^"]*")?/gu,
    )) {
      if (!attributes.includes(name)) found.push(`the page has ${name}=`);
    }
    if (text !== undefined && unshowable.test(text.replaceAll("\n", ""))) {
      found.push(`the page hides something: ${JSON.stringify(text)}`);
    }
    if (text !== undefined && /&(?!(?:amp|lt|gt|quot|#39);)/u.test(text)) {
      found.push(`the page has a loose &: ${text}`);
    }
  }
  return found;
}

function shellEffects(text: string): string[] {
  return unshowable.test(text.replaceAll("\n", ""))
    ? [`the terminal is told: ${JSON.stringify(text)}`]
    : [];
}
