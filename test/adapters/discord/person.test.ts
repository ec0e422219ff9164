import { expect, test } from "vitest";
import type { Speaker } from "#adapters/discord/person.ts";
import { personOf } from "#adapters/discord/person.ts";
import { Interaction, Message } from "#adapters/discord/schema.ts";

const user = { id: "1001", username: "mia" };
const speaker: Speaker = {
  user,
  guild: "500",
  member: { roles: ["222"], nick: "Mia at the desk" },
  channels: ["602", "601"],
};

test.for([
  "discord:user:1001",
  "discord:role:222",
  "discord:guild:500",
  "discord:channel:602",
  "discord:channel:601",
])("holds %s", async (id) => {
  expect(await personOf(speaker).holds(["discord:role:9", id])).toBe("yes");
});

test.for(["discord:role:223", "discord:user:mia", "slack:user:1001", "web:user:local", "222", ""])(
  "does not hold %j",
  async (id) => {
    expect(await personOf(speaker).holds([id])).toBe("no");
  },
);

test("cannot tell about roles that Discord did not send, but can about the rest", async () => {
  const person = personOf({ ...speaker, member: { nick: null } });

  expect(await person.holds(["discord:role:222"])).toBe("cannot-tell");
  expect(await person.holds(["discord:role:222", "discord:user:1001"])).toBe("yes");
  expect(await person.holds(["discord:user:1002"])).toBe("no");
});

test("has no roles in a direct message, even if some were sent", async () => {
  const person = personOf({ user, guild: undefined, member: { roles: ["222"] }, channels: [] });

  expect(await person.holds(["discord:role:222"])).toBe("no");
});

test("speaks in the channel, and in a thread still in the channel that it hangs on", () => {
  const inChannel = personOf({ ...speaker, channels: ["601"] });

  expect(personOf(speaker).place).toBe("discord:channel:601");
  expect(inChannel.place).toBe("discord:channel:601");
  expect(personOf({ ...speaker, channels: [] }).place).toBeUndefined();
});

test.for([
  ["numbers", [222]],
  ["names", ["admin"]],
  ["one text", "222"],
  ["null", null],
  ["objects", [{ id: "222" }]],
] as const)("nobody is made of roles that are %s: such an event is not taken", ([, roles]) => {
  const member = { user, roles };
  const message = {
    id: "1",
    channel_id: "601",
    guild_id: "500",
    type: 0,
    author: user,
    content: "PC-42",
    mentions: [],
  };
  const click = {
    id: "2",
    application_id: "3",
    token: "t",
    guild_id: "500",
    channel_id: "601",
    type: 3,
    data: { custom_id: "offer:confirm" },
    message: { id: "4" },
  };
  const told = { ...member, roles: ["222"] };

  const taken = [told, member].map((member) => [
    Message.safeParse({ ...message, member }).success,
    Interaction.safeParse({ ...click, member }).success,
  ]);

  expect(taken).toEqual([
    [true, true],
    [false, false],
  ]);
});
