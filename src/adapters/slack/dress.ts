import type { types } from "@slack/bolt";
import type { Confirmation, Evidence, EvidenceRow, Line, Mood, Reply } from "#bot/reply.ts";
import { hasCase, plain } from "#bot/reply.ts";
import { type Budget, budgetBeside, leftOut, size } from "./budget.ts";
import { actionIds, actions, answers, type Question } from "./buttons.ts";
import { limits } from "./limits.ts";
import { escape, literal } from "./literal.ts";
import { type Elements, inline, quote, richText, section } from "./rich-text.ts";

/** A message for chat.postMessage, chat.update, chat.postEphemeral or a response_url. */
export interface Dressed {
  /** For notifications and screen readers; Slack parses it, so it is escaped. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/**
 * A reply as one Slack message, always within Slack's limits. What does not fit is the end of the
 * evidence, and the message says how much that is; headline, buttons and footer are always there.
 */
export function dressReply(reply: Reply, on: "message" | "home" = "message"): Dressed {
  const { head, body, evidence, foot } = fit(reply, on);
  const left = leftOut(body.left + evidence.left, hasCase(reply));
  return {
    text: notification(reply.headline),
    blocks: [...head, ...body.blocks, ...evidence.blocks, ...left, ...foot],
  };
}

/** How many lines of the evidence have no room in the message. */
export function evidenceLeft(reply: Reply): number {
  return fit(reply, "message").evidence.left;
}

interface Fitted {
  readonly head: types.KnownBlock[];
  readonly body: Fitting;
  readonly evidence: Fitting;
  readonly foot: types.KnownBlock[];
}

function fit(reply: Reply, on: "message" | "home"): Fitted {
  const head = headline(reply.headline, reply.mood);
  const prefix = on === "home" ? actionIds.home : actionIds.press;
  const foot = [...actions(reply.buttons, prefix), ...footer(reply.footer)];
  const budget = budgetBeside([...head, ...foot]);
  const body = fittingParagraphs(reply.body, budget);
  return { head, body, evidence: fittingEvidence(reply.evidence, budget), foot };
}

/** A confirmation as a private message with yes and no. */
export function dressConfirmation(confirmation: Confirmation, question: Question): Dressed {
  const head = headline([confirmation.title], undefined);
  const foot = answers(confirmation, question);
  const body = fittingParagraphs(confirmation.text, budgetBeside([...head, ...foot]));
  return {
    text: notification([confirmation.title]),
    blocks: [...head, ...body.blocks, ...leftOut(body.left, false), ...foot],
  };
}

interface Fitting {
  readonly blocks: types.KnownBlock[];
  /** Lines that did not fit. */
  readonly left: number;
}

const signs: Record<Mood, string | undefined> = {
  calm: undefined,
  attention: "warning",
  trouble: "no_entry",
  done: "white_check_mark",
};

function headline(line: Line, mood: Mood | undefined): types.RichTextBlock[] {
  const sign = mood && signs[mood];
  const signed: Elements = sign === undefined ? [] : [{ type: "emoji", name: sign }, space];
  const words = inline(line, { bold: true });
  return words.length === 0 ? [] : [richText(section([...signed, ...words]))];
}

const space: types.RichTextText = { type: "text", text: " " };

function fittingParagraphs(lines: readonly Line[], budget: Budget): Fitting {
  const paragraphs = lines.map((line) => inline(line)).filter((words) => words.length > 0);
  const blocks = paragraphs.map((words) => richText(section(words)));
  const fitting = blocks.filter((block) => budget.takes(size(block), 1));
  return { blocks: fitting, left: blocks.length - fitting.length };
}

function fittingEvidence(evidence: readonly Evidence[], budget: Budget): Fitting {
  const groups = evidence.map((group) => fittingGroup(group, budget));
  return {
    blocks: groups.flatMap((group) => group.blocks),
    left: groups.reduce((sum, group) => sum + group.left, 0),
  };
}

function fittingGroup(group: Evidence, budget: Budget): Fitting {
  const title = section(inline([group.title], { bold: true }));
  const rows = group.rows.map(item).filter((row) => row.elements.length > 0);
  if (!budget.takes(size(richText(title, list([]))), 1)) {
    return { blocks: [], left: Math.max(rows.length, 1) };
  }
  const fitting = rows.filter((row) => budget.takes(size(row), 0));
  const listed = fitting.length === 0 ? [] : [list(fitting)];
  return { blocks: [richText(title, ...listed)], left: rows.length - fitting.length };
}

function item(row: EvidenceRow): types.RichTextSection {
  const shown = row.quote === undefined ? [] : quote(row.quote);
  const says = inline(row.says);
  const between: Elements = shown.length > 0 && says.length > 0 ? [space] : [];
  return section([...shown, ...between, ...says]);
}

function list(elements: types.RichTextSection[]): types.RichTextList {
  return { type: "rich_text_list", style: "bullet", elements };
}

/** Plain text, which Slack does not parse. */
function footer(line: Line): types.ContextBlock[] {
  const text = literal(plain(line), limits.quote);
  if (text === "") return [];
  return [{ type: "context", elements: [{ type: "plain_text", text, emoji: false }] }];
}

function notification(line: Line): string {
  return escape(literal(plain(line), limits.notification));
}
