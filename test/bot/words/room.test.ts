import { describe, expect, it } from "vitest";
import { dress } from "#adapters/discord/dress.ts";
import { dressReply } from "#adapters/slack/dress.ts";
import type { Reply } from "#bot/reply.ts";
import { present } from "#checks/sighting.ts";
import type { RenameOperation, SignalFinding } from "#checks/signal.ts";
import { signalIds } from "#checks/signal-ids.ts";
import { judgeBody } from "../../support/discord-rules.ts";
import { mentions, refusal } from "../../support/slack-server-blocks.ts";
import { asking, diagnosisOf, pair, renames, reply } from "./a-diagnosis.ts";

const boot = {
  lastRestart: present({ at: "2026-11-01T06:00:00Z" }),
  poweredOn: { at: "2026-11-24T08:02:00Z", how: "fast-startup" },
} as const;

const longName = "\\??\\C:\\".padEnd(260, "W@everyone ");
const operations: RenameOperation[] = Array.from({ length: 500 }, () => ({
  does: "replace",
  source: longName,
  target: longName,
  state: "waits",
  touchesWindows: true,
  weight: "real",
}));
const groups = Array.from({ length: 50 }, (_, index) => ({ product: `P${index}`, operations }));

const nothing = reply(diagnosisOf(signalIds.map(absent), { boot }));
const usual = reply(
  diagnosisOf(
    [
      ...signalIds.slice(7).map(absent),
      asking("windows-update-reboot-required", "real", {
        evidence: ["HKLM\\…\\RebootRequired", "7f3d2c1e-5a84-4b6f-9c0d-2e1a8b7c6d54"],
        detail: { kind: "updates", names: ["KB5032189"] },
      }),
      asking("component-servicing-reboot-pending", "real"),
      asking("pending-file-rename-operations", "harmless", { detail: renames("Google Chrome") }),
    ],
    { boot },
  ),
);
const denied = reply(diagnosisOf(signalIds.map((id) => ({ id, state: "unseen", why: "denied" }))));
const worst = reply(
  diagnosisOf(
    signalIds.map((id) =>
      asking(id, "real", {
        evidence: Array.from({ length: 300 }, () => longName),
        detail: { kind: "renames", groups },
        history: { survived: { extent: "all", items: [longName] } },
      }),
    ),
    { boot, restartFiles: pair("stranded") },
  ),
);

describe.each([
  ["an ordinary machine", nothing],
  ["a machine that waits for updates", usual],
  ["a machine that shows nothing", denied],
  ["the worst machine", worst],
])("the answer about %s", (_, answer) => {
  it("is taken by Slack", () => {
    const { text, blocks } = dressReply(answer);

    expect([refusal(text, blocks), mentions(text, blocks)]).toEqual([undefined, []]);
  });

  it("is taken by Discord", () => {
    expect(judgeBody(dress(answer), { way: "create" }).problems).toEqual([]);
  });
});

it.each([
  ["an ordinary machine", nothing],
  ["a machine that waits for updates", usual],
  ["a machine that shows nothing", denied],
])("nothing of the answer about %s is cut on any platform", (_, answer) => {
  expect(cut(answer)).toEqual([]);
});

it("says on every platform that the worst machine has more to show", () => {
  expect(cut(worst)).toEqual(["Slack", "Discord"]);
});

function absent(id: (typeof signalIds)[number]): SignalFinding {
  return { id, state: "absent" };
}

/** The platforms that could not show everything. */
function cut(answer: Reply): string[] {
  const dressed = { Slack: dressReply(answer).blocks, Discord: dress(answer) };
  return Object.entries(dressed)
    .filter(([, shown]) => /more lines? (?:is|are) in the case|…"|…`/u.test(JSON.stringify(shown)))
    .map(([platform]) => platform);
}
