import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { type CommandDesk, openDesk } from "../support/command-desk.ts";
import { type DiscordServer, startDiscordServer } from "../support/discord-server.ts";

const slackTokens = { SLACK_BOT_TOKEN: "xoxb-of-this-test", SLACK_APP_TOKEN: "xapp-of-this-test" };
const allScopes = "app_mentions:read,chat:write,commands,im:history,usergroups:read";

let slack: SlackDoor;
let discord: DiscordServer;
let desk: CommandDesk;
beforeEach(async () => {
  slack = await openSlackDoor();
  discord = await startDiscordServer();
  desk = await openDesk({ slackUrl: slack.apiUrl, discordUrl: discord.apiUrl });
});
afterEach(async () => {
  await desk.stop();
  await slack.stop();
  await discord.stop();
});

const examined = z.array(
  z.strictObject({
    what: z.string(),
    ok: z.boolean(),
    says: z.string().min(1),
    mend: z.string().min(1).optional(),
  }),
);

/** The faults that the doctor tells, by what is faulty; all else must be in order. */
async function faults(
  words: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Record<string, string>> {
  const { status, stdout } = await desk.run(["doctor", ...words, "--json"], {
    env: { ...slackTokens, DISCORD_TOKEN: discord.world.token, ...env },
  });
  const faulty = examined.parse(JSON.parse(stdout)).filter(({ ok }) => !ok);
  expect(status).toBe(Math.min(1, faulty.length));
  return Object.fromEntries(
    faulty.map(({ what, says, mend = "no mend" }) => [what, `${says} ${mend}`]),
  );
}

describe("whyreboot doctor", () => {
  test("finds no fault where there is none, and names what it tried", async () => {
    const env = { ...slackTokens, DISCORD_TOKEN: discord.world.token };
    const { status, stdout } = await desk.run(["doctor", "PC-46"], { env });

    expect(status).toBe(0);
    expect(stdout.match(/^ok {5}(?<what>[^:]+):/gmu)).toEqual([
      "ok     configuration:",
      "ok     rights:",
      "ok     store:",
      "ok     SSH to PC-46:",
      "ok     Slack:",
      "ok     Discord:",
    ]);
  });

  test("finds no fault with --json either", async () => {
    expect(await faults()).toEqual({});
  });

  test("tells a workstation that nobody has started, and goes on to the rest", async () => {
    await desk.configure((yaml) => yaml.replace(/(name: PC-44.* port:) \d+/u, "$1 1"));
    const found = await faults(["PC-44"]);

    expect(Object.keys(found)).toEqual(["SSH to PC-44"]);
    expect(found["SSH to PC-44"]).toMatch(/^refused/u);
  });

  test("tells a key that the workstation does not take", async () => {
    await desk.forgetKey();
    const found = await faults();

    expect(Object.keys(found)).toEqual(["SSH to PC-42"]);
    expect(found["SSH to PC-42"]).toMatch(/^login-refused/u);
  });

  test("tells a host key that nobody has vouched for", async () => {
    await writeFile(desk.path("known_hosts"), "");
    const found = await faults();

    expect(Object.keys(found)).toEqual(["SSH to PC-42"]);
    expect(found["SSH to PC-42"]).toMatch(/^host-key-unknown/u);
  });

  test("tells a workstation that the configuration does not name", async () => {
    const found = await faults(["PC-4242"]);

    expect(Object.keys(found)).toEqual(["SSH to PC-4242"]);
    expect(found["SSH to PC-4242"]).toContain("no workstation of that name");
  });

  test("tells tokens that the platforms refuse, and how to mend each", async () => {
    const found = await faults([], {
      SLACK_BOT_TOKEN: "xoxb-0000-not-a-token-of-anybody",
      DISCORD_TOKEN: "not-a.token-of.anybody-at-all",
    });

    expect(Object.keys(found)).toEqual(["Slack", "Discord"]);
    expect(found["Slack"]).toContain("SLACK_BOT_TOKEN");
    expect(found["Discord"]).toContain("DISCORD_TOKEN");
  });

  test("tells an app token that Slack refuses, although the bot token is taken", async () => {
    const found = await faults([], { SLACK_APP_TOKEN: "xapp-0000-not-a-token-of-anybody" });

    expect(Object.keys(found)).toEqual(["Slack"]);
    expect(found["Slack"]).toContain("SLACK_APP_TOKEN");
  });

  test("tells which scopes are missing", async () => {
    slack.grant("chat:write,commands,im:history");
    const found = await faults();

    expect(Object.keys(found)).toEqual(["Slack"]);
    expect(found["Slack"]).toContain("lacks app_mentions:read, usergroups:read");
  });

  test("tells that nobody may ask", async () => {
    await desk.configure((yaml) => yaml.replace(/ask: .*/u, "ask: []"));
    const found = await faults();

    expect(Object.keys(found)).toEqual(["rights"]);
    expect(found["rights"]).toContain("nobody may ask");
  });

  test("tells a store that is not one", async () => {
    await writeFile(desk.path("whyreboot.db"), "this is no database, whatever its name says\n");
    const found = await faults();

    expect(Object.keys(found)).toEqual(["store"]);
    expect(found["store"]).toContain("whyreboot.db");
  });
});

describe("a broken configuration", () => {
  test("is told whole, with lines, by every command, and nothing is connected to", async () => {
    await desk.configure((yaml) =>
      yaml
        .replace(/port: \d+ \}/u, "port: ssh }")
        .replace("./id_ed25519", "./no-such-key")
        .replace("rights:", "right:")
        .replace("user: helpdesk", "user: helpdesk\n  password: hunter22222"),
    );
    const env = { SLACK_BOT_TOKEN: "xapp-of-another-kind" };
    for (const words of [["doctor"], ["start"]]) {
      const { status, stdout, stderr } = await desk.run(words, { env });

      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toMatch(/^whyreboot\.yaml:3: workstations\.hosts\[0\]\.port must be /mu);
      expect(stderr).toMatch(/^whyreboot\.yaml:13: ssh\.password is a secret/mu);
      expect(stderr).toMatch(/^whyreboot\.yaml:14: ssh\.privateKeyFile names .*no-such-key/mu);
      expect(stderr).toMatch(/^whyreboot\.yaml:16: slack has as its bot token one .*xapp-/mu);
      expect(stderr).toMatch(/^whyreboot\.yaml:18: discord has no token/mu);
      expect(stderr).toMatch(/^whyreboot\.yaml:20: right is not a key .*"rights"/mu);
      expect(stderr).not.toContain("hunter22222");
    }
    expect({ slack: slack.calls(), discord: discord.calls }).toEqual({ slack: 0, discord: [] });
  });

  test.each([
    ["ask", "PC-42", "--json"],
    ["clear", "K7Q2-MD4X"],
    ["undo", "K7Q2-MD4X"],
  ])("stops the shell's commands too: %s", async (...words) => {
    await desk.configure((yaml) => yaml.replace("ssh:", "shh:"));
    const { status, stdout, stderr } = await desk.run(words);

    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("whyreboot.yaml:11: shh is not a key");
  });

  test("may be one that is not there", async () => {
    const { status, stderr } = await desk.run(["ask", "PC-42", "--config", "elsewhere.yaml"]);

    expect(status).toBe(2);
    expect(stderr).toContain("elsewhere.yaml");
  });

  test("may be a store that cannot be used: said in words, with status 1", async () => {
    await writeFile(desk.path("whyreboot.db"), "this is no database, whatever its name says\n");
    const { status, stdout, stderr } = await desk.run(["ask", "PC-42", "--json"]);

    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("whyreboot.db");
    expect(stderr).not.toContain("    at ");
  });
});

/** The two methods of Slack that the doctor calls, with the header that tells a token's scopes. */
interface SlackDoor {
  readonly apiUrl: string;
  grant(scopes: string): void;
  calls(): number;
  stop(): Promise<void>;
}

async function openSlackDoor(): Promise<SlackDoor> {
  let scopes = allScopes;
  let calls = 0;
  const takes = new Map([
    ["/api/auth.test", slackTokens.SLACK_BOT_TOKEN],
    ["/api/apps.connections.open", slackTokens.SLACK_APP_TOKEN],
  ]);
  const server: Server = createServer((request, response) => {
    calls += 1;
    const taken = request.headers.authorization === `Bearer ${takes.get(request.url ?? "")}`;
    response.writeHead(200, { "content-type": "application/json", "x-oauth-scopes": scopes });
    response.end(JSON.stringify(taken ? { ok: true } : { ok: false, error: "invalid_auth" }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = z.object({ port: z.int() }).parse(server.address());
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    grant(next) {
      scopes = next;
    },
    calls: () => calls,
    async stop() {
      server.closeAllConnections();
      const closed = once(server, "close");
      server.close();
      await closed;
    },
  };
}
