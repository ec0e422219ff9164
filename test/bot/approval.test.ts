import { describe, expect, it } from "vitest";
import type { Approval, People } from "#bot/approval/approval.ts";
import type { Pressed } from "#bot/bot.ts";
import type { Person } from "#bot/ports.ts";
import type { Reply } from "#bot/reply.ts";
import { plain } from "#bot/reply.ts";
import {
  batchPath,
  listed,
  must,
  type Office,
  office,
  person,
  plantLeftover,
  plantStranded,
  replaced,
  words,
  yes,
} from "../support/office.ts";

const alice = person("test:user:alice");
const bob = person("test:user:bob");
const carol = person("test:user:carol");
const aliceElsewhere = person("other:user:alice");

/** Alice asks and clears, Bob and Carol approve; Alice may approve what others ask for. */
const rights = {
  ask: [alice.id, bob.id],
  clear: [alice.id],
  approve: [alice.id, bob.id, carol.id, aliceElsewhere.id],
};
const everyLeftover: Approval = { groups: [], verdicts: ["leftover", "stranded"], minutes: 60 };
const people: People = [[alice.id, aliceElsewhere.id]];

interface Waiting {
  readonly at: Office;
  /** The message that waits. */
  readonly reply: Reply;
  /** Moves the clock on. */
  readonly later: (minutes: number) => void;
}

/** Alice has asked to remove a left-over pair. */
async function waiting(plant = plantLeftover): Promise<Waiting> {
  let now = Date.parse("2026-03-02T10:00:00Z");
  const at = office({ rights, approval: everyLeftover, people, now: () => new Date(now) });
  await plant(at.pc);
  const { reply } = await at.bot.ask({ text: "PC-42", person: alice });
  const first = await at.bot.press({ press: yes(reply), person: alice });
  const asked =
    first.kind === "confirm"
      ? await at.bot.press({ press: first.confirmation.press, person: alice })
      : first;
  return {
    at,
    reply: replaced(asked),
    later: (minutes) => {
      now += minutes * 60_000;
    },
  };
}

function button(reply: Reply, label: string): string {
  return must(reply.buttons.find((one) => one.label === label)).confirm.press;
}

async function press(at: Office, pressed: string, by: Person): Promise<Pressed> {
  return await at.bot.press({ press: pressed, person: by });
}

async function isThere(at: Office): Promise<boolean> {
  return (await at.pc.content(batchPath)) !== undefined;
}

function refusalOf(pressed: Pressed): string {
  if (pressed.kind !== "refused") throw new Error(`not refused: ${JSON.stringify(pressed)}`);
  return words(pressed.reply);
}

