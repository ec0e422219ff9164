import { describe, expect, it } from "vitest";
import { plain } from "#bot/reply.ts";
import { signalWords } from "#bot/words/signals/signal-words.ts";
import type { PresentSignal, SignalFinding, SignalVerdict } from "#checks/signal.ts";
import { signalIds } from "#checks/signal-ids.ts";
import { words } from "../../support/office.ts";
import { asking, diagnosisOf, pair, renames, reply } from "./a-diagnosis.ts";

const renameId = "pending-file-rename-operations";
const updateId = "windows-update-reboot-required";
const verdicts: readonly SignalVerdict[] = ["real", "harmless", "stale", "unseen"];
const survivedAll: PresentSignal["history"] = {
  survived: { restart: "2026-11-03T02:10:00Z", extent: "all", items: ["a"] },
};
const every = signalIds.flatMap((id) => verdicts.map((verdict) => asking(id, verdict)));

describe("the headline", () => {
  it.each<[PresentSignal, string]>([
    [asking(updateId, "real"), "PC-7 needs a restart to finish Windows updates."],
    [
      asking(updateId, "real", {
        detail: { kind: "updates", names: ["KB5032189", "Some driver"] },
      }),
      "PC-7 needs a restart to finish Windows updates (KB5032189).",
    ],
    [
      asking("component-servicing-reboot-pending", "real", {
        detail: {
          kind: "updates",
          names: ["KB5032181", "KB5032182", "KB5032183", "KB5032184", "KB5032185"],
        },
      }),
      "PC-7 needs a restart to finish Windows updates (KB5032181, KB5032182, KB5032183 and 2 more).",
    ],
    [
      asking("computer-rename", "real", {
        detail: { kind: "new-name", from: "OLD", to: "DESK-1" },
      }),
      "PC-7 needs a restart to take its new name (OLD becomes DESK-1).",
    ],
    [
      asking(renameId, "real", { detail: renames("NVIDIA driver", undefined) }),
      "PC-7 needs a restart to put files in place that were in use (NVIDIA driver).",
    ],
    [
      asking(renameId, "real", { detail: renames(undefined, "Google Chrome") }),
      "PC-7 needs a restart to put files in place that were in use.",
    ],
    [
      asking(renameId, "harmless", { detail: renames("temporary files", "Zoom") }),
      "Zoom asks PC-7 to restart, but nothing of weight waits.",
    ],
    [
      asking("configuration-manager-reboot", "real"),
      "PC-7 needs a restart to finish what Configuration Manager installed.",
    ],
    [
      asking(renameId, "harmless", { detail: renames("Google Chrome") }),
      "Google Chrome asks PC-7 to restart, but nothing of weight waits.",
    ],
    [
      asking(renameId, "harmless", { detail: renames("Google Chrome", "Zoom") }),
      "Google Chrome and Zoom ask PC-7 to restart, but nothing of weight waits.",
    ],
    [
      asking(renameId, "harmless", { detail: renames(undefined) }),
      "A program asks PC-7 to restart, but nothing of weight waits.",
    ],
    [
      asking("windows-installer-in-progress", "harmless"),
      "An installation on PC-7 has not ended; that alone is no reason to restart.",
    ],
    [
      asking("windows-update-post-reboot-reporting", "harmless"),
      "Windows Update still has a report to send from PC-7; that is no reason to restart.",
    ],
    [
      asking(renameId, "stale", { detail: renames("Google Chrome") }),
      "Google Chrome keeps asking PC-7 for a restart that cannot help: the files that it names are gone already.",
    ],
    [
      asking("windows-setup", "stale"),
      "Windows Setup keeps asking PC-7 for a restart that cannot help: a Windows upgrade failed and left its traces behind.",
    ],
    [
      asking("wininit-ini", "harmless"),
      "An old setup left a list of file changes on PC-7, and nothing on this Windows reads it.",
    ],
    [
      asking(updateId, "stale", {
        history: survivedAll,
      }),
      "Windows Update keeps asking PC-7 for a restart that cannot help: what it asks for survived the restart of 2026-11-03.",
    ],
    [
      asking(renameId, "unseen", { detail: renames("Zoom") }),
      "Zoom asks PC-7 to restart, and I cannot tell whether that matters.",
    ],
    [
      asking("salt-minion-reboot", "unseen"),
      "Salt asks PC-7 to restart, and I cannot tell whether that matters.",
    ],
  ])("of %o is “%s”", (signal, headline) => {
    expect(plain(reply(diagnosisOf([signal])).headline)).toBe(headline);
  });

  it.each(every)("of $id, $verdict, is one plain sentence without jargon", (signal) => {
    const headline = plain(reply(diagnosisOf([signal])).headline);

    expect(headline).toMatch(/^[A-Z][^!]{20,140}\.$/u);
    expect(headline).toContain("PC-7");
    expect(headline).not.toMatch(/HKLM|\\|Reboot[A-Z]|\bKey\b|pending|no restart needed/u);
  });

  it.each<[string, Pick<PresentSignal, "verdict" | "history">, boolean]>([
    ["is needed", { verdict: "real" }, true],
    ["was had, and the request survived it", { verdict: "stale", history: survivedAll }, false],
  ])("promises that a restart finishes the work only where one %s", (_, more, promised) => {
    const said = words(reply(diagnosisOf([asking(updateId, more.verdict, more)])));

    expect(said.includes("finishes with the next restart")).toBe(promised);
  });

  it("takes the weightiest of several causes, and names the others one line each", () => {
    const said = reply(
      diagnosisOf([
        asking(renameId, "harmless", { detail: renames("Google Chrome") }),
        asking("windows-setup", "stale"),
        asking("intune-reboot", "unseen"),
        asking("domain-join", "real"),
      ]),
    );

    expect(plain(said.headline)).toBe("PC-7 needs a restart to finish joining its domain.");
    expect(said.body.map(plain)).toEqual(
      expect.arrayContaining([
        "Also Intune: asks, and I cannot tell whether it matters.",
        "Also Windows Setup: a restart will not help.",
        "Also pending file renames (Google Chrome): nothing of weight waits.",
      ]),
    );
  });

  it("counts further causes instead of naming them without end", () => {
    const said = reply(diagnosisOf(signalIds.map((id) => asking(id, "harmless"))));

    expect(words(said)).toContain("19 more ask as well: see below.");
    expect(said.evidence).toHaveLength(signalIds.length + 2);
  });

  it("says of those that mean the same only that they do", () => {
    const said = reply(
      diagnosisOf([
        asking(updateId, "real"),
        asking("component-servicing-reboot-pending", "real"),
        asking("component-servicing-packages-pending", "real"),
      ]),
    );

    expect(said.body.map(plain)).toContain(
      "The same is said by Windows' component servicing and packages that wait for servicing.",
    );
    expect(words(said)).not.toContain("Also");
  });
});

