import { expect, it } from "vitest";
import {
  configFolder,
  encryptedKey,
  keyPair,
  minimal,
  tokens,
  withoutPlatforms,
} from "./config-folder.ts";

it("reads tokens from files that variables name, and from files that keys name", async () => {
  await using folder = await configFolder();
  await folder.put("bot", "xoxb-from-file\n");
  await folder.put("signing", "secret-from-file");
  await folder.put("discord", "Bot token-from-file\r\n");
  const yaml = minimal
    .replace("slack:\n", "slack:\n  signingSecretFile: signing\n  transport: http\n")
    .replace("discord:\n", "discord:\n  tokenFile: no-such-file\n");
  const env = { SLACK_BOT_TOKEN_FILE: folder.path("bot"), DISCORD_TOKEN_FILE: "discord" };

  expect(await folder.load(yaml, { env })).toMatchObject({
    ok: true,
    config: {
      slack: {
        botToken: "xoxb-from-file",
        transport: {
          kind: "http",
          signingSecret: "secret-from-file",
          host: "127.0.0.1",
          port: 3000,
        },
      },
      discord: { token: "token-from-file" },
    },
  });
});

it.each([
  ["socket", "", { SLACK_APP_TOKEN: "xapp-1", SLACK_SIGNING_SECRET: "s" }],
  ["http", "  transport: http\n", { SLACK_APP_TOKEN: "xapp-1", SLACK_SIGNING_SECRET: "s" }],
  ["http", "", { SLACK_SIGNING_SECRET: "s", SLACK_APP_TOKEN: "" }],
])("reaches Slack by %s when the file says %j and the tokens are %j", async (kind, line, env) => {
  await using folder = await configFolder();
  const yaml = minimal.replace("slack:\n", `slack:\n${line}`);

  const loaded = await folder.load(yaml, {
    env: { SLACK_BOT_TOKEN: "xoxb-1", DISCORD_TOKEN: "d", ...env },
  });

  expect(loaded).toMatchObject({ ok: true, config: { slack: { transport: { kind } } } });
});

it("tells two tokens of Slack apart that were mixed up", async () => {
  await using folder = await configFolder();
  const env = { ...tokens, SLACK_BOT_TOKEN: "xapp-1-x", SLACK_APP_TOKEN: "xoxb-1-x" };

  expect(await folder.faults(minimal, { env })).toEqual([
    expect.stringContaining("slack has as its bot token one that begins with xapp-"),
    expect.stringContaining("slack has as its app token one that begins with xoxb-"),
  ]);
});

it.each([
  ["ssh", "password", "passwordFile: ./ssh-password"],
  ["ssh", "privateKey", "privateKeyFile: ./id_ed25519"],
  ["ssh", "passphrase", "passphraseEnv: WHYREBOOT_KEY_PASSPHRASE"],
  ["slack", "botToken", "SLACK_BOT_TOKEN, or write: botTokenFile"],
  ["slack", "clientSecret", "Put it into the environment"],
  ["discord", "token", "DISCORD_TOKEN, or write: tokenFile"],
])(
  "refuses a secret in the file (%s.%s), names the right way, and never shows it",
  async (...row) => {
    const [section, key, right] = row;
    await using folder = await configFolder();
    const yaml = minimal.replace(`${section}:\n`, `${section}:\n  ${key}: hunter2hunter2\n`);

    const [fault, ...others] = await folder.faults(yaml, { env: tokens });

    expect(others).toEqual([]);
    expect(fault).toContain(`${section}.${key} is a secret, and secrets never stand in this file`);
    expect(fault).toContain(right);
    expect(fault).not.toContain("hunter2");
  },
);

it("never shows a token or a key that stands where something else belongs", async () => {
  await using folder = await configFolder();
  const discordToken = `${"A".repeat(24)}.Gabcde.${"b".repeat(38)}`;
  const yaml = minimal
    .replace(
      "privateKeyFile: ./id_ed25519",
      "privateKeyFile: |\n    -----BEGIN PRIVATE KEY\n    AAAA",
    )
    .replace("apiUrl: http://127.0.0.1:4001/api/", "transport: xoxb-12345-secret")
    .replace("discord:\n  apiUrl: http://127.0.0.1:4002/api", `discord: ${discordToken}`);

  const faults = await folder.faults(yaml, { env: tokens });

  expect(faults).toHaveLength(3);
  expect(faults.join("\n").match(/what looks like a secret \(not shown\)/g)).toHaveLength(3);
  expect(faults.join("\n")).not.toMatch(/AAAA|12345/);
});

