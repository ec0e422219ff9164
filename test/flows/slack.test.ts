import { startSlackChat } from "../support/slack-driver.ts";
import { scenarios } from "./scenarios.ts";
import { sweepScenarios } from "./sweep-scenarios.ts";

scenarios(
  "Slack over Socket Mode",
  async ({ bot }) => await startSlackChat({ transport: "socket", bot }),
);
scenarios("Slack over HTTP", async ({ bot }) => await startSlackChat({ transport: "http", bot }));
sweepScenarios(
  "Slack over Socket Mode",
  async ({ bot }) => await startSlackChat({ transport: "socket", bot }),
);