describe("what follows the headline", () => {
  it.each<[SignalVerdict, string]>([
    [
      "real",
      "For the caller: please save your work and choose Restart; the message should then stop.",
    ],
    [
      "harmless",
      "For the caller: nothing important waits. Go on working and restart when it suits you.",
    ],
    [
      "stale",
      "For the caller: restarting again will not stop this message. We have to look into it.",
    ],
    [
      "unseen",
      "For the caller: we cannot tell yet whether a restart helps. Please wait before you restart.",
    ],
  ])("for a verdict of %s begins with a sentence to repeat", (verdict, sentence) => {
    const { body } = reply(diagnosisOf([asking(renameId, verdict)]));

    expect(body.map(plain)[0]).toBe(sentence);
  });

  it.each(every)("for $id, $verdict, says what it means and what to do now", (signal) => {
    const { body } = reply(diagnosisOf([signal]));
    const { means, now } = signalWords[signal.id];

    expect(body.map(plain)[1]).toBe(`${means} ${now[signal.verdict]}`);
    expect(means).toMatch(/^[A-Z][^!]+\.$/u);
    expect(now[signal.verdict]).toMatch(/^[A-Z][^!]+\.$/u);
  });

  it.each(every)("for $id, $verdict, never tells anybody to delete a key", (signal) => {
    const said = words(reply(diagnosisOf([signal])));

    expect(said).not.toMatch(/delete (?:the|this|that|its) (?:key|value)|reg delete|regedit/iu);
    expect(said).not.toContain("no restart needed");
  });

  it.each([
    [
      renameId,
      "MSI-based setups, SQL Server's setup, Exchange's setup and Configuration Manager's",
    ],
    [updateId, "Configuration Manager's prerequisite check may refuse to run."],
    ["update-exe-volatile", "Exchange's setup may refuse to run."],
    [
      "windows-installer-in-progress",
      "every other MSI installation (exit 1618) may refuse to run.",
    ],
  ] as const)("says what %s blocks", (id, blocked) => {
    expect(words(reply(diagnosisOf([asking(id, "real")])))).toContain(`Until then ${blocked}`);
    expect(words(reply(diagnosisOf([asking(id, "harmless")])))).toContain(
      `While it is there, ${blocked}`,
    );
  });

  it("names each blocked setup once", () => {
    const said = words(
      reply(diagnosisOf([asking(renameId, "real"), asking("update-exe-volatile", "real")])),
    );

    expect(said.split("Exchange's setup")).toHaveLength(2);
  });

  it.each([
    ["2026-11-25T18:00:00Z", "It will restart by itself at 2026-11-25 18:00 UTC."],
    [
      "2026-11-20T18:00:00Z",
      "It was to restart by itself at 2026-11-20 18:00 UTC; that time is over.",
    ],
  ])("says of a deadline at %s: %s", (at, sentence) => {
    const signal = asking("configuration-manager-reboot", "real", {
      detail: { kind: "deadline", at },
    });

    expect(reply(diagnosisOf([signal])).body.map(plain)).toContain(sentence);
  });

  it("says what was not seen, since that may ask as well", () => {
    const said = reply(
      diagnosisOf([
        asking(renameId, "stale"),
        { id: "intune-reboot", state: "unseen", why: "denied" },
        { id: "app-v-pending-tasks", state: "unseen", why: "denied" },
      ]),
    );

    expect(words(said)).toContain(
      "Not seen, so it may ask as well: Intune and App-V: the workstation refused to show it",
    );
  });

  it("names signals beside restart files with their own verdict", () => {
    const said = reply(
      diagnosisOf(
        [asking(renameId, "harmless", { detail: renames("Zoom") }), asking(updateId, "real")],
        { restartFiles: pair("leftover") },
      ),
    );

    expect(plain(said.headline)).toContain("an old setup left two files behind");
    expect(said.body.map(plain)).toEqual(
      expect.arrayContaining([
        "Also Windows Update: a restart is needed.",
        "Also pending file renames (Zoom): nothing of weight waits.",
      ]),
    );
  });

  it.each<[string, SignalFinding[], boolean]>([
    ["nothing asks", [{ id: updateId, state: "absent" }], true],
    ["only harmless things ask", [asking(renameId, "harmless")], true],
    ["something needs a restart", [asking(updateId, "real")], false],
    ["something may need a restart", [asking(renameId, "unseen")], false],
    ["something was not seen", [{ id: updateId, state: "unseen", why: "denied" }], false],
  ])("when %s beside left-over files says so to the caller: %o", (_, signals, nothingWaits) => {
    const said = words(reply(diagnosisOf(signals, { restartFiles: pair("leftover") })));

    expect(said).toContain("For the caller: a restart will not stop this message");
    expect(said.includes("nothing is waiting for one")).toBe(nothingWaits);
  });

  it.each<[string, SignalFinding, { headline: string; caller: string }]>([
    [
      "everything was seen and a line of the batch was not understood",
      { id: updateId, state: "absent" },
      {
        headline: "I cannot tell why PC-7 asks: its batch has work that I cannot judge.",
        caller: "For the caller: this needs a closer look first.",
      },
    ],
    [
      "a signal was not seen beside it",
      { id: updateId, state: "unseen", why: "denied" },
      {
        headline: "I cannot tell why PC-7 asks: something that decides was not seen.",
        caller: "For the caller: we could not look properly yet.",
      },
    ],
  ])("says what stands in the way when %s", (_, signal, { headline, caller }) => {
    const lines = [2, 3].map((line) => ({ what: "line", line }) as const);
    const restartFiles = { ...pair("cannot-tell"), obstacles: lines };
    const said = reply(diagnosisOf([signal], { restartFiles }));

    expect(plain(said.headline)).toBe(headline);
    expect(words(said)).toContain(caller);
    expect(words(said)).toContain("cannot judge (lines 2 and 3), so nothing");
  });

  it("does not take a harmless request for the reason while something was not seen", () => {
    const said = reply(
      diagnosisOf([
        asking(renameId, "harmless", { detail: renames("Zoom") }),
        { id: updateId, state: "unseen", why: "timed-out" },
      ]),
    );

    expect(plain(said.headline)).toBe(
      "I cannot tell why PC-7 asks: something that decides was not seen.",
    );
    expect(said.body.map(plain)).toEqual(
      expect.arrayContaining([
        "Windows Update: the workstation did not answer in time.",
        "Also pending file renames (Zoom): nothing of weight waits.",
      ]),
    );
  });
});
