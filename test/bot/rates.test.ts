import * as fc from "fast-check";
import { expect, it } from "vitest";
import { slidingRates } from "#bot/rates.ts";
import { must } from "../support/office.ts";

const most = { person: 3, channel: 5, workstation: 2 };

function clocked(): { rates: ReturnType<typeof slidingRates>; later: (seconds: number) => void } {
  let at = Date.parse("2026-03-02T10:00:00Z");
  return {
    rates: slidingRates(most, () => new Date(at)),
    later: (seconds) => void (at += seconds * 1000),
  };
}

it("refuses what is too much for one person, and says until when", () => {
  const { rates, later } = clocked();
  for (let asked = 0; asked < 3; asked += 1) {
    expect(rates.admit({ person: "a" })).toBeUndefined();
    later(10);
  }

  expect(rates.admit({ person: "a" })).toEqual({ of: "person", most: 3, seconds: 30 });
  expect(rates.admit({ person: "b" })).toBeUndefined();
  later(30);
  expect(rates.admit({ person: "a" })).toBeUndefined();
  expect(rates.admit({ person: "a" })).toEqual({ of: "person", most: 3, seconds: 10 });
});

it("counts a channel and a workstation over all who ask there", () => {
  const { rates } = clocked();
  for (let asked = 0; asked < 5; asked += 1) {
    expect(rates.admit({ person: `p${asked}`, channel: "c" })).toBeUndefined();
  }
  rates.admit({ person: "x", workstation: "PC-42" });
  rates.admit({ person: "y", workstation: "PC-42" });

  expect(rates.admit({ person: "z", channel: "c" })).toMatchObject({ of: "channel", most: 5 });
  expect(rates.admit({ person: "z", workstation: "PC-42" })).toMatchObject({ of: "workstation" });
  expect(rates.admit({ person: "z", workstation: "PC-43" })).toBeUndefined();
});

it("counts a refused question for nobody, so that waiting is enough", () => {
  const { rates, later } = clocked();
  for (let asked = 0; asked < 3; asked += 1) rates.admit({ person: "a" });
  for (let asked = 0; asked < 59; asked += 1) {
    rates.admit({ person: "a", channel: "c" });
    later(1);
  }

  later(1);

  expect(rates.admit({ person: "a", channel: "c" })).toBeUndefined();
});

it("does not hold anybody up when the clock is set back", () => {
  const { rates, later } = clocked();
  for (let asked = 0; asked < 3; asked += 1) rates.admit({ person: "a" });

  later(-3600);

  expect(rates.admit({ person: "a" })).toBeUndefined();
});

it("admits whatever happens when there are no limits", () => {
  const rates = slidingRates(undefined, () => new Date());

  expect(Array.from({ length: 1000 }, () => rates.admit({ person: "a" })).filter(Boolean)).toEqual(
    [],
  );
});

it("never admits more than the limit in any minute, and always again when it says so", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 40 }), (waits) => {
      const admitted = admissions(waits);

      // With the next but two it would be four within the minute.
      const spans = admitted.slice(0, -3).map((time, at) => must(admitted[at + 3]) - time);
      expect(admitted).toHaveLength(waits.length);
      expect(spans.filter((seconds) => seconds < 60)).toEqual([]);
    }),
  );
});

/** When somebody was admitted who waits some seconds, and then as long as the refusal says. */
function admissions(waits: readonly number[]): number[] {
  const { rates, later } = clocked();
  let at = 0;
  return waits.map((wait) => {
    const pass = (seconds: number): void => {
      later(seconds);
      at += seconds;
    };
    pass(wait);
    const refused = rates.admit({ person: "a" });
    if (refused === undefined) return at;
    pass(refused.seconds);
    expect(rates.admit({ person: "a" })).toBeUndefined();
    return at;
  });
}
