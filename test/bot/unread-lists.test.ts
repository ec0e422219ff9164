import { describe, expect, it } from "vitest";
import { listInventory } from "#adapters/inventory/list-inventory.ts";
import { needsApproval } from "#bot/approval/approval.ts";
import type { Inventory } from "#bot/ports.ts";
import type { Rights } from "#bot/rights.ts";
import { may, visibleTo } from "#bot/rights.ts";
import { must, office, person, plantLeftover, words, yes } from "../support/office.ts";

const alice = person("test:user:alice");
const bob = person("test:user:bob");
const mallory = person("test:user:mallory");

/** PC-42 stands in a list that was read; the directory, which knows its groups, was not. */
const unread = listInventory([{ name: "PC-42" }], { unread: ["ldap ldaps://dc1.example.net"] });
const read = listInventory([{ name: "PC-42" }]);

const general: Rights = { ask: [alice.id], clear: [alice.id] };
const grouped: Rights = { ...general, groups: { servers: { ask: [bob.id], clear: [bob.id] } } };

describe("while a list of workstations was never read", () => {
  it("an unknown workstation may be there all the same, and the answer says so", async () => {
    const asks = async (inventory: Inventory): Promise<string> =>
      words((await office({ inventory }).bot.ask({ text: "PC-777", person: alice })).reply);

    expect(await asks(unread)).toContain("Not every list of workstations could be read yet");
    expect(await asks(read)).not.toContain("Not every list");
  });

  it("the report of an unknown workstation says so as well", async () => {
    const { report } = await office({ inventory: unread }).bot.ask({
      text: "PC-421",
      person: alice,
    });

    expect(report).toMatchObject({
      headline: "unknown-workstation",
      detail: "did you mean PC-42?; not every list of workstations could be read",
    });
  });

  it("nobody can be told to have a right that a group could still withhold", async () => {
    const wanted = { right: "clear", workstation: "PC-42" } as const;

    expect(await may(alice, { rights: grouped, inventory: unread }, wanted)).toBe("cannot-tell");
    expect(await may(bob, { rights: grouped, inventory: unread }, wanted)).toBe("cannot-tell");
    expect(await may(alice, { rights: grouped, inventory: read }, wanted)).toBe("yes");
    expect(await may(alice, { rights: general, inventory: unread }, wanted)).toBe("yes");
  });

  it("whoever has the right in no list at all still hears no", async () => {
    const wanted = { right: "clear", workstation: "PC-42" } as const;

    expect(await may(mallory, { rights: grouped, inventory: unread }, wanted)).toBe("no");
  });

  it("nobody is shown a name that a group could hide from them", async () => {
    expect(await visibleTo(alice, { rights: grouped, inventory: unread })).toEqual([]);
    expect(await visibleTo(alice, { rights: grouped, inventory: read })).toEqual(["PC-42"]);
  });

  it("a question about a workstation is not answered, and says what could not be looked up", async () => {
    const at = office({ inventory: unread, rights: grouped });

    const { reply } = await at.bot.ask({ text: "PC-42", person: alice });

    expect(words(reply)).toContain("I could not check whether you may ask.");
    expect(words(reply)).toContain("a list of workstations");
  });

  it("a removal needs its second person wherever a group could ask for one", async () => {
    const approval = { groups: ["servers"], verdicts: [], minutes: 60 };
    const offered = async (inventory: Inventory): Promise<boolean> => {
      const at = office({ approval, rights: { ...general, approve: [bob.id] } });
      await plantLeftover(at.pc);
      const { report } = await at.bot.ask({ text: "PC-42", person: alice });
      const offer = must(await at.cases.findOffer(must(report?.offers[0]).id));
      return needsApproval({ approval, inventory }, offer, { report: must(report) });
    };

    expect(await offered(unread)).toBe(true);
    expect(await offered(read)).toBe(false);
  });

  it("a button of a workstation that is in none of the others says that it may be there", async () => {
    const at = { listed: read };
    const live: Inventory = {
      ...read,
      find: (name) => at.listed.find(name),
      unread: () => at.listed.unread(),
    };
    const desk = office({ inventory: live, rights: general });
    await plantLeftover(desk.pc);
    const { reply } = await desk.bot.ask({ text: "PC-42", person: alice });
    at.listed = listInventory([], { unread: ["ldap"] });

    const pressed = await desk.bot.press({ press: yes(reply), person: alice });

    expect(pressed).toMatchObject({
      kind: "refused",
      reply: {
        headline: [
          expect.anything(),
          " is in none of my lists of workstations that could be read.",
        ],
      },
    });
  });
});

it("takes a group for the one that needs approval in whatever case it is written", async () => {
  const approval = { groups: ["Servers"], verdicts: [], minutes: 60 };
  const at = office({ rights: general });
  await plantLeftover(at.pc);
  const { report } = await at.bot.ask({ text: "PC-42", person: alice });
  const offer = must(await at.cases.findOffer(must(report?.offers[0]).id));
  const inventory = listInventory([{ name: "PC-42", groups: ["SERVERS"] }]);

  expect(needsApproval({ approval, inventory }, offer, { report: must(report) })).toBe(true);
});
