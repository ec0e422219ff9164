import { expect, it } from "vitest";
import { wordSections } from "../../bench/print.ts";
import { notRun } from "../../bench/section.ts";

it("says of each figure whether its goal is met", () => {
  const text = wordSections([
    {
      figures: [
        { what: "ratio", value: 0.8, unit: "", atMost: 0.8 },
        { what: "memory", value: 120.1, unit: "MB", atMost: 120 },
        { what: "without a goal", value: 1, unit: "" },
      ],
      notes: [],
    },
  ]);

  expect(text).toBe(
    [
      "figure          measured        goal",
      "ratio               0.80      ≤ 0.80     goal met",
      "memory          120.1 MB  ≤ 120.0 MB  goal missed",
      "without a goal      1.00",
      "",
    ].join("\n"),
  );
});

it("puts what can be compared before what belongs to this machine", () => {
  const table = [
    ["ms", "median"],
    ["ssh", "400"],
  ];
  const figures = [{ what: "ratio", value: 0.5, unit: "" as const }];

  const text = wordSections([
    { figures: [], table, notes: ["a note"] },
    { figures, notes: [] },
  ]);

  expect(text.split("\n").map((line) => line.split(/ {2}/)[0])).toEqual([
    "figure",
    "ratio",
    "",
    "ms",
    "ssh",
    "",
    "a note",
    "",
  ]);
});

it("names what is missing for a part that did not run", () => {
  expect(wordSections([notRun("lab", ["sshd", "wine"])])).toBe(
    "not run: lab (missing: sshd, wine)\n",
  );
});
