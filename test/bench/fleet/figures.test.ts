import { expect, it } from "vitest";
import { cpuRatio, furtherOne, notWhole } from "../../../bench/fleet/ratios.ts";
import { roundTripsOf } from "../../../bench/fleet/slope.ts";
import { type Run, type Score, scoreOf } from "../../../bench/fleet/turns.ts";

function run(cpu: number, answered: number): Run {
  return { exit: 0, milliseconds: 2000, cpu, resident: 50, answered };
}

function score(name: string, workstations: number, runs: readonly Run[]): Score {
  return scoreOf({ name, workstations }, runs);
}

it("divides the CPU of the middle round by the workstations", () => {
  const { cpu, seconds, whole } = score("one", 10, [run(900, 10), run(100, 10), run(200, 10)]);

  expect(cpu.median).toBe(20);
  expect(seconds.median).toBe(2);
  expect(whole).toBe(true);
});

it("compares the CPU for one workstation, also of fleets of different size", () => {
  const ours = score("ours", 10, [run(100, 10)]);
  const other = score("other", 100, [run(4000, 100)]);

  expect(cpuRatio({ ours, other, atMost: 0.5 })).toEqual([
    { what: "ours ÷ other, client's CPU, 10 workstations", value: 0.25, unit: "", atMost: 0.5 },
  ]);
});

it("compares nobody who left a workstation out in any round, and names them", () => {
  const ours = score("ours", 10, [run(100, 10)]);
  const other = score("other", 10, [run(400, 10), run(300, 9)]);

  expect(cpuRatio({ ours, other })).toEqual([]);
  expect(cpuRatio({ ours: other, other: ours })).toEqual([]);
  expect(notWhole([ours, other])).toEqual([
    "not compared: other (did not answer for every workstation)",
  ]);
});

it("takes the start out of what one workstation more costs", () => {
  const start = 700;
  const each = 8;
  const one = score("ours", 1, [run(start + each, 1)]);
  const many = score("ours", 100, [run(start + 100 * each, 100)]);

  expect(furtherOne(one, many)).toBeCloseTo(each);
});

it("finds how many round trips a job waits for, whatever else it costs", () => {
  const runs = [40, 100].flatMap((roundTrip) =>
    [0, 1, 500].map((noise) => ({ roundTrip, milliseconds: 80 + 12 * roundTrip + noise })),
  );

  expect(roundTripsOf(runs)).toBeCloseTo(12);
});

it("gives no slope for one length of the line", () => {
  expect(() => roundTripsOf([{ roundTrip: 40, milliseconds: 1 }])).toThrow("no slope");
});
