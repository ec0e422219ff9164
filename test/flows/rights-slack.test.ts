import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createPerson } from "#adapters/slack/person.ts";
import type { UserGroups } from "#adapters/slack/user-groups.ts";
import type { Person } from "#bot/ports.ts";
import { office } from "../support/office.ts";
import { acts, refusal, tryAct } from "../support/rights-acts.ts";
import { type Answering, type RoleServer, said, startRoleServer } from "../support/role-server.ts";

type Says = "no" | "cannot-tell";

const desk = "slack:usergroup:S0DESK";
const members = said({ ok: true, users: ["U0LEAD", "U0MEMBER"] });
const questions = acts.filter(({ door }) => door === "ask");

let server: RoleServer;
beforeAll(async () => {
  server = await startRoleServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Every answer in which Slack does not say that U0MEMBER is in the group. */
const slackAnswers: readonly (readonly [string, Answering, Says])[] = [
  ["nobody in the group", said({ ok: true, users: [] }), "no"],
  ["the members of another group", said({ ok: true, users: ["U0OTHER"] }), "no"],
  ["an id that only begins the same", said({ ok: true, users: ["U0MEMBER2", "U0MEM"] }), "no"],
  ["the id in small letters", said({ ok: true, users: ["u0member", " U0MEMBER"] }), "no"],
  ["names for ids", said({ ok: true, users: ["member", "slack:user:U0MEMBER"] }), "no"],
  ["HTTP 500", said({ ok: true, users: ["U0MEMBER"] }, 500), "cannot-tell"],
  ["HTTP 403", said({ ok: true, users: ["U0MEMBER"] }, 403), "cannot-tell"],
  ["a redirection", said("", 302, { location: "http://127.0.0.1:1/" }), "cannot-tell"],
  ["a rate limit", said({ ok: false }, 429, { "retry-after": "60" }), "cannot-tell"],
  ["a rate limit without a time", said({ ok: false }, 429), "cannot-tell"],
  ...[
    "missing_scope",
    "plan_upgrade_required",
    "no_such_subteam",
    "token_revoked",
    "an_error_of_next_year",
  ].map((error) => [error, said({ ok: false, error }), "cannot-tell"] as const),
  ["ok: false with members", said({ ok: false, users: ["U0MEMBER"] }), "cannot-tell"],
  ["members without ok", said({ users: ["U0MEMBER"] }), "cannot-tell"],
  ["ok without members", said({ ok: true }), "cannot-tell"],
  ["members that are one text", said({ ok: true, users: "U0MEMBER" }), "cannot-tell"],
  ["a member that is no text", said({ ok: true, users: ["U0MEMBER", 7] }), "cannot-tell"],
  ["members by name", said({ ok: true, users: { U0MEMBER: true } }), "cannot-tell"],
  ["nothing", said(""), "cannot-tell"],
  ["null", said("null"), "cannot-tell"],
  ["a page", said("<html>U0MEMBER</html>"), "cannot-tell"],
  ["half an answer", said('{"ok":true,"users":["U0MEMBER"'), "cannot-tell"],
  ["silence", () => {}, "cannot-tell"],
  [
    "silence in the middle of an answer",
    (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"ok":true,"users":["U0MEMBER"');
    },
    "cannot-tell",
  ],
  ["a cut line", (response) => void response.destroy(), "cannot-tell"],
];

function slackPerson(groups: UserGroups, fresh: boolean): Person {
  const about = { userId: "U0MEMBER", name: desk, channelId: "C0HELP", atHome: true };
  return createPerson({ ...about, fresh }, { groups });
}

describe.each(slackAnswers)("Slack answers with %s", (_, answering, says) => {
  it.each(acts)("and somebody $name: refused", async (act) => {
    const groups = server.groups();
    const able = slackPerson(groups, false);
    server.answer(members);
    const at = office({ rights: { ask: [desk], clear: [desk], approve: [desk] } });
    // A click comes after an answer, so its person's group is remembered from then.
    const sent = await act.prepare(at, able);
    const calls = server.calls();
    server.answer(answering);

    const tried = await tryAct(at, act, {
      sent,
      person: slackPerson(groups, act.door === "press"),
    });

    expect(server.calls()).toBe(calls + 1);
    expect(tried).toMatchObject(refusal(act, says));
  });
});

describe("what Slack said once", () => {
  it.each([
    ["is five minutes old", 5 * 60_000],
    ["is of a time before the clock was set back", -1],
  ])("is no right to ask when it %s and Slack fails", async (_, later) => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-02T10:00:00Z") });
    const groups = server.groups();
    const asking = slackPerson(groups, false);
    server.answer(members);
    const at = office({ rights: { ask: [desk], clear: [desk], approve: [desk] } });
    await at.bot.ask({ text: "help", person: asking });
    server.answer(said({ ok: false, error: "fatal_error" }));
    vi.setSystemTime(Date.now() + later);

    for (const act of questions) {
      const sent = await act.prepare(at, asking);
      const tried = await tryAct(at, act, { sent, person: asking });
      expect(tried).toMatchObject(refusal(act, "cannot-tell"));
    }
  });

  it("is forgotten once Slack fails at a click, for questions too", async () => {
    const groups = server.groups();
    server.answer(members);
    await slackPerson(groups, false).holds([desk]);
    server.answer(said({ ok: false, error: "fatal_error" }));
    await slackPerson(groups, true).holds([desk]);

    expect(await slackPerson(groups, false).holds([desk])).toBe("cannot-tell");
  });
});

describe("a right that the source does tell", () => {
  it.each(acts)("is enough for who $name", async (act) => {
    const groups = server.groups();
    server.answer(members);
    const at = office({ rights: { ask: [desk], clear: [desk], approve: [desk] } });
    const sent = await act.prepare(at, slackPerson(groups, false));

    const tried = await tryAct(at, act, {
      sent,
      person: slackPerson(groups, act.door === "press"),
    });

    expect(tried.audited).not.toContain("refused may-not");
    expect(tried.words).not.toMatch(/may not|could not check/u);
  });
});
