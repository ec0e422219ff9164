import type { Answer } from "../bot.ts";
import type { Pages } from "../ports.ts";
import { sayNoSuchPage, sayPage, saySeveralPages, sayTopics } from "../words/explain.ts";
import { findPage } from "./find-page.ts";
import { parsePage } from "./page.ts";

/**
 * The answer from the pages, or undefined when no page is meant and the words may have meant
 * something else. It looks at no workstation, so there is no case and no report.
 */
export async function explain(
  pages: Pages,
  asked: { readonly topic: string; readonly surely: boolean },
): Promise<Answer | undefined> {
  const all = (await pages.all()).flatMap(({ id, text }) => parsePage(id, text) ?? []);
  if (asked.surely && asked.topic === "") return { reply: sayTopics(all), audience: "asker" };
  const found = findPage(asked.topic, all);
  switch (found.kind) {
    case "found":
      return { reply: sayPage(found.page), audience: "everyone" };
    case "several":
      return { reply: saySeveralPages(asked.topic, found.pages), audience: "asker" };
    case "unknown":
      return asked.surely
        ? { reply: sayNoSuchPage(asked.topic, found.near), audience: "asker" }
        : undefined;
  }
}
