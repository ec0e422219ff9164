import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { signalChecks } from "#checks/list.ts";
import { readDocument, root } from "../support/documents.ts";

const pages = ["restart-files", ...signalChecks.map(({ id }) => id)].map((id) => `${id}.md`);

test("every signal that is looked at has its page, and no other page is there", async () => {
  const there = await readdir(join(root, "docs/signals"));

  expect(there.toSorted()).toEqual(pages.toSorted());
});

test.each(pages)(
  "%s says what it means, how it is looked at, what to do and whence",
  async (page) => {
    const { text } = await readDocument(`docs/signals/${page}`);
    const parts = ["Statement", "What is looked at", "Why it means this", "What to do", "Sources"];

    expect(parts.filter((part) => !text.includes(`**${part}.**`))).toEqual([]);
  },
);
