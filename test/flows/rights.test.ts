import { describe, expect, it } from "vitest";
import { personOf as discordPerson, type Speaker } from "#adapters/discord/person.ts";
import { shellPerson } from "#adapters/shell/person.ts";
import { createPerson } from "#adapters/slack/person.ts";
import { personOf as webPerson } from "#adapters/web/person.ts";
import type { Person } from "#bot/ports.ts";
import type { Right } from "#bot/rights.ts";
import { type Office, office, person } from "../support/office.ts";
import { acts, refusal, tryAct } from "../support/rights-acts.ts";

type Says = "no" | "cannot-tell";

const desk = "slack:usergroup:S0DESK";
const speaker: Speaker = {
  user: { id: "1001", username: "222", global_name: "discord:role:222" },
  guild: "500",
  member: { roles: ["222"], nick: "discord:user:222" },
  channels: ["602", "601"],
};
const nowhere: Speaker = { ...speaker, guild: undefined };
const slackUser = (change: { userId?: string; atHome?: boolean }): Person =>
  createPerson(
    {
      userId: "U0MEMBER",
      name: "U0LEAD",
      channelId: "C0HELP",
      atHome: true,
      fresh: true,
      ...change,
    },
    { groups: { has: async () => undefined } },
  );
const web = webPerson({ id: "web:user:local", name: "web:user:other" });
const everybody: Person = { ...person("test:user:anybody"), holds: async () => "yes" };

interface Row {
  readonly source: string;
  readonly ids: readonly string[];
  readonly able: Person;
  readonly unable: Person;
  readonly says: Says;
}

function discord(source: string, unable: Speaker, says: Says): Row {
  const able = discordPerson(speaker);
  return { source, ids: ["discord:role:222"], able, unable: discordPerson(unable), says };
}

/** The person who may no more, or who never might: the ids hold `able` and not `unable`. */
const rows: readonly Row[] = [
  discord("Discord in a direct message", { ...nowhere, member: undefined }, "no"),
  discord("Discord in a direct message that carries roles", nowhere, "no"),
  discord("Discord without the member", { ...speaker, member: undefined }, "cannot-tell"),
  discord("Discord without the roles", { ...speaker, member: { nick: "222" } }, "cannot-tell"),
  discord("Discord with no role left", { ...speaker, member: { roles: [] } }, "no"),
  discord("Discord with roles of other names", { ...speaker, member: { roles: ["2222"] } }, "no"),
  discord(
    "Discord in another guild, where the person has other roles",
    { ...speaker, guild: "501", member: { roles: ["223"] } },
    "no",
  ),
  discord(
    "Discord with the role's number as person, guild and channel",
    {
      user: { id: "222", username: "222" },
      guild: "222",
      member: { roles: [] },
      channels: ["222"],
    },
    "no",
  ),
  ...["slack:user:1001", "web:user:1001", "shell:user:1001", "discord:user:222"].map(
    (id): Row => ({
      source: `Discord's 1001, where the rights name ${id}`,
      ids: [id],
      able: person(id),
      unable: discordPerson(speaker),
      says: "no",
    }),
  ),
  ...[
    ["Slack, where the rights name the person's name", "slack:user:U0LEAD"],
    ["Slack, where the rights name another channel", "slack:channel:C0ELSE"],
    ["Slack, where the rights name the number at Discord", "discord:user:U0MEMBER"],
    ["Slack, where the rights name the bare id", "U0MEMBER"],
  ].map(
    ([source = "", id = ""]): Row => ({
      source,
      ids: [id],
      able: person(id),
      unable: slackUser({}),
      says: "no",
    }),
  ),
  {
    source: "Slack, from another workspace",
    ids: ["slack:user:U0MEMBER", "slack:channel:C0HELP", desk],
    able: slackUser({}),
    unable: slackUser({ atHome: false }),
    says: "no",
  },
  {
    source: "Slack, where one group of two is not told",
    ids: [desk, "slack:user:U0LEAD"],
    able: slackUser({ userId: "U0LEAD" }),
    unable: slackUser({}),
    says: "cannot-tell",
  },
  {
    source: "the page, by its person's name",
    ids: ["web:user:other"],
    able: webPerson({ id: "web:user:other", name: "local" }),
    unable: web,
    says: "no",
  },
  {
    source: "the shell, by somebody else's account",
    ids: ["shell:user:", "web:user:local"],
    able: web,
    unable: shellPerson(),
    says: "no",
  },
];

describe.each(rows)("$source", ({ ids, able, unable, says }) => {
  it.each(acts)("and somebody $name: refused", async (act) => {
    const at = office({ rights: { ask: ids, clear: ids, approve: ids } });
    const sent = await act.prepare(at, able);

    const tried = await tryAct(at, act, { sent, person: unable });

    expect(tried).toMatchObject(refusal(act, says));
  });
});

describe("no rights", () => {
  it.each(acts)("let nobody who $name, not even whom a platform takes for all", async (act) => {
    const rights = { ask: [everybody.id], clear: [everybody.id], approve: [everybody.id] };
    const at = office({ rights });
    const sent = await act.prepare(at, everybody);
    rights.ask = [];
    rights.clear = [];
    rights.approve = [];

    const tried = await tryAct(at, act, { sent, person: everybody });

    expect(tried).toMatchObject(refusal(act, "no"));
  });

  it.each(acts)("of one kind are none of the other: $name", async (act) => {
    const rights: Record<Right, readonly string[]> = {
      ask: [desk],
      sweep: [desk],
      clear: [desk],
      undo: [desk],
      approve: [desk],
      audit: [desk],
    };
    const at = office({ rights });
    const able = person(desk);
    const sent = await act.prepare(at, able);
    rights[act.right] = [];

    const tried = await tryAct(at, act, { sent, person: able });

    expect(tried).toMatchObject(refusal(act, "no"));
  });
});

it.each(acts)("a source that breaks its promise allows nothing: $name", async (act) => {
  const able = person("test:user:alice");
  const at: Office = office();
  const sent = await act.prepare(at, able);
  const opened = at.pc.opened();
  const broken: Person = { ...able, holds: async () => await Promise.reject(new Error("a bug")) };

  await expect(tryAct(at, act, { sent, person: broken })).rejects.toThrow("a bug");

  expect(at.pc.opened()).toBe(opened);
});
