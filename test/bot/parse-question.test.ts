import { describe, expect, it } from "vitest";
import { listInventory } from "#adapters/inventory/list-inventory.ts";
import { namesWritten, parseQuestion } from "#bot/parse-question.ts";
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

describe("the history of a workstation", () => {
  it.each(["history PC-42", "History of pc-42?", "history: PC-42"])(
    "is asked for in %j",
    (text) => {
      expect(parseQuestion(text, inventory)).toEqual({ kind: "history", workstation: "PC-42" });
    },
  );

  it("is not asked for by a word in the middle", () => {
    expect(parseQuestion("PC-42 has a history of restarts", inventory)).toEqual({
      kind: "why",
      workstation: "PC-42",
    });
  });

  it("is not in the way of a workstation of that name", () => {
    const named = listed("HISTORY", "PC-42");

    expect(parseQuestion("history", named)).toEqual({ kind: "why", workstation: "HISTORY" });
    expect(parseQuestion("history history", named)).toEqual({
      kind: "history",
      workstation: "HISTORY",
    });
  });

  it("is one workstation's at a time, and of a known one", () => {
    expect(parseQuestion("history PC-42 PC-43", inventory)).toMatchObject({ kind: "several" });
    expect(parseQuestion("history PC-422", inventory)).toMatchObject({
      kind: "unknown-workstation",
      suggestion: "PC-42",
    });
  });
});

it("names every workstation when there are several", () => {
  expect(parseQuestion("PC-42 and PC-43", inventory)).toEqual({
    kind: "several",
    workstations: ["PC-42", "PC-43"],
  });
});

describe("somebody else's message", () => {
  it.each([
    ["My screen says that pc-42 must be restarted :(", "PC-42"],
    ["(LAB-PC-7), PC-43 and lab-pc-7 again", "LAB-PC-7 PC-43"],
    ["history PC-42 looks odd", "PC-42"],
    ["explain: PC-42 is slow", "PC-42"],
    ["it is PC 42 again", "PC-42"],
    ["what about PC-99?", "PC-99"],
    ["Mine is slow. What is it?", ""],
  ])("%j is a question about “%s”", (message, question) => {
    expect(namesWritten(message, inventory)).toBe(question);
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

describe("a thing to be explained", () => {
  it.each([
    ["explain", ""],
    ["Explain pending renames", "pending renames"],
    ["can you explain RebootPending?", "RebootPending"],
    ["please explain what PFRO is", "what PFRO is"],
    ["explain KB5032189", "KB5032189"],
  ])("%j is asked for by that word", (text, topic) => {
    expect(parseQuestion(text, inventory)).toEqual({ kind: "explain", topic });
  });

  it.each([
    ["what is PendingFileRenameOperations", "PendingFileRenameOperations"],
    ["what does RebootPending mean?", "RebootPending mean"],
    ["What are pending renames...", "pending renames"],
    ["what’s a restart file", "a restart file"],
    ["and what is this", "this"],
  ])("%j may be that, and else is help", (text, topic) => {
    expect(parseQuestion(text, inventory)).toEqual({
      kind: "explain",
      topic,
      otherwise: { kind: "help" },
    });
  });

  it("may look like a workstation that nobody knows", () => {
    expect(parseQuestion("what is Q153227", inventory)).toEqual({
      kind: "explain",
      topic: "Q153227",
      otherwise: { kind: "unknown-workstation", written: "Q153227" },
    });
  });

  it.each(["what is PC-422 doing", "what does recepton want"])(
    "%j is rather a slip in a workstation's name",
    (text) => {
      expect(parseQuestion(text, inventory)).toMatchObject({ kind: "unknown-workstation" });
    },
  );

  it.each(["explain PC-42", "what does PC-42 mean", "explain why pc-42 asks"])(
    "%j names a workstation, which wins",
    (text) => {
      expect(parseQuestion(text, inventory)).toEqual({ kind: "why", workstation: "PC-42" });
    },
  );
});

it.each([
  "",
  "what is",
  "what does?",
  "help",
  "why?",
  "hello there",
  "🙂",
  "x".repeat(100_000),
  "; rm -rf / #",
])("answers %.20j with help", (text) => {
  expect(parseQuestion(text, inventory)).toEqual({ kind: "help" });
});

function listed(...names: string[]): Inventory {
  return listInventory(names.map((name) => ({ name })));
}
