import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startWeb, type WebRunning } from "#adapters/web/start.ts";
import type { Reply } from "#bot/reply.ts";
import { browserSuite, missingForBrowser, openBrowser } from "../../support/browser.ts";
import { openPage, still } from "../../support/web-driver.ts";
import { leftover } from "../../support/web-replies.ts";
import { scriptedBot } from "../../support/web-scripted-bot.ts";

const hostile = `</code></details></article><script>document.title="owned"</script><img src=x onerror="document.title='owned'">`;
const endless = "A".repeat(3_000);

describe.skipIf(missingForBrowser().length > 0)(`${browserSuite()}: how the page looks`, () => {
  let browser: Browser;
  let web: WebRunning;
  let violations: string[] = [];
  let reply: Reply = leftover;

  beforeAll(async () => {
    browser = await openBrowser();
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const bot = scriptedBot({ ask: () => ({ reply, audience: "everyone" }) });
    const suggestions = [{ text: "why does PC-42 ask to reboot", about: "left behind" }];
    web = await startWeb({ bot, log, port: 0, notice: "Practice workstations.", suggestions });
  });

  afterEach(async () => {
    await Promise.all(browser.contexts().map(async (context) => await context.close()));
    violations = [];
    reply = leftover;
  });

  afterAll(async () => {
    await browser.close();
    await web.stop();
  });

  async function ask(options: BrowserContextOptions, text = "PC-42"): Promise<Page> {
    const page = await openPage(
      await browser.newPage({ ...still, ...options }),
      web.url,
      violations,
    );
    await page.getByLabel("Your question").fill(text);
    await page.keyboard.press("Enter");
    await page.locator(".card[data-state=settled]").waitFor();
    for (const fold of await page.locator("details:not([open]) > summary").all())
      await fold.click();
    return page;
  }

  test.each(["light", "dark"] as const)(
    "has readable contrast everywhere when it is %s",
    async (colorScheme) => {
      const page = await ask({ colorScheme });
      await page.getByRole("button", { name: "Remove the two files" }).click();

      expect(await page.evaluate(faintTexts)).toEqual([]);
      expect(
        await page.evaluate("getComputedStyle(document.documentElement).backgroundColor"),
      ).toBe({ light: "rgb(244, 244, 241)", dark: "rgb(21, 23, 26)" }[colorScheme]);
    },
  );

  test.each([
    { what: "a desktop", width: 1280, height: 860 },
    { what: "a phone", width: 390, height: 844 },
    { what: "the narrowest phone, or a strong zoom", width: 320, height: 480 },
  ])(
    "fits $what without scrolling sideways, with targets of 44 pixels",
    async ({ width, height }) => {
      reply = {
        ...leftover,
        headline: [{ quote: endless.slice(0, 300) }],
        body: [[endless]],
        evidence: [
          { title: endless, rows: [{ quote: endless, says: [endless] }] },
          ...leftover.evidence,
        ],
        footer: [endless],
      };
      const page = await ask({ viewport: { width, height } }, endless.slice(0, 500));

      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      expect(await page.evaluate(smallTargets)).toEqual([]);
      await page.getByRole("button", { name: "Remove the two files" }).click();
      expect(await page.evaluate(smallTargets)).toEqual([]);
      const dialog = await page.getByRole("dialog").boundingBox();
      expect(dialog?.x).toBeGreaterThanOrEqual(0);
      expect(dialog?.width).toBeLessThanOrEqual(width);
    },
  );

  test("shows hostile text literally, and runs none of it", async () => {
    reply = {
      ...leftover,
      headline: [{ quote: hostile }],
      evidence: [{ title: hostile, rows: [{ quote: hostile, says: [{ quote: hostile }] }] }],
    };

    const page = await ask({}, hostile);

    const words = await page.getByRole("article").innerText();
    expect(words.split('<script>document.title="owned"</script>')).toHaveLength(6);
    expect(await page.title()).toBe("whyreboot");
    expect(await page.locator("main img, main script").count()).toBe(0);
    expect(violations).toEqual([]);
  });

  test("shows where the focus is", async () => {
    const page = await ask({});

    await page.keyboard.press("Shift+Tab");

    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe(
      "solid",
    );
  });

  test("does not move for people who asked for less motion", async () => {
    const page = await ask({});

    expect(
      await page.evaluate(`document.querySelector(".card").dataset.state = "looking",
        [getComputedStyle(document.querySelector(".reply")).animationName,
         getComputedStyle(document.documentElement).scrollBehavior]`),
    ).toEqual(["none", "auto"]);
  });

  test("draws two hundred lines of junk and says how many it left out", async () => {
    const rows = Array.from({ length: 50_000 }, () => ({ quote: endless, says: [endless] }));
    reply = { ...leftover, evidence: [{ title: "The batch", rows }] };

    const page = await ask({});

    expect(await page.locator(".thing").count()).toBe(200);
    expect(
      await page.getByText("… 49,800 more lines are in the case, not shown here.").count(),
    ).toBe(1);
  });
});

/** Words whose contrast to what is behind them is under 4.5 (WCAG 2.2, 1.4.3). */
const faintTexts = `(() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((n) => n / 255).map((n) => n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (numbers(colour)[3] !== 0) return colour;
    }
  };
  return [...document.querySelectorAll("body *")].filter((element) =>
    element.checkVisibility() && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ""))
    .flatMap((element) => {
      const [a, b] = [light(getComputedStyle(element).color), light(behind(element))].sort((x, y) => y - x);
      const contrast = (a + 0.05) / (b + 0.05);
      return contrast < 4.5 ? [element.textContent.slice(0, 40) + ": " + contrast.toFixed(2)] : [];
    });
})()`;

/** What can be pressed but is hard to hit with a finger. */
const smallTargets = `[...document.querySelectorAll("button, input, summary")]
  .filter((element) => element.checkVisibility())
  .map((element) => [element.textContent.trim() || element.id, element.getBoundingClientRect()])
  .filter(([, { width, height }]) => width < 44 || height < 44)
  .map(([name, { width, height }]) => name.slice(0, 40) + ": " + width + " x " + height)`;
