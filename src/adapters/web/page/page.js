// @ts-check
// The page's own half of the conversation: it sends what was typed or pressed, and puts each
// event of the answer (tell.ts) in its place. All HTML it inserts was escaped by the server.

/**
 * @typedef {{ event: "looking" | "acting" | "progress" | "answer" | "confirm" | "refused" | "replaced",
 *   html: string, audience?: string, sweep?: string }} PageEvent
 */

/** Longer than the slowest answer, and than a sweep is silent: past it, something hangs. */
const patience = 180_000;

const transcript = part(document, "#transcript", HTMLElement);
const form = part(document, "#ask", HTMLFormElement);
const input = part(form, "#question", HTMLInputElement);
/** @type {HTMLElement | null} */
const start = document.querySelector("#start");

/**
 * Cards of sweeps under way, and how many states of each were shown.
 * @type {Map<Element, number>}
 */
const sweeping = new Map();

/** @type {string[]} */
const asked = [];
let recalled = 0;

form.hidden = false;
if (start !== null) start.hidden = false;
// A phone would open its keyboard over the page.
if (matchMedia("(pointer: fine)").matches) input.focus();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = input.value;
  input.value = "";
  void ask(text);
});

input.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  recalled = Math.min(Math.max(recalled + (event.key === "ArrowUp" ? -1 : 1), 0), asked.length);
  input.value = asked[recalled] ?? "";
  event.preventDefault();
});

start?.addEventListener("click", (event) => {
  const text = closest(event, ".suggestion")?.dataset["text"];
  if (text !== undefined) void ask(text);
});

transcript.addEventListener("click", (event) => {
  // The second half of a double click on the button must not answer the question it opened.
  if (event.detail > 1 && closest(event, "dialog") !== null) return event.preventDefault();
  const dialog = closest(event, "button.press")?.nextElementSibling;
  if (dialog instanceof HTMLDialogElement) dialog.showModal();
});

transcript.addEventListener("submit", (event) => {
  const dialog = closest(event, "dialog");
  const card = closest(event, ".card");
  if (!(dialog instanceof HTMLDialogElement) || card === null) return;
  event.preventDefault();
  dialog.close();
  const yes = event.submitter instanceof HTMLButtonElement && event.submitter.value === "yes";
  if (yes) void press(card, dialog.dataset["press"] ?? "");
});

/** @param {string} text */
async function ask(text) {
  asked.push(text);
  recalled = asked.length;
  const card = newCard(text);
  transcript.append(card);
  card.scrollIntoView({ block: "start" });
  await converse(card, "/ask", {
    body: { text },
    lost: "The question was not answered; ask again.",
  });
}

/**
 * @param {HTMLElement} card
 * @param {string} value
 */
async function press(card, value) {
  part(card, ".note", HTMLElement).replaceChildren();
  for (const button of pressable(card)) button.disabled = true;
  card.dataset["state"] = "pressing";
  focusOn(card, ".answer");
  await converse(card, "/press", {
    body: { press: value },
    lost: "Whether anything was changed is not known: ask about the workstation again.",
  });
  for (const button of pressable(card)) button.disabled = false;
  // It may still be heard of, if the press was refused or has ended it.
  if (sweeping.has(card)) card.dataset["state"] = "sweeping";
}

/**
 * Sends, shows every event, and says in words whatever went wrong on the way.
 * @param {HTMLElement} card
 * @param {string} path
 * @param {{ body: object, lost: string }} sent
 */
async function converse(card, path, { body, lost }) {
  const hanging = new AbortController();
  let timer = setTimeout(() => hanging.abort(), patience);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => hanging.abort(), patience);
  };
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: hanging.signal,
    });
    if (response.ok) await showAll(card, response, heard);
    else say(card, await response.text());
  } catch {
    // Why it failed (refused, reset, silent, cut off) makes no difference to what is known now.
    const { sweep } = card.dataset;
    const then = path === "/ask" && sweep ? `“sweep ${sweep}” shows what came of it.` : lost;
    say(card, `The page lost its connection to the bot. ${then}`);
  }
  clearTimeout(timer);
  if (path === "/ask") sweeping.delete(card);
  card.dataset["state"] = "settled";
}

/**
 * @param {HTMLElement} card
 * @param {Response} response
 * @param {() => void} heard
 */
async function showAll(card, response, heard) {
  let last = "";
  for await (const event of eventsOf(response)) {
    heard();
    show(card, event);
    last = event.event;
  }
  if (!["answer", "confirm", "refused", "replaced"].includes(last)) {
    throw new Error("The answer was cut off");
  }
}

/**
 * @param {HTMLElement} card
 * @param {PageEvent} event
 */
function show(card, event) {
  const answer = part(card, ".answer", HTMLElement);
  const note = part(card, ".note", HTMLElement);
  switch (event.event) {
    case "looking":
    case "acting":
      card.dataset["state"] = event.event;
      put(answer, event.html);
      focusOn(card, ".answer");
      return;
    case "progress":
      showProgress(card, event);
      return;
    case "answer": {
      const held = answer.contains(document.activeElement);
      answer.dataset["audience"] = event.audience;
      answer.removeAttribute("aria-live");
      card.querySelector(".status")?.remove();
      put(answer, event.html);
      // Somebody may have read on, or asked something else, since a sweep began.
      if (!sweeping.has(card)) card.scrollIntoView({ block: "start" });
      else if (held) focusOn(card, ".answer");
      return;
    }
    case "replaced":
      card.dataset["replaced"] = "";
      put(answer, event.html);
      focusOn(card, ".answer");
      return;
    case "refused":
      put(note, event.html);
      focusOn(card, ".note");
      return;
    case "confirm":
      put(note, event.html);
      note.querySelector("dialog")?.showModal();
  }
}

