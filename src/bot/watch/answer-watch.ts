import type { Answer, Ask } from "../bot.ts";
import type { Desk } from "../desk.ts";
import { sayUnclearWatch } from "../words/watch/refusals.ts";
import type { WatchQuestion } from "./parse-watch.ts";
import { showTrend, showWatches } from "./show-watches.ts";
import { stopWatching } from "./stop-watch.ts";

/** What is said of watches without looking at anything. */
type AboutWatches = Exclude<WatchQuestion, { readonly kind: "watch" }>;

export function isAboutWatches(question: { readonly kind: string }): question is AboutWatches {
  return kinds.has(question.kind);
}

const kinds: ReadonlySet<string> = new Set<AboutWatches["kind"]>([
  "unwatch",
  "watch-trend",
  "watches",
  "unclear-watch",
]);

export async function answerWatch(
  desk: Desk,
  asked: Ask,
  {
    question,
    groups,
  }: {
    readonly question: AboutWatches;
    /** Those that the person may know of. */
    readonly groups: readonly string[];
  },
): Promise<Answer> {
  switch (question.kind) {
    case "unwatch":
      return await stopWatching(desk, asked, question.scope);
    case "watch-trend":
      return await showTrend(desk, asked, question.scope);
    case "watches":
      return await showWatches(desk, asked);
    case "unclear-watch":
      return { reply: sayUnclearWatch(question, groups), audience: "asker" };
  }
}
