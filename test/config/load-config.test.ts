import { expect, it } from "vitest";
import { loadConfig } from "../../src/config/load-config.ts";
import {
  configFolder,
  encryptedKey,
  keyPair,
  minimal,
  tokens,
  withoutPlatforms,
} from "./config-folder.ts";

it("loads the minimal configuration, with its defaults and with paths beside the file", async () => {
  await using folder = await configFolder();

  const loaded = await folder.load(minimal, { env: tokens });

  expect(loaded).toStrictEqual({
    ok: true,
    warnings: [],
    config: {
      hosts: [{ name: "PC-42", address: "127.0.0.1", port: 2222, user: "helpdesk" }],
      ssh: {
        credentials: { privateKey: keyPair.private },
        knownHosts: { file: folder.path("known_hosts"), trustOnFirstUse: false },
        deadlines: { connect: 30_000, call: 15_000 },
        keep: 60_000,
      },
      slack: {
        botToken: "xoxb-1-test",
        apiUrl: "http://127.0.0.1:4001/api/",
        transport: { kind: "socket", appToken: "xapp-1-test" },
      },
      discord: { token: "discord-test-token", apiUrl: "http://127.0.0.1:4002/api" },
      rights: {
        ask: ["slack:channel:C0HELPDESK", "discord:role:111", "shell:user:helpdesk"],
        clear: [
          "slack:user:U0ALICE",
          "slack:usergroup:S0DESK",
          "discord:role:222",
          "shell:user:helpdesk",
        ],
      },
      store: { file: folder.path("whyreboot.db") },
      keptDays: 30,
      clearMany: { typeAbove: 10, stopAfterFailures: 3 },
      limits: {
        questionsPerMinute: { person: 60, channel: 300, workstation: 60 },
        connections: 32,
      },
    },
  });
});

it("reads every other key", async () => {
  await using folder = await configFolder();
  await folder.put("key", encryptedKey.private);
  await folder.put("phrase", "open sesame\n");
  await folder.put("password", "hunter2 with a blank \n");
  const yaml = `
workstations:
  hosts:
    - { name: PC-1, address: "fe80::1%eth0", user: one }
    - { name: b.c_d, address: pc-2.example.net, user: two }
ssh:
  privateKeyFile: key
  passphraseFile: phrase
  passwordFile: password
  agent: run/agent.sock
  knownHostsFile: known_hosts
  trustOnFirstUse: true
  connectSeconds: 5
  callSeconds: 6
  keepSeconds: 0
web: { port: 0 }
clearMany: { typeAbove: 40 }
limits: { questionsPerMinute: { person: 3 }, connections: 4 }
`;

  expect(await folder.load(yaml)).toMatchObject({
    ok: true,
    config: {
      hosts: [
        { name: "PC-1", port: 22, user: "one" },
        { name: "b.c_d", port: 22, user: "two" },
      ],
      ssh: {
        credentials: {
          privateKey: encryptedKey.private,
          passphrase: "open sesame",
          password: "hunter2 with a blank",
          agent: folder.path("run/agent.sock"),
        },
        knownHosts: { trustOnFirstUse: true },
        deadlines: { connect: 5_000, call: 6_000 },
        keep: 0,
      },
      web: { port: 0 },
      rights: { ask: [], clear: [] },
      clearMany: { typeAbove: 40, stopAfterFailures: 3 },
      limits: {
        questionsPerMinute: { person: 3, channel: 300, workstation: 60 },
        connections: 4,
      },
      store: { file: folder.path("whyreboot.db") },
    },
  });
});

it("takes a section that is named and left empty with its defaults", async () => {
  await using folder = await configFolder();
  const yaml = `${withoutPlatforms.replace(/rights:[^]*/, "")}discord:\nweb:\nrights:\nstore:\n`;

  expect(await folder.load(yaml, { env: tokens })).toMatchObject({
    ok: true,
    config: { discord: { token: "discord-test-token" }, web: { port: 8642 } },
  });
});

