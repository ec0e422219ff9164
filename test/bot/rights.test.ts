import { describe, expect, it } from "vitest";
import { listInventory } from "#adapters/inventory/list-inventory.ts";
import type { Person } from "#bot/ports.ts";
import type { Allowed, Policy, Right, Rights } from "#bot/rights.ts";
import { may, rightNames, visibleTo } from "#bot/rights.ts";
import { describePolicy } from "#bot/words/policy.ts";
import { person } from "../support/office.ts";

const alice = person("test:user:alice");
const bob = person("test:user:bob");
const nobodyKnows = person("test:user:alice", "cannot-tell");

/** PC-1 is in no group, LAB-1 in lab, BOTH-1 in lab and in floor 3. */
function policy(rights: Rights): Policy {
  const groups: Readonly<Record<string, readonly string[]>> = {
    "LAB-1": ["lab"],
    "BOTH-1": ["lab", "floor 3"],
  };
  const names = ["PC-1", "LAB-1", "BOTH-1"];
  const inventory = listInventory(names.map((name) => ({ name, groups: groups[name] ?? [] })));
  return { rights, inventory };
}

async function allowed(
  who: Person,
  rights: Rights,
  wanted: { readonly right: Right; readonly workstation?: string },
): Promise<Allowed> {
  return await may(who, policy(rights), wanted);
}

describe("the general lists", () => {
  it.each(rightNames)("give nobody the right to %s when all are empty", async (right) => {
    const rights = { ask: [], clear: [] };

    expect(await allowed(alice, rights, { right, workstation: "PC-1" })).toBe("no");
    expect(await allowed(alice, rights, { right })).toBe("no");
  });

  it("let those put back and read the audit who may clear, where nothing else is said", async () => {
    const rights = { ask: [bob.id], clear: [alice.id] };

    expect(await allowed(alice, rights, { right: "undo", workstation: "PC-1" })).toBe("yes");
    expect(await allowed(alice, rights, { right: "audit", workstation: "PC-1" })).toBe("yes");
    expect(await allowed(bob, rights, { right: "audit", workstation: "PC-1" })).toBe("no");
  });

  it("never let those approve who may clear", async () => {
    const rights = { ask: [alice.id], clear: [alice.id] };

    expect(await allowed(alice, rights, { right: "approve", workstation: "PC-1" })).toBe("no");
  });

  it("take an empty list of its own for nobody, not for left out", async () => {
    const rights = { ask: [], clear: [alice.id], undo: [], audit: [] };

    expect(await allowed(alice, rights, { right: "undo", workstation: "PC-1" })).toBe("no");
    expect(await allowed(alice, rights, { right: "audit", workstation: "PC-1" })).toBe("no");
  });
});

describe("the lists of a group", () => {
  const rights: Rights = {
    ask: [alice.id, bob.id],
    clear: [bob.id],
    groups: { lab: { clear: [alice.id] } },
  };

  it("stand in place of the general ones, also against those who have the general right", async () => {
    expect(await allowed(alice, rights, { right: "clear", workstation: "LAB-1" })).toBe("yes");
    expect(await allowed(bob, rights, { right: "clear", workstation: "LAB-1" })).toBe("no");
    expect(await allowed(alice, rights, { right: "clear", workstation: "PC-1" })).toBe("no");
  });

  it("leave the other rights as they are", async () => {
    expect(await allowed(bob, rights, { right: "ask", workstation: "LAB-1" })).toBe("yes");
  });

  it("carry putting back and the audit with clear, unless the general ones have lists", async () => {
    const withAudit = { ...rights, audit: [bob.id] };

    expect(await allowed(alice, rights, { right: "undo", workstation: "LAB-1" })).toBe("yes");
    expect(await allowed(alice, withAudit, { right: "audit", workstation: "LAB-1" })).toBe("no");
    expect(await allowed(bob, withAudit, { right: "audit", workstation: "LAB-1" })).toBe("yes");
  });

  it("must all hold for a workstation of two groups", async () => {
    const two = {
      ...rights,
      groups: { lab: { clear: [alice.id, bob.id] }, "floor 3": { clear: [bob.id] } },
    };

    expect(await allowed(alice, two, { right: "clear", workstation: "BOTH-1" })).toBe("no");
    expect(await allowed(bob, two, { right: "clear", workstation: "BOTH-1" })).toBe("yes");
  });

  it("count for the question whether somebody has the right anywhere", async () => {
    expect(await allowed(alice, rights, { right: "clear" })).toBe("yes");
  });
});

describe("a role source that does not answer", () => {
  const rights = { ask: [alice.id], clear: [alice.id], groups: { lab: { ask: [] } } };

  it("is never a yes, and a list that nobody is in stays a no", async () => {
    expect(await allowed(nobodyKnows, rights, { right: "ask", workstation: "PC-1" })).toBe(
      "cannot-tell",
    );
    expect(await allowed(nobodyKnows, rights, { right: "ask", workstation: "LAB-1" })).toBe("no");
  });

  it("shows no workstation", async () => {
    expect(await visibleTo(nobodyKnows, policy(rights))).toEqual([]);
  });
});

it("shows the workstations that somebody may ask about, in the inventory's order", async () => {
  const rights = { ask: [alice.id], clear: [], groups: { lab: { ask: [bob.id] } } };

  expect(await visibleTo(alice, policy(rights))).toEqual(["PC-1"]);
  expect(await visibleTo(bob, policy(rights))).toEqual(["LAB-1", "BOTH-1"]);
});

it("describes the rights as they count in the end", () => {
  const rights = {
    ask: [alice.id],
    clear: [bob.id],
    groups: { lab: { ask: [], clear: [alice.id] } },
  };

  expect(describePolicy(policy(rights))).toEqual([
    "ask: test:user:alice",
    "sweep: test:user:bob",
    "clear: test:user:bob",
    "undo: test:user:bob",
    "approve: nobody",
    "audit: test:user:bob",
    "ask in lab (2 workstations): nobody",
    "sweep in lab (2 workstations): test:user:alice",
    "clear in lab (2 workstations): test:user:alice",
    "undo in lab (2 workstations): test:user:alice",
    "audit in lab (2 workstations): test:user:alice",
    "approval: never needed",
  ]);
});
