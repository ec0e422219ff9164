import { expect, test } from "vitest";
import { closeId, readCustomId, writeCustomId } from "#adapters/discord/custom-id.ts";

test.for([
  { press: "0123456789abcdef:ask" },
  { press: "0123456789abcdef:confirm", original: "1574574488463343617" },
])("reads what it wrote: %j", (carried) => {
  expect(readCustomId(writeCustomId(carried))).toEqual(carried);
});

test.for([
  "",
  "wr:",
  closeId,
  "other:ask",
  "wr:ASK",
  "wr:a@b",
  "wr:a@1@2",
  `wr:${"a".repeat(65)}`,
  "wr:a\n",
])("takes nothing that it never wrote: %j", (customId) => {
  expect(readCustomId(customId)).toBeUndefined();
});