it("says what is the matter with the file of a secret", async () => {
  await using folder = await configFolder();
  await folder.put("empty", "\n\n");
  await folder.putFolder("folder");
  await folder.put("large", "x".repeat(70_000));
  const yaml = minimal
    .replace("slack:\n", "slack:\n  botTokenFile: empty\n  appTokenFile: folder\n")
    .replace("discord:\n", "discord:\n  tokenFile: large\n");

  expect(await folder.faults(yaml)).toEqual([
    expect.stringMatching(/:9: slack.botTokenFile names .*empty, which is empty/),
    expect.stringMatching(/:10: slack.appTokenFile names .*folder, which is a folder/),
    expect.stringMatching(/:13: discord.tokenFile names .*large, which is too large/),
  ]);
  expect(
    await folder.faults(minimal, {
      env: { ...tokens, DISCORD_TOKEN: "", DISCORD_TOKEN_FILE: "no" },
    }),
  ).toEqual([
    expect.stringMatching(/^whyreboot.yaml: DISCORD_TOKEN_FILE names .*no, which does not exist/),
  ]);
});

it("warns of a secret that every user of the machine can read", async () => {
  await using folder = await configFolder();
  await folder.put("id_ed25519", keyPair.private, 0o644);

  expect(await folder.load(withoutPlatforms)).toMatchObject({
    ok: true,
    warnings: [expect.stringContaining(`chmod 600 ${folder.path("id_ed25519")}`)],
  });
});

it.each([
  ["names a key that is encrypted", encryptedKey.private, ""],
  ["names a key that its passphrase does not open", encryptedKey.private, "passphraseEnv: PHRASE"],
  ["names a file that holds no private key", "hello", ""],
  ["names a public key", keyPair.public, ""],
])("hears before the first question that privateKeyFile %s", async (words, key, line) => {
  await using folder = await configFolder();
  await folder.put("id_ed25519", key);
  const yaml = withoutPlatforms.replace("  user: helpdesk", `  user: helpdesk\n  ${line}`);

  const faults = await folder.faults(yaml, { env: { PHRASE: "wrong" } });

  expect(faults).toEqual([expect.stringMatching(`ssh.privateKeyFile ${words}`)]);
});

it("reads the passphrase from the variable that the file names", async () => {
  await using folder = await configFolder();
  await folder.put("id_ed25519", encryptedKey.private);
  const yaml = withoutPlatforms.replace("ssh:\n", "ssh:\n  passphraseEnv: PHRASE\n");

  expect(await folder.load(yaml, { env: { PHRASE: "open sesame" } })).toMatchObject({
    ok: true,
    config: { ssh: { credentials: { passphrase: "open sesame" } } },
  });
  expect(await folder.faults(yaml)).toContainEqual(
    expect.stringContaining("ssh.passphraseEnv names PHRASE, which is not set or empty"),
  );
});

it("wants one way to log in, and an agent that is there", async () => {
  await using folder = await configFolder();
  const withoutKey = withoutPlatforms.replace("  privateKeyFile: ./id_ed25519\n", "");
  const withAgent = withoutKey.replace("ssh:\n", "ssh:\n  agent: true\n");

  expect(await folder.faults(withoutKey)).toEqual([
    expect.stringContaining("ssh names no way to log in"),
  ]);
  expect(await folder.faults(withAgent)).toEqual([
    expect.stringContaining("SSH_AUTH_SOCK is not set"),
  ]);
  expect(await folder.load(withAgent, { env: { SSH_AUTH_SOCK: "/run/a" } })).toMatchObject({
    ok: true,
    config: { ssh: { credentials: { agent: "/run/a" } } },
  });
});

it("says that no workstation is trusted while known_hosts does not exist", async () => {
  await using folder = await configFolder();
  const yaml = withoutPlatforms.replace("./known_hosts", "./none");

  expect(await folder.load(yaml)).toMatchObject({
    ok: true,
    warnings: [expect.stringContaining("so no workstation is trusted")],
  });
  expect(
    await folder.load(yaml.replace("ssh:\n", "ssh:\n  trustOnFirstUse: true\n")),
  ).toMatchObject({
    ok: true,
    warnings: [expect.stringContaining("trustOnFirstUse is true")],
  });
});

it.each([
  "http://slack.example/api/",
  "http://127.0.0.1.example.net/",
  "http://127.0.0.1@evil.example/",
  "https://user:pw@slack.com/api/",
  "ftp://127.0.0.1/",
  "slack.com",
])("sends no token to %s", async (url) => {
  await using folder = await configFolder();
  const env = { ...tokens, WHYREBOOT_SLACK_API_URL: url };

  const inFile = await folder.faults(minimal.replace("http://127.0.0.1:4001/api/", url), {
    env: tokens,
  });
  const inVariable = await folder.faults(minimal, { env });

  expect(inFile).toEqual([expect.stringContaining(":9: slack.apiUrl must be an address")]);
  expect(inVariable).toEqual([
    expect.stringContaining("WHYREBOOT_SLACK_API_URL must be an address"),
  ]);
});

it("lets the variables go before the addresses in the file, and joins them as each client needs", async () => {
  await using folder = await configFolder();
  const env = {
    ...tokens,
    WHYREBOOT_SLACK_API_URL: "http://[::1]:5/api",
    WHYREBOOT_DISCORD_API_URL: "https://discord.example/api/",
  };

  expect(await folder.load(minimal, { env })).toMatchObject({
    config: {
      slack: { apiUrl: "http://[::1]:5/api/" },
      discord: { apiUrl: "https://discord.example/api" },
    },
  });
});
