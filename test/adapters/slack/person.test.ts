import { expect, it } from "vitest";
import { createPerson } from "#adapters/slack/person.ts";

it("speaks in the channel of the question or the click", () => {
  const about = { userId: "U0ALICE", name: "Alice", channelId: "C0HELPDESK" };
  const groups = { has: () => Promise.resolve(false) };

  const person = createPerson({ ...about, atHome: true, fresh: false }, { groups });

  expect(person.place).toBe("slack:channel:C0HELPDESK");
});