describe("a removal that needs a second person", () => {
  it("changes nothing before the second yes, and says what it waits for", async () => {
    const { at, reply } = await waiting();

    expect(await isThere(at)).toBe(true);
    expect(plain(reply.headline)).toContain("Waiting for a second person");
    expect(words(reply)).toContain("alice asked to remove the restart files, 2026-03-02 10:00 UTC");
    expect(words(reply)).toContain("can say yes until 2026-03-02 11:00 UTC");
    expect(reply.buttons.map(({ label }) => label)).toEqual(["Approve and remove", "Withdraw"]);
  });

  it("is done at the second yes, in both names", async () => {
    const { at, reply } = await waiting();

    const removed = replaced(await press(at, button(reply, "Approve and remove"), bob));

    expect(await isThere(at)).toBe(false);
    expect(words(removed)).toContain("Removed both restart files from PC-42");
    expect(words(removed)).toContain("By alice, approved by bob, 2026-03-02 10:00 UTC");
  });

  it("asks the second person before their yes, and names what is lost", async () => {
    const { at, reply } = await waiting(plantStranded);
    const first = must(reply.buttons[0]).press;

    const asked = await press(at, first, bob);

    expect(asked).toMatchObject({ kind: "confirm" });
    expect(JSON.stringify(asked)).toContain("This loses the only record of these steps");
    expect(JSON.stringify(asked)).toContain("REN C:\\\\W\\\\~T1.TMP COMMDLG.DLL");
    expect(await isThere(at)).toBe(true);
  });

  it.each([
    ["themselves", alice],
    ["themselves by another account of theirs", aliceElsewhere],
  ])("is never approved by %s", async (_, who) => {
    const { at, reply } = await waiting();

    const refused = refusalOf(await press(at, button(reply, "Approve and remove"), who));

    expect(refused).toContain("somebody else has to approve it");
    expect(await isThere(at)).toBe(true);
  });

  it("is not approved by somebody without that right, whatever else they may", async () => {
    const { at, reply } = await waiting();
    const dave = person("test:user:dave");

    const refused = refusalOf(await press(at, button(reply, "Approve and remove"), dave));

    expect(refused).toContain("You may not approve a removal on PC-42.");
    expect(await isThere(at)).toBe(true);
  });

  it("is not approved while the platform does not tell whether they may", async () => {
    const { at, reply } = await waiting();
    const unknown = person(bob.id, "cannot-tell");

    const refused = refusalOf(await press(at, button(reply, "Approve and remove"), unknown));

    expect(refused).toContain("I could not check whether you may do that.");
    expect(await isThere(at)).toBe(true);
  });

  it("is void when nobody said yes in time, and can be asked for again", async () => {
    const { at, reply, later } = await waiting();
    later(60);

    const expired = replaced(await press(at, button(reply, "Approve and remove"), bob));

    expect(await isThere(at)).toBe(true);
    expect(words(expired)).toContain("was not approved by 2026-03-02 11:00 UTC");
    const again = replaced(await press(at, yes(expired), alice));
    expect(plain(again.headline)).toContain("Waiting for a second person");
    await press(at, button(again, "Approve and remove"), bob);
    expect(await isThere(at)).toBe(false);
  });

  it("can be withdrawn by the one who asked, and by one who approves", async () => {
    for (const who of [alice, bob]) {
      const { at, reply } = await waiting();

      const withdrawn = replaced(await press(at, button(reply, "Withdraw"), who));

      expect(words(withdrawn)).toContain(`was withdrawn by ${who.name}`);
      expect(withdrawn.buttons.map(({ label }) => label)).toEqual(["Remove the two files"]);
      expect(refusalOf(await press(at, button(reply, "Approve and remove"), bob))).toContain(
        "Nobody waits for an approval here any more",
      );
      expect(await isThere(at)).toBe(true);
    }
  });

  it("is not asked for twice", async () => {
    const { at } = await waiting();
    const { reply } = await at.bot.ask({ text: "PC-42", person: alice });
    await press(at, yes(reply), alice);

    const second = refusalOf(await press(at, yes(reply), alice));

    expect(second).toContain("This waits for a second person already.");
  });

  it("is done once when two approve at once, and the loser hears who was first", async () => {
    const { at, reply } = await waiting();
    const approve = button(reply, "Approve and remove");

    const both = await Promise.all([press(at, approve, bob), press(at, approve, carol)]);

    const kinds = both.map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(["refused", "replaced"]);
    expect(at.audit.entries.filter(({ event }) => event === "act-begun")).toHaveLength(1);
  });

  it("is not done when it is withdrawn at the moment of the second yes", async () => {
    const { at, reply } = await waiting();
    const [approve, withdraw] = [button(reply, "Approve and remove"), button(reply, "Withdraw")];

    const [approved, withdrawn] = await Promise.all([
      press(at, approve, bob),
      press(at, withdraw, alice),
    ]);

    const kinds = [approved, withdrawn].map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(["refused", "replaced"]);
    expect(await isThere(at)).toBe(withdrawn.kind === "replaced");
  });

  it.each(["Approve and remove", "Withdraw"])(
    "is settled by a withdrawal a moment before “%s”",
    async (late) => {
      const { at, reply } = await waiting();
      const requestOf = at.cases.requestOf.bind(at.cases);
      // Whoever is late has read the request before it was withdrawn.
      at.cases.requestOf = async (id) => {
        const request = await requestOf(id);
        await at.cases.withdraw(id);
        return request;
      };

      const refused = refusalOf(await press(at, button(reply, late), bob));

      expect(refused).toContain("Nobody waits for an approval here any more");
      expect(await isThere(at)).toBe(true);
    },
  );

  it("looks again at the yes, and does nothing when the evidence has changed", async () => {
    const { at, reply } = await waiting();
    await at.pc.plant(batchPath, "REM something else\r\n");

    const fresh = replaced(await press(at, button(reply, "Approve and remove"), bob));

    expect(words(fresh)).toContain("Nothing was removed.");
    expect(await isThere(at)).toBe(true);
  });

  it("stands in the audit trail with both people", async () => {
    const { at, reply } = await waiting();
    await press(at, button(reply, "Approve and remove"), bob);

    const told = at.audit.entries.map((entry) => [entry.event, entry.by.name]);

    expect(told).toEqual([
      ["asked", "alice"],
      ["offered", "alice"],
      ["pressed", "alice"],
      ["approval-asked", "alice"],
      ["pressed", "bob"],
      ["act-begun", "bob"],
      ["act-ended", "bob"],
    ]);
    expect(at.audit.entries.find(({ event }) => event === "act-begun")).toMatchObject({
      requestedBy: { id: alice.id },
    });
  });

  it("is not asked for when the audit trail cannot hold it", async () => {
    const broken = {
      append: async () => await Promise.reject(new Error("the disk is full")),
      history: async () => [],
    };
    const at = office({ rights, approval: everyLeftover, audit: broken });
    await plantLeftover(at.pc);
    const { reply } = await at.bot.ask({ text: "PC-42", person: alice });

    const refused = refusalOf(await press(at, yes(reply), alice));

    expect(refused).toContain("the audit trail cannot be written");
    expect(await at.cases.requests("2000-01-01T00:00:00.000Z")).toEqual([]);
  });
});

