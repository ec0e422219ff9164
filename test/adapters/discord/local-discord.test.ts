import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
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

const gallery = (...urls: readonly string[]): object => ({
  type: 12,
  items: urls.map((url) => ({ media: { url }, description: "a picture" })),
});
const link = (url: string): object => ({ type: 13, file: { url } });
const withFiles = (body: object, ...attachments: readonly object[]): object => ({
  ...body,
  attachments,
});
const png = { id: 0, filename: "a.png" };

async function upload(
  path: string,
  { body, names = ["a.png"], bytes = 10, method = "POST" }: Uploading,
): Promise<unknown> {
  const form = new FormData();
  form.set("payload_json", JSON.stringify(body));
  for (const [at, name] of names.entries()) {
    form.set(`files[${at}]`, new Blob([new Uint8Array(bytes)]), name);
  }
  const response = await fetch(`${server.apiUrl}/v10${path}`, {
    method,
    body: form,
    headers: { authorization: `Bot ${server.world.token}`, "user-agent": "DiscordBot (test, 1)" },
  });
  return await response.json();
}

interface Uploading {
  readonly body: object;
  readonly names?: readonly string[];
  readonly bytes?: number;
  readonly method?: string;
}

const shown = v2(gallery("attachment://a.png"));

test.for<readonly [string, Uploading]>([
  ["a picture that did not come", { body: shown, names: [] }],
  ["a picture from elsewhere", { body: v2(gallery("https://example.org/a.png")), names: [] }],
  ["a gallery without pictures", { body: v2(text("x"), gallery()), names: [] }],
  ["a gallery of eleven", { body: v2(gallery(...Array<string>(11).fill("attachment://a.png"))) }],
  ["a file that nothing shows", { body: withFiles(v2(text("x")), png) }],
  ["an attachment that was not sent", { body: withFiles(shown, png, { id: 1 }) }],
  ["a file that is no attachment", { body: withFiles(shown), names: ["a.png"] }],
  ["a name that would be changed", { body: v2(link("attachment://a.png")), names: ["a b.png"] }],
  ["eleven files", { body: v2(text("x")), names: Array<string>(11).fill("a.png") }],
  [
    "a description of 1025 characters",
    { body: withFiles(shown, { ...png, description: "x".repeat(1025) }) },
  ],
])("refuses %s", async ([, uploading]) => {
  const answered = await upload("/channels/601/messages", uploading);

  expect(answered).toMatchObject({ code: 50035 });
  expect(server.world.violations.length).toBeGreaterThan(0);
});

test("refuses a file of more than 10 MiB", async () => {
  const bytes = 10 * 1024 * 1024 + 1;

  const answered = await upload("/channels/601/messages", { body: withFiles(shown, png), bytes });

  expect(answered).toMatchObject({ code: 40005 });
});

test("keeps of a message's files what an edit names, and all where it names none", async () => {
  const form = z.object({ id: z.string(), attachments: z.array(z.object({ size: z.number() })) });
  const body = withFiles(shown, png);
  const { id } = form.parse(await upload("/channels/601/messages", { body }));
  const path = `/channels/601/messages/${id}`;

  const kept = form.parse(await call("PATCH", path, shown));
  const replaced = form.parse(await upload(path, { body, bytes: 20, method: "PATCH" }));
  const gone = form.parse(await call("PATCH", path, withFiles(v2(text("x")))));

  expect([kept, replaced, gone].map(({ attachments }) => attachments)).toEqual([
    [{ size: 10 }],
    [{ size: 20 }],
    [],
  ]);
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