it("lists every fault of the file and of what lies outside it at once, in the file's order", async () => {
  await using folder = await configFolder();
  const yaml = `workstations:
  hosts:
    - { name: PC-42, address: 127.0.0.1, port: ssh }
    - { name: pc-42, adress: pc-43 }
ssh:
  privateKeyFile: ./no_key
  trustOnFirstUse: "yes"
slack:
  port: 70000
store:
  url: postgres://db.example/whyreboot
rights:
  ask: [ "teams:user:x" ]
`;

  expect(await folder.faults(yaml)).toEqual([
    'whyreboot.yaml:3: workstations.hosts[0].port must be a whole number from 1 to 65535, not "ssh". Write for example: port: 22',
    "whyreboot.yaml:4: workstations.hosts[1].address is missing. Write for example: address: pc-42.example.net",
    'whyreboot.yaml:4: workstations.hosts[1].adress is not a key that is known. Did you mean "workstations.hosts[1].address"?',
    "whyreboot.yaml:4: workstations.hosts[1].name stands twice in the list (upper and lower case are the same name). Give each workstation a name of its own",
    "whyreboot.yaml:5: ssh.knownHostsFile is missing. Write for example: knownHostsFile: ./known_hosts",
    "whyreboot.yaml:5: ssh.user is missing, and workstations.hosts[0] has no user of its own. Write for example: user: helpdesk",
    `whyreboot.yaml:6: ssh.privateKeyFile names ${folder.path("no_key")}, which does not exist. Name a file that the bot can read`,
    'whyreboot.yaml:7: ssh.trustOnFirstUse must be true or false, not "yes". Write for example: trustOnFirstUse: false',
    "whyreboot.yaml:8: slack has no bot token. Set the environment variable SLACK_BOT_TOKEN, or write: botTokenFile: ./slack-bot-token",
    "whyreboot.yaml:8: slack has neither an app token (for Socket Mode) nor a signing secret (for HTTP). Set the environment variable SLACK_APP_TOKEN or SLACK_SIGNING_SECRET, or write: appTokenFile: ./slack-app-token",
    "whyreboot.yaml:9: slack.port must be a whole number from 0 to 65535, not the number 70000. Write for example: port: 3000",
    "whyreboot.yaml:11: store.url names no user. Write for example: url: postgres://whyreboot@127.0.0.1/whyreboot",
    expect.stringMatching(
      /^whyreboot.yaml:13: rights.ask\[0\] must be a platform id, .* not "teams:user:x"/,
    ),
  ]);
});