describe("putting back", () => {
  it("needs no second person: it undoes", async () => {
    const { at, reply } = await waiting();
    const removed = replaced(await press(at, button(reply, "Approve and remove"), bob));

    await press(at, yes(removed), alice);

    expect(await isThere(at)).toBe(true);
  });
});

describe("a removal elsewhere", () => {
  it("needs a second person only for the groups and verdicts of the configuration", async () => {
    const inventory = { ...listed("PC-42"), groupsOf: () => ["servers"] };
    const needs = async (approval: Approval): Promise<boolean> => {
      const at = office({ rights, approval, inventory });
      await plantLeftover(at.pc);
      const { reply } = await at.bot.ask({ text: "PC-42", person: alice });
      await press(at, yes(reply), alice);
      return await isThere(at);
    };

    expect(await needs({ groups: ["servers"], verdicts: [], minutes: 60 })).toBe(true);
    expect(await needs({ groups: ["lab"], verdicts: ["stranded"], minutes: 60 })).toBe(false);
  });
});

describe("what waits", () => {
  it("is listed for those who may approve it, and not for the one who asked", async () => {
    const { at } = await waiting();

    const list = async (who: Person): Promise<string> =>
      words((await at.bot.ask({ text: "what waits?", person: who })).reply);

    expect(await list(bob)).toContain("1 request for your approval.");
    expect(await list(bob)).toContain("alice asks to remove _Msrstrt.exe and _Mssetup.bat");
    expect(await list(alice)).toContain("Nothing waits for your approval.");
    expect(words(await at.bot.home(bob))).toContain("Waiting for your approval");
    expect(words(await at.bot.home(alice))).not.toContain("Waiting for your approval");
  });

  it("can be approved from the list", async () => {
    const { at } = await waiting();
    const { reply } = await at.bot.ask({ text: "approvals", person: bob });

    await press(at, button(reply, "Approve for PC-42"), bob);

    expect(await isThere(at)).toBe(false);
  });

  it("is not listed any more when it is void", async () => {
    const { at, later } = await waiting();
    later(60);

    const { reply } = await at.bot.ask({ text: "approvals", person: bob });

    expect(plain(reply.headline)).toBe("Nothing waits for your approval.");
  });
});
