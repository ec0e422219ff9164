import { afterEach, beforeEach, expect, test } from "vitest";
import { createPeople } from "../../support/discord-client.ts";
import type { DiscordServer } from "../../support/discord-server.ts";
import { startDiscordServer } from "../../support/discord-server.ts";

// The other tests rest on this server refusing what Discord refuses.
let server: DiscordServer;
beforeEach(async () => {
  server = await startDiscordServer();
});
afterEach(async () => {
  await server.stop();
});

const quiet = { allowed_mentions: { parse: [] } };
const text = (content: string): object => ({ type: 10, content });
const button = (id: string, label = "Go"): object => ({ type: 2, style: 4, label, custom_id: id });
const v2 = (...components: readonly object[]): object => ({ ...quiet, flags: 32768, components });

async function call(method: string, path: string, body: object): Promise<unknown> {
  const response = await fetch(`${server.apiUrl}/v10${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { authorization: `Bot ${server.world.token}`, "user-agent": "DiscordBot (test, 1)" },
  });
  return response.status === 204 ? 204 : await response.json();
}

test.for([
  ["mentions that would be parsed", { content: "x" }],
  ["mentions that would ping", { content: "x", allowed_mentions: { parse: ["everyone"] } }],
  ["a reply that pings", { content: "x", allowed_mentions: { parse: [], replied_user: true } }],
  ["content with components", { ...v2(text("x")), content: "x" }],
  ["components of the second kind without the flag", { ...quiet, components: [text("x")] }],
  ["a private message in a channel", { ...quiet, content: "x", flags: 64 }],
  ["more than 4000 characters", v2(text("x".repeat(3000)), text("x".repeat(1001)))],
  ["more than 40 components", v2(...Array.from({ length: 41 }, () => text("x")))],
  ["an id of 101 characters", v2({ type: 1, components: [button("x".repeat(101))] })],
  ["an id twice", v2({ type: 1, components: [button("x"), button("x")] })],
  ["a label of 81 characters", v2({ type: 1, components: [button("x", "y".repeat(81))] })],
  ["a component that does not exist", v2({ type: 99 })],
  ["a mention that would be shown", v2(text("hello <@1001>"))],
  ["a code span left open", v2(text("hello `there"))],
  ["an empty message", quiet],
] as const)("refuses %s", async ([, body]) => {
  const answered = await call("POST", "/channels/601/messages", body);

  expect(answered).toMatchObject({ code: 50035, message: "Invalid Form Body" });
  expect(server.world.violations.length).toBeGreaterThan(0);
});

test("takes one response to an interaction, within three seconds, and none on an unknown token", async () => {
  const people = createPeople(server);
  server.world.commands = [{ id: "1", name: "whyreboot", type: 1, description: "d", options: [] }];
  const one = people.command("1001", "601", "q");
  const late = people.command("1001", "601", "q");
  late.bornAt = 0;
  const respond = async (id: string, token: string): Promise<unknown> =>
    await call("POST", `/interactions/${id}/${token}/callback`, { type: 5 });

  const answers = [
    await respond(one.id, one.token),
    await respond(one.id, one.token),
    await respond(late.id, late.token),
    await respond(one.id, "no-token"),
  ];

  expect(answers).toMatchObject([204, { code: 40060 }, { code: 10062 }, { code: 10062 }]);
  expect(server.world.violations).toEqual([]);
});

const choice = { name: "PC-42", value: "PC-42" };

test.for([
  ["a deferral", { type: 5 }],
  ["a message", { type: 4, data: { content: "x", allowed_mentions: { parse: [] } } }],
  ["26 suggestions", { type: 8, data: { choices: Array.from({ length: 26 }, () => choice) } }],
  ["101 characters", { type: 8, data: { choices: [{ name: "x".repeat(101), value: "x" }] } }],
] as const)("refuses %s as an answer to typing", async ([, body]) => {
  const options = [{ name: "question", autocomplete: true }];
  server.world.commands = [{ id: "1", name: "whyreboot", type: 1, description: "d", options }];
  const typing = createPeople(server).type("1001", "601", "PC");

  const answered = await call("POST", `/interactions/${typing.id}/${typing.token}/callback`, body);

  expect(answered).toMatchObject({ code: 50035 });
  expect(server.world.violations).toHaveLength(1);
});

test.for([
  ["a description in a menu", [{ name: "Why", type: 3, description: "because" }]],
  ["16 commands in a menu", Array.from({ length: 16 }, (_, at) => ({ name: `n${at}`, type: 3 }))],
  ["a name with a capital and a space", [{ name: "Why Not", type: 1, description: "d" }]],
] as const)("refuses %s", async ([, body]) => {
  const answered = await call("PUT", "/applications/900/guilds/500/commands", body);

  expect(answered).toMatchObject({ code: 50035 });
});

test("refuses a deferral with more than the private flag, and an edit after fifteen minutes", async () => {
  const people = createPeople(server);
  server.world.commands = [{ id: "1", name: "whyreboot", type: 1, description: "d", options: [] }];
  const one = people.command("1001", "601", "q");
  const path = `/interactions/${one.id}/${one.token}/callback`;

  const flagged = await call("POST", path, { type: 5, data: { flags: 32768 } });
  const taken = await call("POST", path, { type: 5 });
  one.bornAt -= 16 * 60_000;
  const edited = await call(
    "PATCH",
    `/webhooks/900/${one.token}/messages/@original`,
    v2(text("x")),
  );

  expect([flagged, taken, edited]).toMatchObject([{ code: 50035 }, 204, { code: 50027 }]);
  expect(server.world.violations).toEqual([
    "callback of type 5: a deferral can only carry EPHEMERAL",
  ]);
});

test("refuses the edit of somebody else's message and counts a path that it does not know", async () => {
  const message = createPeople(server).say("1001", "601", "hello");

  const edited = await call("PATCH", `/channels/601/messages/${message.id}`, v2(text("x")));
  const unknown = await call("POST", "/channels/601/typing-fast", {});

  expect([edited, unknown]).toMatchObject([{ code: 50005 }, { code: 0 }]);
  expect(server.world.violations).toHaveLength(2);
});
