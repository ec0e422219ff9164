/**
 * A person's words out of Slack's markup: the bot's own name taken off, links and mentions as the
 * person saw them, entities decoded, the no-break spaces that Slack's composer inserts made plain.
 * https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */
export function spoken(text: string, botUserId: string): string {
  return text
    .replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, target: string, label: string | undefined) =>
      target === `@${botUserId}` ? " " : asShown(target, label),
    )
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll("\u00A0", " ")
    .trim();
}

function asShown(target: string, label: string | undefined): string {
  if (label !== undefined && label !== "") return label;
  if (target.startsWith("!")) return `@${target.slice(1)}`;
  return target.replace(/^mailto:/, "");
}
