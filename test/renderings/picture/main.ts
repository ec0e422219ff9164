import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { z } from "zod";
import { drawChart } from "#adapters/picture/draw.ts";
import { encodePng, type Pixels } from "#adapters/picture/png.ts";
import { missingForBrowser, openBrowser } from "../../support/browser.ts";
import { filesWith } from "../renderings.ts";
import { sweepPicture } from "../sweep.ts";
import { drawDiscord, type Pictures } from "./draw-discord.ts";
import { drawSlack } from "./draw-slack.ts";
import { pictured } from "./pictured.ts";
import { sheet } from "./sheet.ts";

/**
 * `npm run pictures`: draws the golden renderings into docs/pictures with Chromium. What is drawn
 * is the payload and nothing else, so the pictures are as true as the golden files are.
 */
const golden = join(import.meta.dirname, "../golden");
const pictures = join(import.meta.dirname, "../../../docs/pictures");

/** Points of the picture for each point of the page. */
const scale = 1;

async function draw(page: Page, name: string): Promise<number> {
  const payload = async (platform: string): Promise<unknown> =>
    JSON.parse(await readFile(join(golden, `${name}.${platform}.json`), "utf8"));
  const slack = drawSlack(await payload("slack"));
  const charts = await chartsOf(name);
  const discord = drawDiscord(await payload("discord"), charts);
  await page.setContent(sheet(slack, discord, Object.entries(charts)));
  const shot = await page.locator("main").screenshot();
  const png = encodePng(await pixelsOf(page, shot), pictured[name] ?? name);
  await writeFile(join(pictures, `${name}.png`), png);
  return png.length;
}

async function chartsOf(name: string): Promise<Pictures> {
  const [picture] = filesWith(name);
  if (picture === undefined) return {};
  const png = Buffer.from(await drawChart(sweepPicture())).toString("base64");
  return { [picture.name]: `data:image/png;base64,${png}` };
}

/** Chromium reads its own picture, so that no library for that is needed. */
async function pixelsOf(page: Page, shot: Buffer): Promise<Pixels> {
  const read = `(${reader})(${JSON.stringify(shot.toString("base64"))})`;
  const { width, height, base64 } = picture.parse(await page.evaluate<unknown>(read));
  return { width, height, rgba: Buffer.from(base64, "base64") };
}

const picture = z.object({ width: z.int(), height: z.int(), base64: z.base64() });

// Runs in the page, whose types this project does not have.
const reader = `async (encoded) => {
  const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  let text = "";
  for (let start = 0; start < data.length; start += 30000) {
    text += String.fromCharCode(...data.subarray(start, start + 30000));
  }
  return { width, height, base64: btoa(text) };
}`;

const [missing] = missingForBrowser();
if (missing === undefined) {
  const browser = await openBrowser();
  await mkdir(pictures, { recursive: true });
  const page = await browser.newPage({ deviceScaleFactor: scale });
  for (const name of Object.keys(pictured)) {
    const bytes = await draw(page, name);
    process.stdout.write(`docs/pictures/${name}.png  ${Math.ceil(bytes / 1000)} kB\n`);
  }
  await browser.close();
} else {
  process.stderr.write(`not drawn: ${missing} is missing (on Debian: apt-get install chromium)\n`);
  process.exitCode = 1;
}
