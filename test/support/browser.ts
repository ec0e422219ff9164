import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where Debian and most other distributions put it. */
const executables = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** What the browser tests need and this machine does not have; empty when they can run. */
export function missingForBrowser(): readonly string[] {
  return executable() === undefined ? ["chromium"] : [];
}

/** The same, but only where the tests must not be left out: CI is to install all that they need. */
export function missingThoughRequired(): readonly string[] {
  return process.env["CI"] === undefined ? [] : missingForBrowser();
}

/** What a suite in the browser is called: left out, it still says its name and why. */
export function browserSuite(): string {
  const missing = missingForBrowser();
  return missing.length === 0 ? "browser" : `not run: browser (missing: ${missing.join(", ")})`;
}

/** A headless Chromium with a profile of its own, which goes away with it. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = executable();
  if (executablePath === undefined) throw new Error("not run: browser (missing: chromium)");
  return await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

function executable(): string | undefined {
  return executables.find((path) => existsSync(path));
}
