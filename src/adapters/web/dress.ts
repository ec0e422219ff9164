import type { Button, Confirmation, Evidence, EvidenceRow, Line, Reply } from "#bot/reply.ts";
import { limits } from "./limits.ts";
import { count, literal, literalLine } from "./literal.ts";
import { type Markup, markup } from "./markup.ts";
import type { Shelved } from "./shelf.ts";

/**
 * A reply as a piece of the page. Everything in it is escaped, and its size is bounded. The buttons
 * come before the evidence, so that nobody has to scroll for them.
 */
export function dressReply(reply: Reply, files: readonly Shelved[] = []): string {
  const paragraphs = reply.body.slice(0, limits.paragraphs);
  return markup`<div class="reply" data-mood="${reply.mood}">
<h3 tabindex="-1">${words(reply.headline, limits.headline)}</h3>
${paragraphs.map((line) => paragraph(line))}
${moreOf("paragraphs", reply.body.length - paragraphs.length)}
${buttons(reply.buttons)}${files.map(file)}
${dressEvidence(reply.evidence)}
${reply.footer.length === 0 ? undefined : markup`<p class="footer">${words(reply.footer, limits.paragraph)}</p>`}
</div>`.toString();
}

/**
 * A native dialog. The way out comes first, so it has the focus when it opens. Its form sends
 * nothing: the page's script presses `data-press` if it was closed with yes.
 */
export function dressConfirmation(confirmation: Confirmation): string {
  return dialog(confirmation).toString();
}

function dialog({ title, text, yes, no, press }: Confirmation): Markup {
  const paragraphs = text.slice(0, limits.paragraphs);
  return markup`<dialog data-press="${press}" aria-labelledby="title-${press}" aria-describedby="text-${press}">
<form method="dialog">
<h2 id="title-${press}">${literal(title, limits.headline)}</h2>
<div id="text-${press}">
${paragraphs.map((line) => paragraph(line))}
${moreOf("lines", text.length - paragraphs.length)}
</div>
<p class="choices">
<button value="no">${literal(no, limits.label)}</button>
<button value="yes" class="danger">${literal(yes, limits.label)}</button>
</p>
</form>
</dialog>`;
}

function file({ path, name, type, alternative }: Shelved): Markup {
  const words = literal(alternative, limits.says);
  return type === "image/png"
    ? markup`<p class="picture"><img src="${path}" alt="${words}"></p>`
    : markup`<p><a href="${path}" download="${name}">${words}</a></p>`;
}

function buttons(all: readonly Button[]): Markup | undefined {
  if (all.length === 0) return undefined;
  return markup`<div class="buttons">${all.slice(0, limits.buttons).map(
    ({ label, style, press, confirm }) =>
      markup`<button type="button" class="press ${style}" data-press="${press}" aria-haspopup="dialog">${literal(label, limits.label)}</button>
${dialog(confirm)}`,
  )}</div>${moreOf("buttons", all.length - limits.buttons)}`;
}

function dressEvidence(all: readonly Evidence[]): Markup[] {
  let room: number = limits.rows;
  const shown = all.slice(0, limits.evidence).map((evidence) => {
    const rows = evidence.rows.slice(0, room);
    room -= rows.length;
    return fold(evidence, rows);
  });
  const left = moreOf("headings of evidence", all.length - shown.length);
  return left === undefined ? shown : [...shown, left];
}

function fold({ title, rows }: Evidence, shown: readonly EvidenceRow[]): Markup {
  const open = rows.length <= limits.openRows ? markup` open` : undefined;
  return markup`<details class="evidence"${open}>
<summary>${literal(title, limits.label)} <span class="count">(${count(rows.length)})</span></summary>
<ul>${shown.map((row) => markup`<li>${thing(row.quote)}${words(row.says, limits.says)}</li>`)}</ul>
${moreOf("lines", rows.length - shown.length)}
</details>`;
}

function thing(quote: string | undefined): Markup | undefined {
  // A direction of its own keeps right-to-left letters from reordering the words around them.
  return quote === undefined
    ? undefined
    : markup`<code class="thing" dir="ltr">${literal(quote, limits.quote)}</code> `;
}

function paragraph(line: Line): Markup {
  return markup`<p>${words(line, limits.paragraph)}</p>`;
}

function words(line: Line, most: number): readonly (string | Markup)[] {
  return literalLine(line, most).map((part) =>
    typeof part === "string" ? part : markup`<code dir="ltr">${part.quote}</code>`,
  );
}

function moreOf(what: string, left: number): Markup | undefined {
  return left > 0
    ? markup`<p class="more">… ${count(left)} more ${what} are in the case, not shown here.</p>`
    : undefined;
}