/**
 * A sweep that goes on, in the place of its answer. What it says is read aloud ever more rarely: the
 * first state, the second, the fourth, the eighth, and in the end the result.
 * @param {HTMLElement} card
 * @param {PageEvent} event
 */
function showProgress(card, { html, sweep }) {
  const shown = sweeping.get(card) ?? 0;
  // Its end is shown already, by the button that stopped it.
  if (card.dataset["replaced"] !== undefined) return;
  const answer = part(card, ".answer", HTMLElement);
  sweeping.set(card, shown + 1);
  card.dataset["sweep"] = sweep;
  if (card.dataset["state"] !== "pressing") card.dataset["state"] = "sweeping";
  answer.setAttribute("aria-live", "off");
  putAround(answer, html);
  if (shown === 0) card.scrollIntoView({ block: "start" });
  if (!Number.isInteger(Math.log2(shown + 1))) return;
  statusOf(card).textContent = part(answer, "h3", HTMLElement).textContent;
}

/** @param {HTMLElement} card */
function statusOf(card) {
  const there = card.querySelector(".status");
  if (there !== null) return there;
  const status = document.createElement("p");
  status.className = "status unseen";
  status.setAttribute("role", "status");
  card.append(status);
  return status;
}

/** @param {Response} response */
async function* eventsOf(response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done = true } = (await reader?.read()) ?? {};
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield eventOf(JSON.parse(line));
  }
}

/**
 * @param {unknown} read
 * @returns {PageEvent}
 */
function eventOf(read) {
  if (isEvent(read)) return read;
  throw new TypeError("The server sent something else than an event");
}

/**
 * @param {unknown} read
 * @returns {read is PageEvent}
 */
function isEvent(read) {
  return typeof read === "object" && read !== null && "event" in read && "html" in read;
}

/** @param {string} text */
function newCard(text) {
  const card = document.createElement("article");
  card.className = "card";
  card.dataset["state"] = "asking";
  put(
    card,
    `<h2 class="question"><span class="unseen">You asked: </span><span dir="auto"></span></h2>
     <div class="answer"><p class="waiting">Asking…</p></div><div class="note"></div>`,
  );
  part(card, "[dir]", HTMLElement).textContent = text;
  return card;
}

/**
 * Something went wrong on the way: in the place of the answer if there is none yet.
 * @param {HTMLElement} card
 * @param {string} words
 */
function say(card, words) {
  const { state = "", replaced } = card.dataset;
  const begun =
    ["asking", "looking", "acting", "sweeping"].includes(state) && replaced === undefined;
  const place = part(card, begun ? ".answer" : ".note", HTMLElement);
  put(place, '<div class="reply" data-mood="trouble"><h3 tabindex="-1"></h3></div>');
  part(place, "h3", HTMLElement).textContent = words;
  focusOn(card, begun ? ".answer" : ".note");
}

/**
 * Only where the focus would otherwise be lost with the button that had it; nobody is taken away
 * from a question that they are typing.
 * @param {HTMLElement} card
 * @param {string} selector
 */
function focusOn(card, selector) {
  const now = document.activeElement;
  if (card.dataset["state"] === "looking" || !(now === document.body || card.contains(now))) return;
  const headline = part(card, `${selector} h3`, HTMLElement);
  headline.focus({ preventScroll: true });
  headline.scrollIntoView({ block: "nearest" });
}

/**
 * @param {Element} place
 * @param {string} html
 */
function put(place, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  place.replaceChildren(template.content);
}

/**
 * The same, but buttons that stay are left alone: with them would go the focus and an open dialog.
 * @param {Element} place
 * @param {string} html
 */
function putAround(place, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const kept = place.querySelector(".buttons");
  const fresh = template.content.querySelector(".buttons");
  if (kept === null || fresh === null || pressOf(kept) !== pressOf(fresh)) {
    place.replaceChildren(template.content);
    return;
  }
  const stand = [...(kept.parentElement?.children ?? [])];
  for (const old of stand) if (old !== kept) old.remove();
  const all = [...(fresh.parentElement?.children ?? [])];
  kept.before(...all.slice(0, all.indexOf(fresh)));
  kept.after(...all.slice(all.indexOf(fresh) + 1));
}

/** @param {Element} buttons */
function pressOf(buttons) {
  return buttons.querySelector("button.press")?.getAttribute("data-press");
}

/**
 * @param {HTMLElement} card
 * @returns {NodeListOf<HTMLButtonElement>}
 */
function pressable(card) {
  return card.querySelectorAll("button.press");
}

/**
 * @template {Element} T
 * @param {ParentNode} place
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T}
 */
function part(place, selector, kind) {
  const found = place.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`The page has no ${selector}`);
}

/**
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
function closest(event, selector) {
  return event.target instanceof Element ? event.target.closest(selector) : null;
}
