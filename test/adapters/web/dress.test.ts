import { describe, expect, test } from "vitest";
import { dressConfirmation, dressReply } from "#adapters/web/dress.ts";
import type { Reply } from "#bot/reply.ts";
import { leftover, losing, refusal } from "../../support/web-replies.ts";

const bare: Reply = { ...refusal, body: [] };

describe("a reply as a piece of the page", () => {
  test("shows headline, body, evidence, button with its question, and footer", () => {
    expect(dressReply(leftover)).toMatchSnapshot();
  });

  test("has no empty footer and no empty row of buttons", () => {
    expect(dressReply(refusal)).toMatchSnapshot();
  });

  test("puts the way out of a confirmation first, so that it has the focus", () => {
    const html = dressConfirmation(losing);

    expect(html).toMatchSnapshot();
    expect(html.indexOf('value="no"')).toBeLessThan(html.indexOf('value="yes"'));
  });

  test("unfolds short evidence and folds long evidence", () => {
    const folds = dressReply(leftover).match(/<details[^>]*>/gu);

    expect(folds).toEqual([
      '<details class="evidence" open>',
      '<details class="evidence">',
      '<details class="evidence" open>',
    ]);
  });
});

describe("hostile text on the page", () => {
  const hostile = `</code></details><script>alert(1)</script><img src=x onerror="alert('2')"> & `;

  test.each<{ readonly place: string; readonly reply: Reply }>([
    { place: "the headline", reply: { ...bare, headline: [{ quote: hostile }] } },
    { place: "the body", reply: { ...bare, body: [[{ quote: hostile }]] } },
    { place: "the footer", reply: { ...bare, footer: [{ quote: hostile }] } },
    {
      place: "evidence",
      reply: {
        ...bare,
        evidence: [{ title: hostile, rows: [{ quote: hostile, says: [hostile] }] }],
      },
    },
    {
      place: "a button",
      reply: {
        ...bare,
        buttons: [
          {
            label: hostile,
            style: "normal",
            press: hostile,
            confirm: {
              title: hostile,
              text: [[{ quote: hostile }]],
              yes: hostile,
              no: hostile,
              press: hostile,
            },
          },
        ],
      },
    },
  ])("in $place is shown literally", ({ reply }) => {
    const html = dressReply(reply);

    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).not.toMatch(/<script|<img|onerror="/u);
  });

  test("shows what changes direction, hides or rings instead of letting it work", () => {
    const html = dressReply({
      ...bare,
      headline: [{ quote: "a\u202Eb\u200Bc\u0007d\ne\u007Ff\uD800g" }],
    });

    expect(html).toContain("a\\u{202E}b\\u{200B}c␇d␊e␡f\\u{D800}g");
  });

  test("gives every quote a direction of its own", () => {
    const html = dressReply({ ...bare, headline: [{ quote: "\u05D0\u05D1" }, " asks"] });

    expect(html).toContain('<code dir="ltr">\u05D0\u05D1</code> asks');
  });
});

describe("far too much to show", () => {
  const junk = "<x>".repeat(700_000);

  test("cuts one endless line and says how much is left out", () => {
    const evidence = [{ title: "The batch", rows: [{ quote: junk, says: [{ quote: junk }] }] }];

    const html = dressReply({
      ...bare,
      headline: [{ quote: junk }],
      body: [[{ quote: junk }]],
      evidence,
    });

    expect(html.length).toBeLessThan(30_000);
    expect(html).toContain("… (2,099,400 more characters)");
  });

  test("cuts a line of very many parts and says so", () => {
    const headline = Array.from({ length: 5_000 }, () => ({ quote: "ab" }));

    expect(dressReply({ ...bare, headline })).toContain("… (4,700 more parts)");
  });

  test("shows two hundred lines of evidence and counts the others", () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => ({
      quote: `REN ${index}`,
      says: ["done"],
    }));
    const evidence = [
      { title: "The batch", rows },
      { title: "Others", rows: rows.slice(0, 5) },
    ];

    const html = dressReply({ ...bare, evidence });

    expect(html.match(/<li>/gu)).toHaveLength(200);
    expect(html).toContain("… 99,800 more lines are in the case, not shown here.");
    expect(html).toContain("… 5 more lines are in the case, not shown here.");
  });

  test("shows thirty paragraphs, thirty headings and eight buttons, and counts the others", () => {
    const html = dressReply({
      ...bare,
      body: Array.from({ length: 40 }, () => ["text"]),
      evidence: Array.from({ length: 42 }, () => ({ title: "title", rows: [] })),
      buttons: Array.from({ length: 12 }, () => leftover.buttons).flat(),
    });

    expect(html).toContain("… 10 more paragraphs are in the case");
    expect(html).toContain("… 12 more headings of evidence are in the case");
    expect(html).toContain("… 4 more buttons are in the case");
  });
});
