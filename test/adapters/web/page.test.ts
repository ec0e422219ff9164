import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startWeb, type WebRunning } from "#adapters/web/start.ts";
import {
  browserSuite,
  missingForBrowser,
  missingThoughRequired,
  openBrowser,
} from "../../support/browser.ts";
import { openPage, still } from "../../support/web-driver.ts";
import { leftover, looking, losing } from "../../support/web-replies.ts";
import {
  clearTwice,
  refuse,
  type Script,
  type ScriptedBot,
  scriptedBot,
} from "../../support/web-scripted-bot.ts";

const question = "why does PC-42 ask to reboot";
const remove = { name: "Remove the two files" } as const;

test("there is a browser wherever the tests must be complete", () => {
  expect(missingThoughRequired()).toEqual([]);
});

describe.skipIf(missingForBrowser().length > 0)(`${browserSuite()}: the page`, () => {
  let browser: Browser;
  let web: WebRunning | undefined;
  let violations: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterEach(async () => {
    await Promise.all(browser.contexts().map(async (context) => await context.close()));
    await web?.stop();
    violations = [];
  });

  afterAll(async () => {
    await browser.close();
  });

  async function open(script: Script = {}): Promise<{ page: Page; bot: ScriptedBot }> {
    const bot = scriptedBot(script);
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    web = await startWeb({
      bot,
      log,
      port: 0,
      notice: "Practice workstations: nothing here is a real machine.",
      suggestions: [{ text: question, about: "files left behind by a setup" }],
    });
    return { page: await openPage(await browser.newPage(still), web.url, violations), bot };
  }

  async function ask(page: Page, text = question): Promise<void> {
    await page.getByLabel("Your question").fill(text);
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page.locator(".card[data-state=settled]").last().waitFor();
  }

  test("shows that it looks, then the answer in the same place, with nothing from elsewhere", async () => {
    const gate = Promise.withResolvers<void>();
    const { page, bot } = await open({
      ask: async ({ onLooking }) => {
        onLooking?.(looking);
        await gate.promise;
        return { reply: leftover, audience: "everyone" };
      },
    });

    await page.getByLabel("Your question").fill(question);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Looking at PC-42 …" }).waitFor();
    gate.resolve();
    await page.getByRole("heading", { name: "PC-42 asks because" }).waitFor();

    expect(await page.getByRole("heading", { name: "Looking at" }).count()).toBe(0);
    expect(await page.getByRole("article").count()).toBe(1);
    expect(bot.asked.map(({ text }) => text)).toEqual([question]);
    expect(violations).toEqual([]);
  });

  test("asks a suggested question at one press", async () => {
    const { page, bot } = await open();

    await page.getByRole("button", { name: "files left behind by a setup" }).click();
    await page.locator(".card[data-state=settled]").waitFor();

    expect(bot.asked.map(({ text }) => text)).toEqual([question]);
  });

  test("recalls earlier questions with the arrow keys", async () => {
    const { page } = await open();
    const input = page.getByLabel("Your question");
    await ask(page, "first");
    await ask(page, "second");

    await input.press("ArrowUp");
    expect(await input.inputValue()).toBe("second");
    await input.press("ArrowUp");
    await input.press("ArrowUp");
    expect(await input.inputValue()).toBe("first");
    await input.press("ArrowDown");
    await input.press("ArrowDown");
    expect(await input.inputValue()).toBe("");
  });

  test("asks before it presses, with the way out in focus, and shows the outcome in place of the button", async () => {
    const { page, bot } = await open();
    await ask(page);

    await page.getByRole("button", remove).click();
    const dialog = page.getByRole("dialog", { name: "Remove the restart files?" });
    expect(await dialog.innerText()).toContain("They can be put back.");
    expect(await focused(page)).toBe("Leave as it is");
    expect(bot.pressed).toEqual([]);
    await dialog.getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByRole("heading", { name: "Removed both restart files" }).waitFor();

    expect(bot.pressed.map(({ press }) => press)).toEqual(["0123456789abcdef:confirm"]);
    expect(await page.getByRole("button", remove).count()).toBe(0);
    expect(await focused(page)).toBe("Removed both restart files from PC-42.");
    expect(violations).toEqual([]);
  });

  test.each<{ readonly how: string; readonly leave: (page: Page) => Promise<void> }>([
    { how: "no", leave: async (page) => await page.getByText("Leave as it is").click() },
    { how: "Escape", leave: async (page) => await page.keyboard.press("Escape") },
  ])("sends nothing after $how, and gives the focus back to the button", async ({ leave }) => {
    const { page, bot } = await open();
    await ask(page);

    await page.getByRole("button", remove).click();
    await leave(page);
    await page.getByRole("dialog").waitFor({ state: "hidden" });

    expect(await focused(page)).toBe(remove.name);
    expect(bot.pressed).toEqual([]);
  });

  test("asks again before something is lost, and sends the second yes", async () => {
    const { page, bot } = await open({ press: clearTwice });
    await ask(page);

    await page.getByRole("button", remove).click();
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    const second = page.getByRole("dialog", { name: losing.title });
    expect(await second.innerText()).toContain("C:\\WINDOWS\\SYSTEM\\A.000 → A.DLL");
    expect(await focused(page)).toBe("Leave as it is");
    await second.getByRole("button", { name: "Remove anyway" }).click();
    await page.getByRole("heading", { name: "Removed both restart files" }).waitFor();

    expect(bot.pressed.map(({ press }) => press)).toEqual([
      "0123456789abcdef:confirm",
      losing.press,
    ]);
  });

  test("leaves everything as it was after a no to the second question", async () => {
    const { page, bot } = await open({ press: clearTwice });
    await ask(page);

    await page.getByRole("button", remove).click();
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByRole("dialog", { name: losing.title }).getByText("Leave as it is").click();

    expect(await page.getByRole("button", remove).isEnabled()).toBe(true);
    expect(bot.pressed).toHaveLength(1);
  });

  test("says a refusal beside the answer and leaves the button as it is", async () => {
    const { page } = await open({ press: refuse });
    await ask(page);

    for (const _ of ["first", "second"]) {
      await page.getByRole("button", remove).click();
      await page.getByRole("button", { name: "Remove", exact: true }).click();
      await page.getByRole("heading", { name: "You may ask, but not remove files" }).waitFor();
    }

    expect(await page.getByRole("heading", { name: "You may ask" }).count()).toBe(1);
    expect(await page.getByRole("heading", { name: "PC-42 asks because" }).count()).toBe(1);
    expect(await page.getByRole("button", remove).isEnabled()).toBe(true);
  });

  test("takes a double click for one click, on the button and on the yes", async () => {
    const { page, bot } = await open();
    await ask(page);

    // The worst place for the button: where the yes of its question comes up under the pointer.
    await page.getByRole("button", remove).click();
    const yes = await page.getByRole("button", { name: "Remove", exact: true }).boundingBox();
    await page.keyboard.press("Escape");
    await page.evaluate(
      `Object.assign(document.querySelector(".press").style,
        { position: "fixed", zIndex: 1, left: "${yes?.x}px", top: "${yes?.y}px" })`,
    );
    await page.getByRole("button", remove).dblclick({ position: { x: 20, y: 20 } });
    expect(await page.getByRole("dialog").isVisible()).toBe(true);
    expect(bot.pressed).toEqual([]);
    await page.getByRole("button", { name: "Remove", exact: true }).dblclick();
    await page.getByRole("heading", { name: "Removed both restart files" }).waitFor();

    expect(bot.pressed).toHaveLength(1);
  });

  test("goes all the way by keyboard alone", async () => {
    const { page, bot } = await open();

    await page.keyboard.type(question);
    await page.keyboard.press("Enter");
    await page.locator(".card[data-state=settled]").waitFor();
    // Back over the three folds of evidence, to the button before them.
    for (let step = 0; step < 4; step += 1) await page.keyboard.press("Shift+Tab");
    expect(await focused(page)).toBe(remove.name);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Remove");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Removed both restart files" }).waitFor();

    expect(await focused(page)).toBe("Removed both restart files from PC-42.");
    expect(bot.pressed).toHaveLength(1);
  });

  test("does not take the focus from somebody who types the next question", async () => {
    const gate = Promise.withResolvers<void>();
    const { page } = await open({
      press: async () => {
        await gate.promise;
        return refuse();
      },
    });
    await ask(page);
    await page.getByRole("button", remove).click();
    await page.getByRole("button", { name: "Remove", exact: true }).click();

    await page.getByLabel("Your question").pressSequentially("why does");
    gate.resolve();
    await page.getByRole("heading", { name: "You may ask, but not remove files" }).waitFor();

    expect(await page.evaluate("document.activeElement.id")).toBe("question");
  });

  test("reads well in a screen reader", async () => {
    const { page } = await open();
    await expect(await page.locator("body").ariaSnapshot()).toMatchFileSnapshot(
      "golden/start.aria.txt",
    );

    await ask(page);
    await expect(await page.getByRole("log").ariaSnapshot()).toMatchFileSnapshot(
      "golden/answer.aria.txt",
    );

    await page.getByRole("button", remove).click();
    await expect(await page.getByRole("dialog").ariaSnapshot()).toMatchFileSnapshot(
      "golden/confirmation.aria.txt",
    );
  });

  test("says so when the server is gone", async () => {
    const { page } = await open();
    await ask(page);
    await web?.stop();

    await page.getByLabel("Your question").fill(question);
    await page.keyboard.press("Enter");
    const lost =
      "The page lost its connection to the bot. The question was not answered; ask again.";
    await page.getByRole("heading", { name: lost }).waitFor();
    await page.getByRole("button", remove).click();
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await page
      .getByRole("heading", { name: "Whether anything was changed is not known" })
      .waitFor();

    expect(await page.getByRole("button", remove).isEnabled()).toBe(true);
  });

  test.each([
    { path: "ask", event: "looking", words: "The question was not answered; ask again." },
    { path: "press", event: "acting", words: "Whether anything was changed is not known" },
  ])(
    "says so when the connection breaks while the bot is $event",
    async ({ path, event, words }) => {
      const { page } = await open();
      const half = `${JSON.stringify({ event, html: '<div class="reply"><h3 tabindex="-1">x</h3></div>' })}\n{"ev`;
      await page.route(`**/${path}`, async (route) => await route.fulfill({ body: half }));

      await page.getByRole("button", { name: "files left behind by a setup" }).click();
      await page.locator(".card[data-state=settled]").waitFor();
      await page.evaluate("document.querySelector('button.press')?.click()");
      await page.evaluate("document.querySelector('dialog[open] [value=yes]')?.click()");

      await page.getByRole("heading", { name: words }).waitFor();
      expect(await page.locator(".card[data-state=settled]").count()).toBe(1);
    },
  );

  test("shows the server's words for a question that is too long", async () => {
    const { page, bot } = await open();

    await ask(page, "x".repeat(2_001));

    await page.getByRole("heading", { name: "A question has at most 2,000 characters" }).waitFor();
    expect(bot.asked).toEqual([]);
  });
});

/** The words of what has the focus. */
async function focused(page: Page): Promise<unknown> {
  return await page.evaluate("document.activeElement.innerText");
}
