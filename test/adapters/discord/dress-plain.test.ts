import * as fc from "fast-check";
import { expect, test } from "vitest";
import { dress } from "#adapters/discord/dress.ts";
import { dressPlain } from "#adapters/discord/dress-plain.ts";
import { hazards } from "../../support/discord-components.ts";
import { judgeBody } from "../../support/discord-rules.ts";
import { offering, reply } from "../../support/discord-scene.ts";

test("has the same words and buttons as the message that Discord refused", () => {
  const payload = dress({ ...offering("PC-42 asks."), body: [["Two files."]], footer: ["Case 7"] });

  const plain = dressPlain(payload);

  expect(plain.content).toBe("**PC-42 asks.**\nTwo files.\n-# Case 7");
  expect(plain.components).toMatchObject([
    { type: 1, components: [{ label: "Remove the files" }] },
  ]);
});

test("keeps links from unfolding and everybody from being pinged", () => {
  const plain = dressPlain(dress(reply("https://example.org")));

  expect(plain.flags).toBe(4);
  expect(plain.allowed_mentions).toEqual({ parse: [], replied_user: false });
});

test("says that something is left out, and keeps the case", () => {
  const body = Array.from({ length: 30 }, (_, index) => [`${index} ${"word ".repeat(20)}`]);
  const plain = dressPlain(dress(reply("PC-42 asks.", { body, footer: ["Case 7"] })));

  expect(plain.content.length).toBeLessThanOrEqual(2000);
  expect(plain.content).toMatch(/… The rest did not fit\.\n-# Case 7$/u);
});

test("is a message that Discord takes, whatever a workstation says", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 900 }), { maxLength: 12 }), (quotes) => {
      const body = quotes.map((quote) => ["It says ", { quote }, "."]);
      const plain = dressPlain(dress(reply("PC-42 asks.", { body, footer: ["Case 7"] })));

      expect(judgeBody(plain, { way: "create" }).problems).toEqual([]);
      expect(hazards(plain.content)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
