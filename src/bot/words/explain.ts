import type { Page } from "../explain/page.ts";
import { quote } from "../legible.ts";
import type { Evidence, Line, Reply } from "../reply.ts";

/**
 * A page as a reply. What the helpdesk needs comes first, since a platform with little room cuts
 * the end; what the engineer may check is the evidence.
 */
export function sayPage(page: Page): Reply {
  return {
    headline: [`${page.title}.`],
    mood: "calm",
    body: [
      page.statement,
      ["What to do: ", ...page.whatToDo],
      ["What it blocks: ", ...page.blocks],
      ["Verdict: ", ...page.verdict],
      ["Why it means this: ", ...page.why],
    ],
    evidence: [
      {
        title: "For the engineer",
        rows: [
          { says: ["What is looked at: ", ...page.lookedAt] },
          { says: ["Sources: ", ...page.sources] },
          { quote: `docs/signals/${page.id}.md`, says: ["the whole page"] },
        ],
      },
    ],
    buttons: [],
    footer: [],
  };
}

/** Everything that can be explained. */
export function sayTopics(pages: readonly Page[]): Reply {
  return withoutCase(
    ["I can explain these: ask for one of them, by its name or as people call it."],
    [["For example: ", quote("explain pending renames"), "."]],
    [topics("What I can explain", pages)],
  );
}

/** Never guesses: the person chooses. */
export function saySeveralPages(topic: string, pages: readonly Page[]): Reply {
  return withoutCase(
    [quote(topic), " may mean more than one thing."],
    [["Ask for one of these."]],
    [topics("Which one do you mean", pages)],
  );
}

export function sayNoSuchPage(topic: string, near: readonly Page[]): Reply {
  const listed: Line = [quote("explain"), " alone lists everything that I can explain."];
  const headline: Line = ["I have no explanation for ", quote(topic), "."];
  return near.length === 0
    ? withoutCase(headline, [listed], [])
    : withoutCase(headline, [["These come near it."], listed], [topics("Near it", near)]);
}

function topics(title: string, pages: readonly Page[]): Evidence {
  return {
    title,
    rows: pages.map((page) => ({ quote: `explain ${page.id}`, says: [page.title] })),
  };
}

function withoutCase(headline: Line, body: readonly Line[], evidence: readonly Evidence[]): Reply {
  return { headline, mood: "calm", body, evidence, buttons: [], footer: [] };
}
