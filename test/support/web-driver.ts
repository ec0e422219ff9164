import type { Locator, Page } from "playwright-core";
import { startWeb, type WebRunning } from "#adapters/web/start.ts";
import type { Bot } from "#bot/bot.ts";
import { openBrowser } from "./browser.ts";
import type { ChatDriver, Pressing, Seen, Who } from "./chat-driver.ts";

export interface WebChatOptions {
  /** Made once the ids of the two people are known. */
  bot(people: ChatDriver["people"]): Promise<Bot> | Bot;
}

const people = { member: "web:user:local", stranger: "web:user:stranger" } as const;

interface Place {
  readonly page: Page;
  /** Which card of the page, from 0. */
  readonly number: number;
}

/** A card, and its HTML when it was seen: a window left open shows it for ever. */
interface Where {
  readonly place: Place;
  readonly snapshot: string;
}

/** Scrolls at once, so that nobody has to wait until a button stands still. */
export const still = { reducedMotion: "reduce" } as const;

/**
 * Two people, each with the real page of a server of their own, in one Chromium. A press by the
 * other person, or on a button that is no longer there, is made in another window that still shows
 * the message as it was seen.
 */
export async function startWebChat(options: WebChatOptions): Promise<ChatDriver> {
  const made = await options.bot(people);
  const member = await serve(made, people.member);
  const stranger = await serve(made, people.stranger);
  const urls: Readonly<Record<Who, string>> = { member: member.url, stranger: stranger.url };
  const browser = await openBrowser();
  const violations: string[] = [];
  const windows: Record<Who, Page> = {
    member: await openPage(await browser.newPage(still), urls.member, violations),
    stranger: await openPage(await browser.newPage(still), urls.stranger, violations),
  };
  const busy = new Set<Page>();

  /** Another window of this person with an old message in it. */
  async function leftOpen(who: Who, snapshot: string): Promise<Place> {
    const page = await openPage(await browser.newPage(still), urls[who], violations);
    const html = JSON.stringify(snapshot);
    await page.evaluate(
      `document.querySelector("#transcript").insertAdjacentHTML("beforeend", ${html})`,
    );
    return { page, number: 0 };
  }

  /** The window to press in, taken by this press until it is over. */
  async function take(seen: Seen, label: string, who: Who): Promise<Place> {
    const { place, snapshot } = addressOf(seen);
    if (who !== ownerOf(place) || busy.has(place.page)) return await leftOpen(who, snapshot);
    busy.add(place.page);
    const live = await buttonsOf(cardOf(place).locator(".answer"));
    return live.includes(label) ? place : await leftOpen(who, snapshot);
  }

  function ownerOf({ page }: Place): Who {
    return new URL(page.url()).origin === urls.member ? "member" : "stranger";
  }

  return {
    people,

    async ask(text, as = "member") {
      const page = windows[as];
      await page.getByLabel("Your question").fill(text);
      await page.keyboard.press("Enter");
      const place = { page, number: (await page.locator(".card").count()) - 1 };
      await answered(cardOf(place)).waitFor();
      return await see(place, ".answer", []);
    },

    async press(seen, label, how: Pressing = {}) {
      const place = await take(seen, label, how.as ?? "member");
      try {
        return await pressOn(place, label, how.answer ?? "yes");
      } finally {
        busy.delete(addressOf(seen).place.page);
      }
    },

    async again(seen) {
      return await see(addressOf(seen).place, ".answer", []);
    },

    async until(seen, words) {
      const { place } = addressOf(seen);
      await cardOf(place).locator(".answer", { hasText: words }).waitFor();
      return await see(place, ".answer", []);
    },

    // A page is not spoken to: it follows what it asked for.
    tells: {},

    violations: () => violations,

    async stop() {
      await browser.close();
      await Promise.all([member.stop(), stranger.stop()]);
    },
  };
}

async function serve(bot: Bot, id: string): Promise<WebRunning> {
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  return await startWeb({ bot, log, port: 0, person: { id, name: "you" }, suggestions: [] });
}

/** The page, watched: console errors, violations of its policy, requests that leave the origin. */
export async function openPage(page: Page, url: string, violations: string[]): Promise<Page> {
  page.on("pageerror", (error) => violations.push(`the page threw: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "info") violations.push(`the console says: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== url) violations.push(`asked for ${request.url()}`);
  });
  await page.goto(url);
  await page.getByLabel("Your question").waitFor();
  return page;
}

async function pressOn(place: Place, label: string, answer: "yes" | "no"): Promise<Seen> {
  const card = cardOf(place);
  const said: string[] = [];
  await card.locator(".answer").getByRole("button", { name: label, exact: true }).click();
  for (;;) {
    const dialog = card.locator("dialog[open]");
    await dialog.or(answered(card)).first().waitFor();
    if (!(await dialog.isVisible())) break;
    said.push(await dialog.innerText());
    await dialog.locator(`button[value=${answer}]`).click();
  }
  const refused = (await card.locator(".note h3").count()) > 0;
  return await see(place, refused ? ".note" : ".answer", said);
}

/** What stands there once everything is unfolded, and what was asked on the way. */
async function see(place: Place, part: ".answer" | ".note", said: string[]): Promise<Seen> {
  const shown = cardOf(place).locator(part);
  for (const fold of await shown.locator("details:not([open]) > summary").all()) await fold.click();
  const audience = part === ".note" ? "asker" : await shown.getAttribute("data-audience");
  const html = `document.querySelectorAll(".card")[${place.number}].outerHTML`;
  const where: Where = { place, snapshot: String(await place.page.evaluate(html)) };
  return {
    where,
    text: [...said, await shown.innerText()].join("\n"),
    buttons: await buttonsOf(shown),
    audience: audience === "asker" ? "asker" : "everyone",
  };
}

function cardOf({ page, number }: Place): Locator {
  return page.locator(".card").nth(number);
}

/** What there is to say at once is there; a sweep goes on. */
function answered(card: Locator): Locator {
  return card.and(card.page().locator("[data-state=settled], [data-state=sweeping]"));
}

async function buttonsOf(place: Locator): Promise<string[]> {
  return await place.locator("button.press:enabled").allInnerTexts();
}

function addressOf(seen: Seen): Where {
  const where = seen.where;
  if (typeof where !== "object" || where === null || !("place" in where && "snapshot" in where)) {
    throw new Error("this was not seen on a page");
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `see` makes this object
  return where as Where;
}
