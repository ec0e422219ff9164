import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { stories } from "#practice/stories.ts";
import type { ChatDriver } from "../support/chat-driver.ts";
import { must } from "../support/office.ts";
import { type ScenarioOffice, scenarioOffice } from "../support/scenario-office.ts";
import type { StartChat } from "./scenarios.ts";

/**
 * The scenario table of questions about many workstations, for every adapter whose answers can go on
 * changing. In `lab` one of three has litter; in `attic` one of two does not answer, so that a sweep
 * of it waits for minutes.
 */
export function sweepScenarios(platform: string, startChat: StartChat): void {
  describe(`people who ask about many workstations at ${platform}`, () => {
    let office: ScenarioOffice;
    let chat: ChatDriver;
    beforeAll(async () => {
      office = await scenarioOffice(
        { "PC-61": must(stories["PC-42"]), "PC-62": must(stories["PC-42"]) },
        { strangerAsks: true },
      );
      chat = await startChat(office);
      office.speaksBy(chat.tells);
    });
    afterAll(async () => {
      await chat.stop();
      await office.stop();
    });
    afterEach(() => {
      expect(chat.violations()).toEqual([]);
    });

    it("hear at once that it is under way, and in the same message what came of it", async () => {
      const answer = await chat.ask("which workstations in lab ask to reboot");
      const over = await chat.until(answer, "Something asks for a restart on 2 of 3 workstations");

      expect(over.audience).toBe("everyone");
      expect(over.text).toContain("1 · Restart files left behind: litter");
      expect(over.text).toContain("1 · Nothing that was looked at asks");
      expect(over.text).toMatch(/PC-61\W+case [0-9A-Z]{4}-[0-9A-Z]{4}/u);
      expect(over.buttons).toEqual(["Remove on 1 workstation"]);
    });

    it("open a case of it by the id that it names, and remove what was left behind", async () => {
      const answer = await chat.ask("sweep PC-61");
      const over = await chat.until(answer, "Something asks for a restart on 1 of 1");

      const one = await chat.ask(`case ${caseOf("PC-61", over.text)}`);
      const removed = await chat.press(one, "Remove the two files");

      expect(removed.text).toContain("Removed both restart files from PC-61");
      expect(office.windows("PC-61").content("C:\\Windows\\_Mssetup.bat")).toBeUndefined();
    });

    it("remove what was left behind on all of them, which are named before", async () => {
      const answer = await chat.ask("sweep PC-62");
      const over = await chat.until(answer, "Something asks for a restart on 1 of 1");

      const removed = await chat.press(over, "Remove on 1 workstation");

      expect(removed.text).toContain("Removed the restart files on 1 of 1 workstation");
      expect(office.windows("PC-62").content("C:\\Windows\\_Mssetup.bat")).toBeUndefined();
    });

    it("stop it, and keep what was seen", async () => {
      const answer = await chat.ask("sweep attic");
      const waiting = await chat.until(answer, "1 workstation did not answer");
      expect(waiting.text).toContain("Looking at 2 workstations in attic: 1 done.");
      expect(waiting.buttons).toEqual(["Stop the sweep"]);

      const stopped = await chat.press(waiting, "Stop the sweep");

      expect(stopped.text).toContain("Stop the sweep?");
      expect(stopped.text).toContain("1 were not looked at.");
      expect(stopped.text).toContain("1 · Nothing that was looked at asks");
      expect((await chat.again(answer)).buttons).toEqual([]);
    });

    it("do not stop it when they answer with no, and are told who may", async () => {
      const answer = await chat.ask("sweep attic");
      const waiting = await chat.until(answer, "1 workstation did not answer");

      await chat.press(waiting, "Stop the sweep", { answer: "no" });
      const refused = await chat.press(waiting, "Stop the sweep", { as: "stranger" });

      expect(refused.text).toContain("You may not");
      expect((await chat.again(answer)).buttons).toEqual(["Stop the sweep"]);
      await chat.press(waiting, "Stop the sweep");
    });

    it("are refused without the right to it, though they may ask about one", async () => {
      const many = await chat.ask("sweep lab", "stranger");
      const one = await chat.ask("PC-46", "stranger");

      expect(many.text).toContain("You may not ask about many workstations at once.");
      expect(one.text).toContain("Nothing that was looked at on PC-46 asks");
    });

    it("are asked back for a group that there is not", async () => {
      const answer = await chat.ask("sweep atic");

      expect(answer.text).toContain("I know no group");
      expect(answer.text).toContain("Did you mean");
      expect(answer.text).toContain("attic");
    });
  });
}

function caseOf(workstation: string, text: string): string {
  const named = new RegExp(`${workstation}\\W+case (?<id>[0-9A-Z]{4}-[0-9A-Z]{4})`, "u").exec(text);
  return must(named?.groups?.["id"]);
}