it.each([
  ["port", "22.5", "must be a whole number from 1 to 65535, not the number 22.5"],
  ["port", "0", "must be a whole number from 1 to 65535, not the number 0"],
  ["port", '"22"', 'must be a whole number from 1 to 65535, not "22"'],
  ["name", "42", "must be text of at most 64 letters .* not the number 42"],
  ["name", "x".repeat(65), "must be text of at most 64 letters"],
  ["name", "PC 42", "must be text of at most 64 letters"],
  ["address", "10.0.0.1:22", "must be .* without a port"],
  ["address", '"-oProxyCommand=x"', "must be a DNS name or an IP address"],
  ["address", "[a]", "must be .* not a list"],
  ["address", "", "must be .* not empty"],
  ["user", "[]", "must be the name of an account"],
])("refuses a workstation with the %s %s", async (key, value, words) => {
  await using folder = await configFolder();
  const host = { name: "PC-42", address: "pc-42", port: "22", user: "x", [key]: value };
  const lines = Object.entries(host).map(([key, value]) => `${key}: ${value}`);
  const yaml = withoutPlatforms.replace(/ - \{.*/, ` - ${lines.join("\n      ")}`);

  const faults = await folder.faults(yaml);

  expect(faults).toEqual([
    expect.stringMatching(`^whyreboot.yaml:[3-6]: workstations.hosts.0..${key} ${words}`),
  ]);
});

it.each([
  "@alice",
  "alice",
  "slack:user:alice",
  "slack:group:S0DESK",
  "slack:user:C0HELPDESK",
  "discord:role:admins",
  "web:user:",
  "SLACK:user:U0ALICE",
])("refuses %s as one who has rights", async (id) => {
  await using folder = await configFolder();

  const faults = await folder.faults(withoutPlatforms.replace("shell:user:helpdesk", id));

  expect(faults).toEqual([expect.stringContaining("rights.ask[2] must be a platform id")]);
});

it("gives nobody rights without a list of rights, and says so", async () => {
  await using folder = await configFolder();

  const loaded = await folder.load(withoutPlatforms.replace(/rights:[^]*/, ""));

  expect(loaded).toMatchObject({
    ok: true,
    config: { rights: { ask: [], clear: [] } },
    warnings: [
      expect.stringContaining("rights.ask is empty, so nobody may ask."),
      expect.stringContaining("rights.clear is empty, so nobody may remove restart files."),
    ],
  });
});

it("warns of a platform whose token is set but which the file does not name", async () => {
  await using folder = await configFolder();

  expect(await folder.load(withoutPlatforms, { env: tokens })).toMatchObject({
    warnings: [
      expect.stringContaining("no section `slack:`"),
      expect.stringContaining("no section `discord:`"),
    ],
  });
});

it("looks for no token where no platform is needed", async () => {
  await using folder = await configFolder();

  const loaded = await folder.load(minimal, { tokens: "not-needed" });

  expect(loaded).toMatchObject({ ok: true, warnings: [] });
  expect(loaded).not.toHaveProperty("config.slack");
  expect(loaded).not.toHaveProperty("config.discord");
});

it("says what is the matter with a file that cannot be read as text", async () => {
  await using folder = await configFolder();
  await folder.putFolder("folder");
  const load = async (name: string): Promise<unknown> =>
    await loadConfig({ file: folder.path(name), env: {} });

  expect(await load("nothing.yaml")).toMatchObject({
    faults: [
      { says: "the configuration file does not exist", mend: "Name it with: --config FILE" },
    ],
  });
  expect(await load("folder")).toMatchObject({
    faults: [{ says: "the configuration file is a folder" }],
  });
  expect(await folder.faults(Uint8Array.of(0x61, 0x3a, 0x20, 0xfc))).toEqual([
    "whyreboot.yaml: is not text in UTF-8. Save it again with the encoding UTF-8",
  ]);
  expect(await folder.faults(`# ${"x".repeat(1024 * 1024)}`)).toEqual([
    "whyreboot.yaml: is larger than 1 MiB. Name the configuration file of whyreboot",
  ]);
});

it("refuses limits that would let nobody ask, and words each of them", async () => {
  await using folder = await configFolder();
  const yaml = `${withoutPlatforms}limits: { questionsPerMinute: { person: 0, channle: 1 }, connections: many }\n`;

  const faults = await folder.faults(yaml);

  expect(faults.toSorted()).toEqual([
    expect.stringContaining("limits.connections must be a whole number from 1 to 1000"),
    expect.stringMatching(/limits\.questionsPerMinute\.channle .*Did you mean/u),
    expect.stringContaining(
      "limits.questionsPerMinute.person must be a whole number of questions a minute from 1 to 10000",
    ),
  ]);
});

it("takes a jump host, whose user is that of ssh unless it is named", async () => {
  await using folder = await configFolder();
  const yaml = withoutPlatforms.replace("ssh:", "ssh:\n  jump: { address: jump.example.net }");

  expect(await folder.load(yaml)).toMatchObject({
    ok: true,
    config: { ssh: { jump: { address: "jump.example.net", port: 22, user: "helpdesk" } } },
  });
  expect(await folder.faults(yaml.replace("  user: helpdesk\n", ""))).toContainEqual(
    expect.stringContaining("ssh.jump has no user, and ssh has none"),
  );
});

it("tells its health at a port that it has of its own, where that is wanted", async () => {
  await using folder = await configFolder();

  expect(await folder.load(`${withoutPlatforms}health:\n`)).toMatchObject({
    config: { health: { port: 8643 } },
  });
  expect(await folder.load(withoutPlatforms)).not.toHaveProperty("config.health");
});
