import { expect, test } from "vitest";
import type { Speaker } from "#adapters/discord/person.ts";
import { personOf } from "#adapters/discord/person.ts";

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
