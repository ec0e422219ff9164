import { describe, expect, test } from "vitest";
import { readArguments, usage } from "#adapters/shell/arguments.ts";

const file = "whyreboot.yaml";
const act = { config: file, json: false, yes: false, acceptLoss: false };

describe("a command line", () => {
  test.each([
    { line: ["demo"], read: { name: "demo", port: 8642 } },
    { line: ["demo", "--port", "0"], read: { name: "demo", port: 0 } },
    { line: ["demo", "--port=65535"], read: { name: "demo", port: 65535 } },
    { line: ["start"], read: { name: "start", config: file } },
    { line: ["start", "--config", "other.yaml"], read: { name: "start", config: "other.yaml" } },
    {
      line: ["work", "--site", "berlin"],
      read: { name: "work", site: "berlin", config: file },
    },
    {
      line: ["ask", "why does PC-42 ask"],
      read: { name: "ask", question: "why does PC-42 ask", from: { config: file }, json: false },
    },
    {
      line: ["ask", "why", "does", "PC-42", "ask", "--practice", "--json"],
      read: { name: "ask", question: "why does PC-42 ask", from: { practice: true }, json: true },
    },
    {
      line: ["ask", "--config", "other.yaml", "--", "--odd-name"],
      read: { name: "ask", question: "--odd-name", from: { config: "other.yaml" }, json: false },
    },
    {
      line: ["sweep", "floor", "3"],
      read: { name: "sweep", question: "sweep floor 3", from: { config: file }, output: "text" },
    },
    {
      line: ["sweep", "--all", "--practice", "--json"],
      read: { name: "sweep", question: "sweep all", from: { practice: true }, output: "json" },
    },
    {
      line: ["sweep", "PC-4?", "--csv"],
      read: { name: "sweep", question: 'sweep "PC-4?"', from: { config: file }, output: "csv" },
    },
    {
      line: ["clear", "K7Q2-MD4X"],
      read: { name: "clear", caseId: "K7Q2-MD4X", ...act },
    },
    {
      line: ["clear", "k7q2md4x", "--yes", "--json"],
      read: { name: "clear", caseId: "k7q2md4x", ...act, yes: true, json: true },
    },
    {
      line: ["clear", "K7Q2-MD4X", "--accept-loss"],
      read: { name: "clear", caseId: "K7Q2-MD4X", ...act, acceptLoss: true },
    },
    {
      line: ["approve", "K7Q2-MD4X", "--yes"],
      read: { name: "approve", caseId: "K7Q2-MD4X", ...act, yes: true },
    },
    {
      line: ["undo", "--config", "other.yaml", "K7Q2-MD4X"],
      read: { name: "undo", caseId: "K7Q2-MD4X", ...act, config: "other.yaml" },
    },
    { line: ["doctor"], read: { name: "doctor", config: file, json: false } },
    {
      line: ["doctor", "PC-42", "--json"],
      read: { name: "doctor", config: file, json: true, workstation: "PC-42" },
    },
    { line: ["audit", "verify"], read: { name: "audit-verify", config: file, json: false } },
    {
      line: ["audit", "verify", "--json", "--head", `7:${"a".repeat(64)}`],
      read: {
        name: "audit-verify",
        config: file,
        json: true,
        noted: { count: 7, hash: "a".repeat(64) },
      },
    },
    { line: ["audit", "export"], read: { name: "audit-export", config: file, csv: false } },
    {
      line: ["audit", "export", "--csv", "--config", "other.yaml"],
      read: { name: "audit-export", config: "other.yaml", csv: true },
    },
    { line: [], read: { name: "help" } },
    { line: ["--help"], read: { name: "help" } },
    { line: ["-h"], read: { name: "help" } },
    { line: ["help"], read: { name: "help" } },
  ])("is understood: $line", ({ line, read }) => {
    expect(readArguments(line)).toEqual(read);
  });

  test.each([
    { line: ["frobnicate"], says: "frobnicate" },
    { line: ["Ask", "PC-42"], says: "Ask" },
    { line: ["ask"], says: "question" },
    { line: ["ask", "PC-42", "--practice", "--config", file], says: "not both" },
    { line: ["ask", "PC-42", "--yes"], says: "--yes" },
    { line: ["ask", "PC-42", "--config"], says: "--config" },
    { line: ["clear"], says: "one case id" },
    { line: ["clear", "K7Q2-MD4X", "K7Q2-MD4Y"], says: "one case id" },
    { line: ["undo", "--practice", "K7Q2-MD4X"], says: "--practice" },
    { line: ["start", "now"], says: "now" },
    { line: ["start", "--json"], says: "--json" },
    { line: ["doctor", "PC-42", "PC-43"], says: "one workstation" },
    { line: ["audit"], says: "audit verify" },
    { line: ["audit", "delete"], says: "audit verify" },
    { line: ["audit", "verify", "--csv"], says: "--csv" },
    { line: ["audit", "verify", "--head", "7"], says: "--head" },
    { line: ["audit", "export", "now"], says: "now" },
    { line: ["demo", "8642"], says: "8642" },
    ...["", " ", "-1", "65536", "1.5", "1e3", "0x10", "many"].map((port) => ({
      line: ["demo", `--port=${port}`],
      says: `not “${port}”`,
    })),
    { line: ["sweep"], says: "a group, a pattern or names, or --all" },
    { line: ["sweep", "lab", "--all"], says: "a group, a pattern or names, or --all" },
    { line: ["sweep", "lab", "--json", "--csv"], says: "--json or --csv, not both" },
    { line: ["sweep", "lab", "--practice", "--config", file], says: "not both" },
  ])("is refused with what is wrong in it: $line", ({ line, says }) => {
    const read = readArguments(line);

    expect(read).toMatchObject({ name: "wrong" });
    expect(JSON.stringify(read)).toContain(says);
  });
});

test("the usage names every command and every exit status", () => {
  const names = ["demo", "start", "ask", "clear", "undo", "approve", "doctor", "audit"];

  expect(names.filter((name) => !usage.includes(`whyreboot ${name}`))).toEqual([]);
  expect(usage).toContain("0 answered or done, 1 it could not be, 2 wrong usage or configuration");
});
