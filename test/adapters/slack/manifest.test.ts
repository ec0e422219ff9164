import { readdirSync, readFileSync } from "node:fs";
import { App, type Receiver } from "@slack/bolt";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { createGiveEvidence } from "#adapters/slack/evidence-file.ts";
import { createGiveFiles, createPutBelow } from "#adapters/slack/files-below.ts";
import { createInFlight } from "#adapters/slack/in-flight.ts";
import { type Doors, listen } from "#adapters/slack/listen.ts";
import { createPatientCalls } from "#adapters/slack/patient-calls.ts";
import { createProgress } from "#adapters/slack/progress.ts";
import { createSurfaces } from "#adapters/slack/surfaces.ts";
import { createUserGroups } from "#adapters/slack/user-groups.ts";
import { createVoice } from "#adapters/slack/voice.ts";
import { memoryOpenMessages } from "../../support/memory-open-messages.ts";
import { memoryClaims } from "../../support/slack-driver.ts";
import { scriptedBot } from "../../support/slack-scripted-bot.ts";

const folder = new URL("../../../src/adapters/slack/", import.meta.url);

const manifest = z
  .object({
    features: z.object({
      slash_commands: z.array(z.object({ command: z.string() })),
      shortcuts: z.array(z.object({ callback_id: z.string() })),
      app_home: z.object({ home_tab_enabled: z.boolean() }),
    }),
    oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
    settings: z.object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()) }),
      interactivity: z.object({ is_enabled: z.boolean() }),
    }),
  })
  .parse(parse(readFileSync(new URL("manifest.yaml", folder), "utf8")));

/** Which scope each event and each method of the Web API needs, by Slack's documents. */
const scopes = new Map([
  ["app_mention", "app_mentions:read"],
  ["message", "im:history"],
  ["/whyreboot", "commands"],
  ["chat.postMessage", "chat:write"],
  ["chat.postEphemeral", "chat:write"],
  ["chat.update", "chat:write"],
  ["usergroups.users.list", "usergroups:read"],
  ["usergroups.list", "usergroups:read"],
  ["users.info", "users:read"],
  ["filesUploadV2", "files:write"],
  ["assistant.threads.setStatus", "assistant:write"],
]);

interface Registered {
  readonly events: string[];
  readonly commands: string[];
  readonly actions: string[];
  readonly shortcuts: string[];
}

/** What the code registers with Bolt. */
function registered(): Registered {
  const seen: Registered = { events: [], commands: [], actions: [], shortcuts: [] };
  const idle = async (): Promise<void> => {};
  const receiver: Receiver = { init: () => {}, start: idle, stop: idle };
  const app = new App({ receiver, authorize: async () => ({}) });
  const doors: Doors = {
    event: (name: string | RegExp) => void seen.events.push(String(name)),
    command: (name: string | RegExp) => void seen.commands.push(String(name)),
    action: (constraint: unknown) => void seen.actions.push(JSON.stringify(constraint)),
    shortcut: (name: unknown) => void seen.shortcuts.push(String(name)),
    options: () => {},
    view: () => {},
  };
  const log = pino({ level: "silent" });
  const putBelow = createPutBelow(app.client, { scopes: [], log });
  listen(doors, {
    bot: scriptedBot(),
    claims: memoryClaims(),
    messages: memoryOpenMessages(),
    log,
    voice: createVoice(app.client, createPatientCalls()),
    progress: createProgress([]),
    giveEvidence: createGiveEvidence(putBelow),
    giveFiles: createGiveFiles(putBelow),
    surfaces: createSurfaces(app.client, { scopes: [], log }),
    people: { groups: createUserGroups(app.client, log) },
    identity: { user_id: "U0", bot_id: "B0", team_id: "T0" },
    flights: createInFlight(),
  });
  return seen;
}

/** The methods of the Web API that the code calls. */
function methods(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(new URL(name, folder), "utf8"))
    .flatMap((source) => [
      ...source.matchAll(
        /\bclient\.((?:chat|users|usergroups|assistant)\.[\w.]+|filesUploadV2)\(/g,
      ),
    ])
    .map((match) => String(match[1]));
}

describe("the app's manifest", () => {
  const code = registered();

  it("subscribes to exactly the events that the code listens to", () => {
    const events = manifest.settings.event_subscriptions.bot_events;

    expect(events.map((name) => name.replace(/^message\.im$/, "message")).sort()).toEqual(
      code.events.sort(),
    );
  });

  it("has exactly the commands that the code takes", () => {
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(code.commands);
  });

  it("has exactly the shortcuts that the code takes", () => {
    expect(manifest.features.shortcuts.map((one) => one.callback_id).toSorted()).toEqual(
      code.shortcuts.toSorted(),
    );
    expect(manifest.features.app_home.home_tab_enabled).toBe(
      code.events.includes("app_home_opened"),
    );
  });

  it("turns clicks on, since the code takes them", () => {
    expect(code.actions).toHaveLength(2);
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
  });

  it("asks for exactly the scopes that the code needs", () => {
    const needed = [...code.events, ...code.commands, ...methods()]
      // The one event that needs none.
      .filter((name) => name !== "app_home_opened")
      .map((name) => scopes.get(name));

    expect(new Set(needed)).toEqual(new Set(manifest.oauth_config.scopes.bot));
  });
});
