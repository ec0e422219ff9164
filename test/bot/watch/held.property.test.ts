import * as fc from "fast-check";
import { expect, it } from "vitest";
import { listInventory } from "#adapters/inventory/list-inventory.ts";
import type { Policy, Rights } from "#bot/rights.ts";
import { may } from "#bot/rights.ts";
import { holding, stillHeld } from "#bot/watch/held.ts";
import { person } from "../../support/office.ts";

const people = ["test:user:a", "test:user:b", "test:user:c"];
const names = ["PC-1", "PC-2", "PC-3"];

const ids = fc.subarray(people);
const list = fc.option(ids, { nil: undefined });

/** As the configuration gives them: a right that is left out is not there. */
const some = (
  rights: Record<string, readonly string[] | undefined>,
): Record<string, readonly string[]> =>
  Object.fromEntries(Object.entries(rights).flatMap(([name, who]) => (who ? [[name, who]] : [])));

const rights: fc.Arbitrary<Rights> = fc
  .record({
    ask: ids,
    clear: ids,
    sweep: list,
    one: fc.record({ ask: list, sweep: list, clear: list }),
    two: fc.record({ ask: list, sweep: list }),
  })
  .map(({ ask, clear, sweep, one, two }) => ({
    ask,
    clear,
    ...some({ sweep }),
    groups: { one: some(one), two: some(two) },
  }));

const policy: fc.Arbitrary<Policy> = fc
  .record({
    rights,
    groups: fc.tuple(...names.map(() => fc.subarray(["one", "two", "three"]))),
  })
  .map(({ rights: given, groups }) => ({
    rights: given,
    inventory: listInventory(names.map((name, index) => ({ name, groups: groups[index] ?? [] }))),
  }));

const scopes = [{ kind: "all" }, { kind: "names", names: ["PC-1"] }] as const;

it("nothing is watched that the person could not have been allowed, whatever changed since", async () => {
  await fc.assert(
    fc.asyncProperty(policy, policy, fc.constantFrom(...scopes), async (then, now, scope) => {
      const asker = person("test:user:a");
      const { held } = await holding(asker, then, { scope, names });
      const watched = names.filter((name) => stillHeld(now, { scope, held }, name));

      for (const workstation of watched) {
        // Ids of the person did not change here, so today's answer is the true one.
        expect(await may(asker, now, { right: "ask", workstation })).toBe("yes");
        expect(await may(asker, now, { right: rightBeside(scope), workstation })).toBe("yes");
      }
    }),
    { numRuns: 500 },
  );
});

it("all is watched that the person may watch while nothing changes", async () => {
  await fc.assert(
    fc.asyncProperty(policy, fc.constantFrom(...scopes), async (then, scope) => {
      const { held, names: allowed } = await holding(person("test:user:a"), then, { scope, names });

      expect(allowed.every((name) => stillHeld(then, { scope, held }, name))).toBe(true);
    }),
  );
});

function rightBeside({ kind }: (typeof scopes)[number]): "ask" | "sweep" {
  return kind === "names" ? "ask" : "sweep";
}
