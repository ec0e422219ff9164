import * as fc from "fast-check";
import { expect, test } from "vitest";
import { dressReply as dressForShell } from "#adapters/shell/dress.ts";
import { quote } from "#bot/legible.ts";
import type { Confirmation, Inline, Reply } from "#bot/reply.ts";
import { hostileText, tricks } from "../support/hostile-text.ts";
import { effectsOf, effectsOfConfirmation } from "../support/judge-shown.ts";

/** Hostile text in every place of a reply that a quote can have. */
function replyOf([headline, body, shown, says, footer]: readonly Inline[]): Reply {
  const row = typeof shown === "object" ? { quote: shown.quote } : {};
  return {
    headline: [headline ?? "", " asks"],
    mood: "attention",
    body: [["It says ", body ?? "", ", then ", says ?? "", shown ?? ""]],
    evidence: [{ title: "Lines", rows: [{ ...row, says: ["not ", says ?? ""] }, { says: [] }] }],
    buttons: [
      { label: "Remove", style: "danger", press: "0123456789abcdef:ask", confirm: confirmOf(body) },
    ],
    footer: ["asked by ", footer ?? ""],
  };
}

function confirmOf(part: Inline = ""): Confirmation {
  return {
    title: "Remove the restart files?",
    text: [[part, " on ", part], [part]],
    yes: "Remove",
    no: "Leave as it is",
    press: "0123456789abcdef:confirm",
  };
}

function allEffects(parts: readonly Inline[]): readonly string[] {
  return [...effectsOf(replyOf(parts)), ...effectsOfConfirmation(confirmOf(parts[0]))];
}

const five = fc.array(hostileText(), { minLength: 5, maxLength: 5 });

test("text that the bot made legible has no effect in any place of a reply", () => {
  fc.assert(
    fc.property(five, (texts) => {
      expect(allEffects(texts.map(quote))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test("no adapter rests on the bot for that", () => {
  fc.assert(
    fc.property(five, (texts) => {
      expect(allEffects(texts.map((text) => ({ quote: text })))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test("no trick has an effect alone, at the beginning, in the middle or at the end", () => {
  const texts = tricks.flatMap((trick) => [trick, `${trick} x`, `x ${trick}`, trick + trick]);
  const effects = texts.flatMap((text) =>
    effectsOf(replyOf(Array.from({ length: 5 }, () => ({ quote: text })))),
  );

  expect(effects).toEqual([]);
});

test("nobody else's text begins a line of its own in a terminal", () => {
  const columns = 80;
  fc.assert(
    fc.property(hostileText(), (text) => {
      const evidence = [{ title: "Lines", rows: [{ quote: quote(text).quote, says: ["x"] }] }];
      const reply: Reply = { ...replyOf([]), body: [], footer: [], evidence };
      const lines = dressForShell(reply, { columns, colours: false }).split("\n");
      expect(lines).toHaveLength(6);
    }),
    { numRuns: 100 },
  );
});
