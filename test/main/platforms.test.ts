import { expect, test } from "vitest";
import type { Platform } from "../../src/main/keep-platform.ts";
import { allBroken } from "../../src/main/platforms.ts";

function chat(broken: Promise<string>): Platform & { readonly name: string } {
  return {
    name: "slack",
    broken,
    health: () => ({ ok: true, says: "well", since: new Date(0) }),
    tell: async () => true,
    tellBelow: async () => true,
    knownIds: async (ids) => ({ unknown: [], unchecked: ids }),
    stop: async () => {},
  };
}

const well = new Promise<string>(() => {});
const lost = Promise.resolve("invalid_auth");

test.each([
  ["an end", "every chat platform is broken", { broken: [lost, lost], pages: [] }],
  ["no end", "one still works", { broken: [lost, well], pages: [] }],
  ["no end", "the page is open", { broken: [lost], pages: ["http://127.0.0.1:8642/"] }],
])("there is %s when %s", async (expected, _, { broken, pages }) => {
  const ended = allBroken({ chats: broken.map(chat), pages }).then(() => "an end");

  const told = await Promise.race([
    ended,
    new Promise((resolve) => setImmediate(resolve, "no end")),
  ]);

  expect(told).toBe(expected);
});
