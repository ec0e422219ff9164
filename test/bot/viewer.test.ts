import { describe, expect, it } from "vitest";
import type { Inventory, Person } from "#bot/ports.ts";
import { plain } from "#bot/reply.ts";
import type { Rights } from "#bot/rights.ts";
import { listed, type Office, office, person, plantLeftover, words } from "../support/office.ts";

const alice = person("test:user:alice");
const bob = person("test:user:bob");

/** PC-42 is in the group lab, where only bob may do anything; PC-43 is alice's. */
const rights: Rights = {
  ask: [alice.id],
  clear: [alice.id],
  groups: { lab: { ask: [bob.id], clear: [bob.id] } },
};
const inventory: Inventory = {
  ...listed("PC-42", "PC-43"),
  groupsOf: (name) => (name === "PC-42" ? ["lab"] : []),
};

function desk(): Office {
  return office({ rights, inventory });
}

async function asks(who: Person, text: string, at: Office = desk()): Promise<string> {
  return words((await at.bot.ask({ text, person: who })).reply);
}

describe("somebody who may ask about some workstations", () => {
  it("hears which one they may not ask about, and nothing is looked at", async () => {
    const at = desk();

    const said = await asks(alice, "why does PC-42 ask", at);

    expect(said).toContain("You may not ask about PC-42 here.");
    expect(at.pc.opened()).toBe(0);
  });

  it("is never asked whether they meant another one", async () => {
    expect(await asks(alice, "PC-422")).not.toContain("Did you mean PC-42?");
    expect(await asks(bob, "PC-422")).toContain("Did you mean PC-42?");
  });

  it("finds their own workstations in the help", async () => {
    expect(await asks(alice, "help")).toContain("why does PC-43 ask to reboot");
    expect(await asks(bob, "help")).toContain("why does PC-42 ask to reboot");
  });

  it("may not read the history of another one", async () => {
    expect(await asks(alice, "history PC-43")).toContain("Nobody has asked about PC-43");
    expect(await asks(alice, "history PC-42")).toContain(
      "You may not read what was asked and done about PC-42",
    );
  });

  it("is suggested only their own, the best first", async () => {
    const at = desk();

    const suggested = async (who: Person, typed: string): Promise<readonly string[]> =>
      await at.bot.suggest({ person: who, typed, most: 5 });

    expect(await suggested(alice, "pc")).toEqual(["PC-43"]);
    expect(await suggested(bob, "pc")).toEqual(["PC-42"]);
    expect(await suggested(alice, "")).toEqual(["PC-43"]);
    expect(await suggested(alice, "pc 34")).toEqual(["PC-43"]);
    expect(await suggested(alice, "printer")).toEqual([]);
  });
});

describe("a stranger", () => {
  const mallory = person("test:user:mallory");

  it("learns no name, whatever they ask", async () => {
    const said = await Promise.all(
      ["PC-42", "PC-422", "history PC-42", "help"].map(async (text) => await asks(mallory, text)),
    );

    expect(new Set(said.map((text) => text.split("\n")[0]))).toEqual(
      new Set(["You may not ask about workstations here."]),
    );
    expect(said.join("\n")).not.toContain("PC-4");
    expect(await desk().bot.suggest({ person: mallory, typed: "pc", most: 5 })).toEqual([]);
  });

  it("finds nothing at home", async () => {
    const home = await desk().bot.home(mallory);

    expect(plain(home.headline)).toBe("You may not ask about workstations here.");
    expect(words(home)).not.toContain("PC-4");
  });
});

describe("a button", () => {
  const onlyAsks = { ask: [alice.id, bob.id], clear: [bob.id] };

  it("is not shown to somebody alone who may not press it", async () => {
    const at = office({ rights: onlyAsks });
    await plantLeftover(at.pc);

    const alone = await at.bot.ask({ text: "PC-42", person: { ...alice, alone: true } });

    expect(alone.reply.buttons).toEqual([]);
    expect(alone.report?.offers).toHaveLength(1);
  });

  it("is shown where somebody else reads along who may", async () => {
    const at = office({ rights: onlyAsks });
    await plantLeftover(at.pc);

    const { reply } = await at.bot.ask({ text: "PC-42", person: alice });

    expect(reply.buttons).toHaveLength(1);
  });

  it("is shown to somebody alone who may press it", async () => {
    const at = office({ rights: onlyAsks });
    await plantLeftover(at.pc);

    const { reply } = await at.bot.ask({ text: "PC-42", person: { ...bob, alone: true } });

    expect(reply.buttons).toHaveLength(1);
  });
});

it("finds at home what they may do and what they asked last, newest first", async () => {
  const at = office({ rights: { ask: [alice.id, bob.id], clear: [alice.id] } });
  await at.bot.ask({ text: "PC-42", person: alice });
  await at.bot.ask({ text: "PC-43", person: bob });

  const home = await at.bot.home(alice);

  expect(words(home)).toContain("You may ask about 2 workstations");
  expect(words(home)).toContain(
    "You may also ask about many workstations at once, remove restart files, put",
  );
  expect(home.evidence[0]?.rows).toHaveLength(1);
  expect(words(home)).toContain("Nothing that was looked at on PC-42 asks for a restart");
});
