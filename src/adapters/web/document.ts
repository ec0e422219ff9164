import { markup } from "./markup.ts";

/** A question that the page offers as a button. */
interface Suggestion {
  readonly text: string;
  /** What there is to see in its answer, a few words. */
  readonly about: string;
}

export interface DocumentWords {
  readonly suggestions: readonly Suggestion[];
  /** One sentence that stays on top (`Practice workstations: nothing here is a real machine.`). */
  readonly notice?: string | undefined;
}

/** The whole page as it is before anything was asked. */
export function dressDocument({ suggestions, notice }: DocumentWords): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>whyreboot</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
<script type="module" src="/page.js"></script>
</head>
<body>
<header>
<h1><img src="/favicon.svg" alt="" width="28" height="28">whyreboot</h1>
<p>Ask why a workstation wants to restart. The bot looks at it and shows what it saw.</p>
</header>
${notice === undefined ? undefined : markup`<p class="notice">${notice}</p>`}
<main>
<noscript><p class="notice">This page needs JavaScript: without it, it can neither ask nor show an answer.</p></noscript>
${suggestions.length === 0 ? undefined : start(suggestions)}
<div id="transcript" role="log" aria-live="polite" aria-label="Questions and answers"></div>
</main>
<form id="ask" hidden>
<label for="question">Your question</label>
<div class="field">
<input id="question" name="text" type="text" required autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="send">
<button>Ask</button>
</div>
</form>
</body>
</html>
`.toString();
}

function start(suggestions: readonly Suggestion[]): ReturnType<typeof markup> {
  return markup`<section id="start" aria-labelledby="start-title" hidden>
<h2 id="start-title">Questions to try</h2>
<ul>${suggestions.map(
    ({ text, about }) =>
      markup`<li><button type="button" class="suggestion" data-text="${text}"><span>${text}</span> <small>${about}</small></button></li>`,
  )}</ul>
</section>`;
}
