import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { StorePlace } from "#adapters/store/place.ts";
import { ordinaryWindows } from "#practice/ordinary-windows.ts";
import { type Story, stories } from "#practice/stories.ts";
import type { ChatDriver, Seen } from "../support/chat-driver.ts";
import { type ScenarioOffice, scenarioOffice } from "../support/scenario-office.ts";

export type StartChat = (office: Pick<ScenarioOffice, "bot" | "cases">) => Promise<ChatDriver>;

const batch = "C:\\Windows\\_Mssetup.bat";
const runner = "C:\\Windows\\_Msrstrt.exe";

/**
 * The one table of what happens to people, run on every adapter: the same sentences, the same
 * buttons, whatever the platform. Behind it stand real SSH servers and a real store.
 */
export function scenarios(
  platform: string,
  startChat: StartChat,
  newPlace?: () => Promise<StorePlace>,
): void {
  describe(`people at ${platform}`, () => {
    let office: ScenarioOffice;
    let chat: ChatDriver;
    beforeAll(async () => {
      office = await scenarioOffice(machines, { place: await newPlace?.() });
      chat = await startChat(office);
    });
    afterAll(async () => {
      await chat.stop();
      await office.stop();
    });
    afterEach(() => {
      expect(chat.violations()).toEqual([]);
    });
    const gone = (name: string): boolean[] =>
      [batch, runner].map((path) => office.windows(name).content(path) === undefined);

    it("removes what was left behind, and puts it back", async () => {
      const answer = await chat.ask("why does PC-42 ask to reboot");
      expect(answer.text).toContain("PC-42 asks to restart because an old setup left two files");
      expect(answer.text).toContain("REN C:\\WINDOWS\\SYSTEM\\CTL3DV2.000 CTL3DV2.DLL");
      expect(answer.buttons).toEqual(["Remove the two files"]);

      const removed = await chat.press(answer, "Remove the two files");
      expect(removed.text).toContain("Removed both restart files from PC-42");
      expect(removed.text).toContain("Remove the restart files?");
      expect(gone("PC-42")).toEqual([true, true]);
      expect(removed.buttons).toEqual(["Put them back"]);

      const restored = await chat.press(removed, "Put them back");
      expect(restored.text).toContain("Put both restart files back on PC-42");
      expect(gone("PC-42")).toEqual([false, false]);
      expect((await chat.again(answer)).buttons).toEqual([]);
    });

    it("does nothing when the confirmation is answered with no", async () => {
      const answer = await chat.ask("PC-61");

      const after = await chat.press(answer, "Remove the two files", { answer: "no" });

      expect(gone("PC-61")).toEqual([false, false]);
      expect(after.text).not.toContain("Removed");
      expect((await chat.again(answer)).buttons).toEqual(["Remove the two files"]);
    });

    it("removes stranded work only after a second question that names what is lost", async () => {
      const answer = await chat.ask("why does PC-43 ask to reboot");
      expect(answer.text).toContain("no restart will finish it");

      const removed = await chat.press(answer, "Remove anyway");

      expect(removed.text).toContain("This loses the record of unfinished work");
      expect(removed.text).toContain("COPY C:\\MSAPPS\\SETUP\\SHELL.DL_");
      expect(removed.text).toContain("Removed both restart files from PC-43");
      expect(gone("PC-43")).toEqual([true, true]);
    });

    it("says that one file alone does not ask", async () => {
      const answer = await chat.ask("PC-44?");

      expect(answer.text).toContain("Only one of the two restart files is on PC-44");
      expect(answer.buttons).toEqual(["Remove the file"]);
    });

    it("names Windows Update, and offers nothing to remove", async () => {
      const answer = await chat.ask("what does pc-45 want");

      expect(answer.text).toContain("PC-45 needs a restart to finish Windows updates");
      expect(answer.buttons).toEqual([]);
    });

    it("says that nothing of what it looked at asks", async () => {
      const answer = await chat.ask("PC-46");

      expect(answer.text).toContain("Nothing that was looked at on PC-46 asks for a restart");
    });

    it("says that a workstation does not answer", async () => {
      const answer = await chat.ask("PC-47");

      expect(answer.text).toContain("PC-47 did not answer");
      expect(answer.buttons).toEqual([]);
    });

    it("never takes a refusal of the workstation for an absent file", async () => {
      const answer = await chat.ask("PC-48");

      expect(answer.text).toContain("I cannot tell why PC-48 asks");
      expect(answer.text).toContain("the workstation refused to show it");
      expect(answer.buttons).toEqual([]);
    });

    it("asks back for a name with a typo", async () => {
      const answer = await chat.ask("why does PC-422 ask to reboot");

      expect(answer.text).toContain("Did you mean PC-42?");
    });

    it("answers what is no question with help", async () => {
      const answer = await chat.ask("good morning");

      expect(answer.text).toContain("Ask me why a workstation asks to restart");
    });

    it("explains a thing by the name that somebody read in a script", async () => {
      const answer = await chat.ask("what does PendingFileRenameOperations mean?");

      expect(answer.text).toContain("What to do: ");
      expect(answer.text).toContain("What it blocks: ");
      expect(answer.text).not.toContain("in the case");
      expect(answer.buttons).toEqual([]);
    });

    it("offers what comes near a thing that it cannot explain", async () => {
      const answer = await chat.ask("explain the pending file coffee");

      expect(answer.text).toContain("I have no explanation for");
      expect(answer.text).toContain("explain pending-file-rename-operations");
    });

    it("tells what was asked about a workstation before", async () => {
      await chat.ask("PC-46");

      const answer = await chat.ask("history PC-46");

      expect(answer.text).toContain("This is what was asked and done about PC-46");
      expect(answer.text).toContain("asked: nothing asked for a restart");
      expect(answer.buttons).toEqual([]);
    });

    it("tells a stranger only that they may not ask", async () => {
      const answer = await chat.ask("PC-42", "stranger");

      expect(answer.text).toContain("You may not ask about workstations here");
      expect(answer.text).not.toContain("Mssetup");
    });

    it("lets one of two clicks win", async () => {
      const answer = await chat.ask("PC-62");

      const both = await Promise.all([
        chat.press(answer, "Remove the two files"),
        chat.press(answer, "Remove the two files"),
      ]);

      expect(countSaying(both, "Removed both restart files from PC-62")).toBeGreaterThan(0);
      expect(gone("PC-62")).toEqual([true, true]);
      expect((await chat.again(answer)).buttons).toEqual(["Put them back"]);
    });

    it("looks again at the click, and removes nothing that has changed", async () => {
      const answer = await chat.ask("PC-49");

      const after = await chat.press(answer, "Remove the two files");

      expect(after.text).toContain("Nothing was removed");
      expect(after.text).toContain("PC-49 has an old setup's unfinished work");
      expect(gone("PC-49")).toEqual([false, false]);
    });

    it("still knows its button after a restart", async () => {
      const answer = await chat.ask("PC-63");
      await office.restart();

      const removed = await chat.press(answer, "Remove the two files");

      expect(removed.text).toContain("Removed both restart files from PC-63");
    });

    it("shows hostile text as it is, and mentions nobody", async () => {
      const answer = await chat.ask("PC-64");

      // Discord's code spans cannot hold a backtick, so a look-alike stands for it.
      const text = answer.text.replaceAll("\u02cb", "`");
      for (const line of hostile.slice(0, 4)) expect(text).toContain(line);
      expect(answer.text).toContain("␛[31m");
      expect(answer.buttons).toEqual([]);
    });

    it("keeps lines after an end mark, and a last line without a line break", async () => {
      const answer = await chat.ask("PC-65");

      expect(answer.text).toContain("REM the end mark is in the middle");
      expect(answer.text).toContain("REM no final line break");
    });

    it("does not read two megabytes of junk", async () => {
      const answer = await chat.ask("PC-66");

      expect(answer.text).toContain("I cannot tell why PC-66 asks");
      expect(answer.text).toContain("larger than such a file can be");
    });

    it("removes only after a second person's yes where one is needed", async () => {
      const answer = await chat.ask("PC-67");
      const waiting = await chat.press(answer, "Remove the two files");
      expect(waiting.text).toContain("Waiting for a second person");

      const own = await chat.press(waiting, "Approve and remove");
      expect(own.text).toContain("somebody else has to approve it");
      expect(gone("PC-67")).toEqual([false, false]);

      const removed = await chat.press(waiting, "Approve and remove", { as: "stranger" });
      expect(removed.text).toContain("Removed both restart files from PC-67");
      expect(removed.text).toContain("approved by");
      expect(gone("PC-67")).toEqual([true, true]);
    });

    it("refuses the click of a stranger, and touches nothing", async () => {
      const answer = await chat.ask("PC-61");

      const refused = await chat.press(answer, "Remove the two files", { as: "stranger" });

      expect(refused.text).toContain("You may not remove files on PC-61.");
      expect(gone("PC-61")).toEqual([false, false]);
      expect((await chat.again(answer)).buttons).toEqual(["Remove the two files"]);
    });
  });
}

const leftover = stories["PC-42"];
if (leftover === undefined) throw new Error("the practice story of PC-42 is gone");

const hostile = [
  "REM <@U0MEMBER> <!channel> @everyone <@&222>",
  "REM `code` *bold* _it_ ~no~ ||spoiler||",
  "REM <script>alert(1)</script> </details>",
  "REM [link](https://example.com) <https://example.com|x>",
  "REM \u001b[31mred\u0007",
];

const machines: Readonly<Record<string, () => Story>> = {
  "PC-61": leftover,
  "PC-62": leftover,
  "PC-67": leftover,
  "PC-63": leftover,
  "PC-64": () => withBatch([...hostile, "C:\\X.EXE"].join("\r\n")),
  "PC-65": () =>
    withBatch(
      "@ECHO OFF\r\nREM the end mark is\u001aREM the end mark is in the middle\r\nREM no final line break",
    ),
  "PC-66": () => withBatch("x".repeat(2 * 1024 * 1024)),
};

function withBatch(text: string): Story {
  const windows = ordinaryWindows();
  windows.plant(batch, text);
  windows.plant(runner, "MZ");
  return { windows };
}

function countSaying(all: readonly Seen[], words: string): number {
  return all.filter(({ text }) => text.includes(words)).length;
}
