import { describe, expect, it } from "vitest";
import { parseQuestion } from "#bot/parse-question.ts";
import type { Inventory } from "#bot/ports.ts";

const inventory = listed("PC-42", "PC-43", "RECEPTION", "LAB-PC-7", "srv.berlin.example");

describe("a workstation of the inventory", () => {
  it.each([
    ["why does PC-42 ask to reboot", "PC-42"],
    ["PC-42", "PC-42"],
    ["why does pc-42 want a restart?", "PC-42"],
    ["“PC-42”, what is it with that one...", "PC-42"],
    ["reception keeps asking", "RECEPTION"],
    ["check srv.berlin.example.", "srv.berlin.example"],
    ["pc-42 PC-42", "PC-42"],
    ["(lab-pc-7)", "LAB-PC-7"],
  ])("is found in %j", (text, workstation) => {
    expect(parseQuestion(text, inventory)).toEqual({ kind: "why", workstation });
  });
});

it("names every workstation when there are several", () => {
  expect(parseQuestion("PC-42 and PC-43", inventory)).toEqual({
    kind: "several",
    workstations: ["PC-42", "PC-43"],
  });
});

describe("a name that is not in the inventory", () => {
  it.each([
    ["why does PC42 ask", "PC42", "PC-42"],
    ["why does PC 42 ask", "PC-42", "PC-42"],
    ["PC-422?", "PC-422", "PC-42"],
    ["why does recepton ask", "recepton", "RECEPTION"],
    ["LABPC7", "LABPC7", "LAB-PC-7"],
  ])("%j suggests what is close", (text, written, suggestion) => {
    expect(parseQuestion(text, inventory)).toEqual({
      kind: "unknown-workstation",
      written,
      suggestion,
    });
  });

  it("suggests nothing when nothing is close", () => {
    expect(parseQuestion("why does MAINFRAME-9000 ask", inventory)).toEqual({
      kind: "unknown-workstation",
      written: "MAINFRAME-9000",
    });
  });
});

it.each(["", "help", "why?", "hello there", "🙂", "x".repeat(100_000), "; rm -rf / #"])(
  "answers %.20j with help",
  (text) => {
    expect(parseQuestion(text, inventory)).toEqual({ kind: "help" });
  },
);

function listed(...names: string[]): Inventory {
  return {
    find: (name) => names.find((known) => known.toUpperCase() === name.toUpperCase()),
    names: () => names,
  };
}
