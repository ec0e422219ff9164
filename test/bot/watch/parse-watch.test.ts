import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listInventory } from "#adapters/inventory/list-inventory.ts";
import { parseQuestion } from "#bot/parse-question.ts";

const inventory = listInventory([
  { name: "PC-42", groups: ["lab", "floor 3"] },
  { name: "PC-43", groups: ["lab", "weekly"] },
]);

const lab = { kind: "groups", groups: ["lab"] };
const one = { kind: "names", names: ["PC-42"] };

describe("a watch", () => {
  it.each([
    ["watch PC-42", one, undefined],
    ["Watch pc-42.", one, undefined],
    ["watch PC-42 hourly", one, 60],
    ["watch lab", lab, undefined],
    ["watch the lab daily", lab, 1440],
    ["watch lab weekly", lab, 10_080],
    ["watch lab monthly", lab, 43_200],
    ["watch lab every 30 minutes", lab, 30],
    ["watch lab every 2 hours", lab, 120],
    ["watch lab every hour", lab, 60],
    ["watch lab each day.", lab, 1440],
    ["watch floor 3 every 3 days", { kind: "groups", groups: ["floor 3"] }, 4320],
    ["watch weekly", { kind: "groups", groups: ["weekly"] }, undefined],
    ["watch weekly weekly", { kind: "groups", groups: ["weekly"] }, 10_080],
    ["watch PC-4* daily", { kind: "pattern", pattern: "PC-4*" }, 1440],
    ["watch PC-42 and pc-43", { kind: "names", names: ["PC-42", "PC-43"] }, undefined],
    ["watch all weekly", { kind: "all" }, 10_080],
  ])("%s", (text, scope, everyMinutes) => {
    const asked = parseQuestion(text, inventory);

    expect(asked).toMatchObject({ kind: "watch", scope, everyMinutes });
  });

  it("of one workstation names it, so that the right to ask is enough", () => {
    expect(parseQuestion("watch pc-42", inventory)).toMatchObject({ workstation: "PC-42" });
    expect(parseQuestion("watch lab", inventory)).not.toHaveProperty("workstation");
  });

  it.each([
    ["stop watching lab", lab],
    ["stop watching PC-42.", one],
    ["unwatch PC-42", one],
  ])("ends: %s", (text, scope) => {
    expect(parseQuestion(text, inventory)).toEqual({ kind: "unwatch", scope });
  });

  it("shows its trend, and all of them", () => {
    expect(parseQuestion("watch trend lab", inventory)).toEqual({
      kind: "watch-trend",
      scope: lab,
    });
    expect(parseQuestion("watch trend of the lab", inventory)).toMatchObject({ scope: lab });
    expect(parseQuestion("Watches?", inventory)).toEqual({ kind: "watches" });
  });
});

describe("what is not understood of a watch is said and never guessed", () => {
  it.each([
    ["watch labb", "labb", "lab"],
    ["watch PC-44 daily", "PC-44", "PC-42"],
    ["watch PC-42 and PC-49", "PC-49", "PC-42"],
    ["watch the warehouse", "warehouse", undefined],
    ["watch the warehouse daily", "warehouse", undefined],
    ["watch lab and labb", "lab and labb", "lab"],
    ["watch lab now", "lab now", undefined],
    ["watch PC-4* tomorrow", "tomorrow", undefined],
    ["unwatch labb", "labb", "lab"],
    ["watch trend labb", "labb", "lab"],
  ])("%s", (text, written, suggestion) => {
    const asked = parseQuestion(text, inventory);

    expect(asked).toEqual({ kind: "unclear-watch", why: "unknown", written, suggestion });
  });

  it.each(["watch", "watch daily", "unwatch", "stop watching", "watch trend"])("%s", (text) => {
    expect(parseQuestion(text, inventory)).toEqual({
      kind: "unclear-watch",
      why: "nothing-named",
    });
  });

  it.each([
    ["watch lab every now and then", "unclear"],
    ["watch lab every fortnight", "unclear"],
    ["watch lab twice daily", "unclear"],
    ["watch lab at noon", "unclear"],
    ["watch lab nightly", "unclear"],
    ["watch lab every minute", "too-short"],
    ["watch lab every 14 minutes", "too-short"],
    ["watch lab every 0 hours", "too-short"],
    ["watch lab every 31 days", "too-long"],
    ["watch lab every 999999 weeks", "too-long"],
  ])("%s", (text, why) => {
    expect(parseQuestion(text, inventory)).toMatchObject({
      kind: "unclear-watch",
      why: "period",
      period: { ok: false, why },
    });
  });

  it("whatever is written behind it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (rest) => {
        const { kind } = parseQuestion(`watch ${rest}`, inventory);
        expect(["watch", "watch-trend", "unclear-watch"]).toContain(kind);
      }),
    );
  });
});

describe("is no watch", () => {
  it.each([
    ["why does PC-42 ask to reboot", "why"],
    ["sweep lab", "sweep"],
    ["PC-42 watches", "why"],
    ["watchdog", "help"],
    ["what is a watch", "explain"],
  ])("%s", (text, kind) => {
    expect(parseQuestion(text, inventory)).toMatchObject({ kind });
  });

  it("where a workstation has that name", () => {
    const own = listInventory([{ name: "WATCH" }]);

    expect(parseQuestion("watch", own)).toEqual({ kind: "why", workstation: "WATCH" });
  });
});
