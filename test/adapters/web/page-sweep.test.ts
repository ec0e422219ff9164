import { readFile } from "node:fs/promises";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { drawChart } from "#adapters/picture/draw.ts";
import { startWeb, type WebRunning } from "#adapters/web/start.ts";
import { browserSuite, missingForBrowser, openBrowser } from "../../support/browser.ts";
import { must } from "../../support/office.ts";
import type { SweepOffice } from "../../support/sweep-office.ts";
import { plantOn, sweepOffice } from "../../support/sweep-office.ts";
import { openPage, still } from "../../support/web-driver.ts";

const counted = z.object({ shown: z.number(), read: z.number() });
const headline = (page: Page): Locator => page.locator(".card h3").first();

describe.skipIf(missingForBrowser().length > 0)(`${browserSuite()}: a sweep on the page`, () => {
  let browser: Browser;
  let web: WebRunning | undefined;
  let at: SweepOffice;
  let violations: string[] = [];
  let letGo: () => void = () => {};

  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterEach(async () => {
    letGo();
    await Promise.all(browser.contexts().map(async (context) => await context.close()));
    await web?.stop();
    await at.desk.sweepsUnderWay.stop();
    violations = [];
  });

  afterAll(async () => {
    await browser.close();
  });

  async function serve({ bot }: Pick<SweepOffice, "bot">): Promise<string> {
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const person = { id: at.member.id, name: "you" };
    web = await startWeb({ bot, log, port: 0, person, suggestions: [] });
    return web.url;
  }

  /** The page of an office of three workstations, of which one has litter. */
  async function open(options = {}): Promise<Page> {
    at = sweepOffice(3, { drawChart });
    await plantOn(at, "PC-2");
    const url = await serve(at);
    return await openPage(await browser.newPage({ ...still, ...options }), url, violations);
  }

  /** From now on nobody is looked at until `letGo`. */
  function holdAll(...names: string[]): void {
    const { promise: held, resolve } = Promise.withResolvers<void>();
    letGo = resolve;
    for (const name of names) at.pc(name).before("open", async () => await held);
  }

  async function ask(page: Page, text = "sweep lab"): Promise<void> {
    await page.getByLabel("Your question").fill(text);
    await page.keyboard.press("Enter");
  }

  async function settled(page: Page): Promise<void> {
    await page.locator(".card[data-state=settled]").waitFor();
  }

  test("tells its progress in the place of the answer, and then the result", async () => {
    const page = await open();
    holdAll("PC-3");

    await ask(page);
    await page.getByRole("heading", { name: "2 done" }).waitFor();
    expect(await page.getByRole("button", { name: "Stop the sweep" }).isVisible()).toBe(true);
    letGo();
    await settled(page);

    expect(await headline(page).innerText()).toBe(
      "Something asks for a restart on 1 of 3 workstations in lab.",
    );
    expect(await page.getByRole("article").count()).toBe(1);
    expect(violations).toEqual([]);
  });

  test("shows the picture, with its words for whoever does not see it", async () => {
    const page = await open();

    await ask(page);
    await settled(page);

    const alternative = "Restart files left behind: litter: 1";
    expect(await page.getByRole("img", { name: alternative }).count()).toBe(1);
    await expect.poll(async () => await pictureWidth(page)).toBeGreaterThan(0);
    expect(violations).toEqual([]);
  });

  test("gives the table of all workstations as a file", async () => {
    const page = await open();
    await ask(page);
    await settled(page);

    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "The table of all workstations" }).click();
    const file = await download;

    expect(file.suggestedFilename()).toMatch(/^sweep-[0-9A-Z]{4}-[0-9A-Z]{4}\.csv$/u);
    const lines = (await readFile(await file.path(), "utf8")).split("\r\n");
    expect(lines.map((line) => line.split(",").slice(0, 3))).toEqual([
      ["\u{FEFF}workstation", "state", "restart_files"],
      ["PC-1", "nothing-found", "none"],
      ["PC-2", "restart-files", "leftover"],
      ["PC-3", "nothing-found", "none"],
      [""],
    ]);
  });

  test("is stopped from the page while its answer is still being told", async () => {
    const page = await open();
    holdAll("PC-3");
    await ask(page);
    await page.getByRole("heading", { name: "2 done" }).waitFor();

    await page.getByRole("button", { name: "Stop the sweep" }).click();
    const dialog = page.getByRole("dialog", { name: "Stop the sweep?" });
    await dialog.getByRole("button", { name: "Stop", exact: true }).click();
    await page.getByText("Stopped by you; 1 were not looked at.").waitFor();
    letGo();
    await settled(page);

    expect(await page.getByText("Stopped by you; 1 were not looked at.").count()).toBe(1);
    expect(await page.getByRole("link", { name: "The table" }).count()).toBe(1);
    expect(await page.getByRole("button", { name: "Stop the sweep" }).count()).toBe(0);
    expect(violations).toEqual([]);
  });

  test("leaves the focus and the open question alone while its numbers change", async () => {
    const page = await open();
    holdAll("PC-3");
    await ask(page);
    await page.getByRole("heading", { name: "2 done" }).waitFor();
    await page.getByRole("button", { name: "Stop the sweep" }).focus();
    await page.evaluate("window.before = document.querySelector('.press')");
    const { sweep } = await idOf(page);

    // Somebody else's look ends: the next state is another one.
    await at.sweeps.retryLine(sweep, "PC-3", { tries: 1, dueAt: new Date().toISOString() });
    await page.getByText("1 workstation did not answer; I try again later.").waitFor();

    expect(await page.evaluate("document.activeElement.innerText")).toBe("Stop the sweep");
    expect(await page.evaluate("window.before.isConnected")).toBe(true);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    letGo();
    await settled(page);
  });

  test("does not read every number aloud", async () => {
    at = sweepOffice(60, {
      limits: { questionsPerMinute: { person: 9, channel: 9, workstation: 9 }, connections: 1 },
    });
    for (const pc of at.pcs.values()) {
      pc.before("open", async () => {
        await new Promise((resolve) => setTimeout(resolve, 60));
      });
    }
    const page = await openPage(await browser.newPage(still), await serve(at), violations);
    await page.evaluate(countAnnouncements);

    await ask(page);
    await settled(page);

    const { shown, read } = counted.parse(await page.evaluate("window.counted"));
    expect(shown).toBeGreaterThan(4);
    expect(read).toBeLessThanOrEqual(1 + Math.log2(shown));
    expect(await page.locator(".answer").getAttribute("aria-live")).toBeNull();
  });

  test("goes on without the page, and is shown again by its id", async () => {
    const page = await open();
    holdAll("PC-3");
    await ask(page);
    await page.getByRole("heading", { name: "2 done" }).waitFor();
    const { sweep } = await idOf(page);

    await page.reload();
    letGo();
    await expect
      .poll(async () => (await at.sweeps.findSweep(sweep))?.state.kind, { timeout: 10_000 })
      .toBe("ended");
    await ask(page, `sweep ${sweep}`);
    await settled(page);

    expect(await headline(page).innerText()).toContain("Something asks for a restart on 1 of 3");
    expect(await page.getByRole("img", { name: "Why 3 workstations" }).count()).toBe(1);
  });

  test("says by which words it is shown again when the connection is lost", async () => {
    const page = await open();
    holdAll("PC-3");
    await ask(page);
    await page.getByRole("heading", { name: "2 done" }).waitFor();
    const { sweep } = await idOf(page);

    await web?.stop();
    await settled(page);

    expect(await headline(page).innerText()).toBe(
      `The page lost its connection to the bot. “sweep ${sweep}” shows what came of it.`,
    );
  });

  test("reads well in a screen reader", async () => {
    const page = await open();
    holdAll("PC-3");
    await ask(page);
    await page.getByRole("heading", { name: "2 done" }).waitFor();
    const underWay = steady(await page.getByRole("log").ariaSnapshot());
    letGo();
    await settled(page);
    const over = steady(await page.getByRole("log").ariaSnapshot());

    await expect(underWay).toMatchFileSnapshot("golden/sweep-progress.aria.txt");
    await expect(over).toMatchFileSnapshot("golden/sweep-result.aria.txt");
  });

  test.each([320, 360])("fits a width of %i pixels without scrolling sideways", async (width) => {
    const page = await open({ viewport: { width, height: 740 } });

    await ask(page);
    await settled(page);
    await expect.poll(async () => await pictureWidth(page)).toBeGreaterThan(width);

    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    const link = await page.getByRole("link", { name: "The table" }).boundingBox();
    expect(link?.height).toBeGreaterThanOrEqual(44);
  });
});

async function pictureWidth(page: Page): Promise<number> {
  return Number(await page.evaluate("document.querySelector('.picture img').naturalWidth"));
}

async function idOf(page: Page): Promise<{ readonly sweep: string }> {
  const sweep = await page.locator(".card").getAttribute("data-sweep");
  return { sweep: must(sweep ?? undefined) };
}

/** Ids and times are of the moment. */
function steady(snapshot: string): string {
  return snapshot
    .replaceAll(/[0-9A-Z]{4}-[0-9A-Z]{4}/gu, "K7Q2-MD4X")
    .replaceAll(/\/files\/[\w-]+/gu, "/files/id")
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/gu, "2026-11-24 10:15");
}

/** How many states the page showed, and how many of them a screen reader was given. */
const countAnnouncements = `
  window.counted = { shown: 0, read: 0 };
  let last = "";
  new MutationObserver((changes) => {
    const words = document.querySelector(".answer h3")?.textContent ?? "";
    if (words.startsWith("Looking") && words !== last) window.counted.shown += 1;
    last = words;
    for (const { target } of changes) if (target.role === "status") window.counted.read += 1;
  }).observe(document.querySelector("#transcript"), { childList: true, subtree: true });
`;
