import { describe } from "vitest";
import { browserSuite, missingForBrowser, missingThoughRequired } from "../support/browser.ts";
import { startWebChat } from "../support/web-driver.ts";
import { scenarios } from "./scenarios.ts";
import { sweepScenarios } from "./sweep-scenarios.ts";

const leftOut = missingForBrowser().length > 0 && missingThoughRequired().length === 0;

describe.skipIf(leftOut)(`${browserSuite()}: the whole main job`, () => {
  scenarios("the local page", async ({ bot }) => await startWebChat({ bot }));
  sweepScenarios("the local page", async ({ bot }) => await startWebChat({ bot }));
});
