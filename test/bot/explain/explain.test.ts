import { describe, expect, it } from "vitest";
import { plain } from "#bot/reply.ts";
import { office, words } from "../../support/office.ts";

describe("a question for an explanation", () => {
  it.each([
    "explain restart files",
    "what are restart files?",
    "please explain to me the restart files",
    "what does _Mssetup.bat mean",
    "What is Q153227?",
  ])("%j is answered from the page, for everyone, without a case", async (text) => {
    const desk = office();

    const answer = await desk.bot.ask({ text, person: desk.member });

    expect(plain(answer.reply.headline)).toContain("Restart files");
    expect(answer.reply.body.map(plain)).toEqual([
      expect.stringContaining("Reboot to Complete Installation"),
      expect.stringMatching(/^What to do: /u),
      expect.stringMatching(/^What it blocks: /u),
      expect.stringMatching(/^Verdict: /u),
      expect.stringMatching(/^Why it means this: /u),
    ]);
    expect(words(answer.reply)).toContain("docs/signals/restart-files.md");
    expect(answer).toMatchObject({ audience: "everyone", reply: { buttons: [], footer: [] } });
    expect(answer.report).toBeUndefined();
    expect(desk.pc.opened()).toBe(0);
  });

  it("alone lists what can be explained", async () => {
    const desk = office();

    const { reply, audience } = await desk.bot.ask({ text: "explain", person: desk.member });

    expect(words(reply)).toContain("explain restart-files");
    expect(audience).toBe("asker");
  });

  it("says that it knows no such thing, and what is near", async () => {
    const desk = office();

    const { reply } = await desk.bot.ask({
      text: "explain the mssetup of <@U123>\u202e",
      person: desk.member,
    });

    expect(plain(reply.headline)).toBe(
      "I have no explanation for the mssetup of <@U123>\\u{202E}.",
    );
    expect(words(reply)).toContain("explain restart-files");
  });

  it("is given to whoever may ask, and to nobody else", async () => {
    const desk = office();

    const { reply } = await desk.bot.ask({ text: "explain restart files", person: desk.stranger });

    expect(plain(reply.headline)).toBe("You may not ask about workstations here.");
  });

  it("that names a workstation is a question about the workstation", async () => {
    const desk = office();

    const { report } = await desk.bot.ask({
      text: "explain what PC-42 is doing with its restart files",
      person: desk.member,
    });

    expect(report?.workstation).toBe("PC-42");
  });

  it.each(["what is for lunch", "what are you doing here"])(
    "%j means nothing that can be explained: help",
    async (text) => {
      const desk = office();

      const { reply } = await desk.bot.ask({ text, person: desk.member });

      expect(plain(reply.headline)).toBe("Ask me why a workstation asks to restart.");
      expect(words(reply)).toContain("explain pending renames");
    },
  );

  it("rejects, rather than say that nothing is known, when the pages are not there", async () => {
    const broken = office({ pages: { all: async () => await Promise.reject(new Error("gone")) } });

    await expect(
      broken.bot.ask({ text: "explain restart files", person: broken.member }),
    ).rejects.toThrow("gone");
  });
});
