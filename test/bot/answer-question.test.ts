import { describe, expect, it } from "vitest";
import type { Answer } from "#bot/bot.ts";
import { plain } from "#bot/reply.ts";
import type { Office } from "../support/office.ts";
import {
  batchPath,
  must,
  office,
  person,
  plantLeftover,
  plantStranded,
  runnerPath,
  words,
} from "../support/office.ts";

describe("a question about a workstation", () => {
  it("says that litter asks, shows every line of the batch, and offers to remove it", async () => {
    const desk = office();
    await plantLeftover(desk.pc);

    const { reply, audience, report } = await ask(desk);

    expect(plain(reply.headline)).toContain(
      "PC-42 asks to restart because an old setup left two files",
    );
    expect(words(reply)).toContain("DEL C:\\W\\COMMDLG.DLL line 1: already done");
    expect(reply.buttons).toMatchObject([{ label: "Remove the two files", style: "danger" }]);
    expect(audience).toBe("everyone");
    expect(report).toMatchObject({
      schema: "whyreboot/report@1",
      headline: "restart-files",
      restartFiles: { verdict: "leftover", windowsDirectory: "C:\\Windows" },
      offers: [{ act: "clear-restart-files", confirm: "once" }],
    });
  });

  it("keeps the case, its words and its offer for later", async () => {
    const desk = office();
    await plantLeftover(desk.pc);

    const { reply, report } = await ask(desk);

    const id = must(report).case;
    expect(plain(reply.footer)).toContain(id);
    expect(await desk.cases.findCase(id)).toMatchObject({
      reply,
      report,
      askedBy: { name: "alice" },
    });
    expect(await desk.cases.offersOf(id)).toMatchObject([{ state: "open" }]);
  });

  it("warns that a removal loses staged work, and asks twice", async () => {
    const desk = office();
    await plantStranded(desk.pc);

    const { reply, report } = await ask(desk);

    expect(plain(reply.headline)).toContain("no restart will finish it");
    expect(words(reply)).toContain("run that setup again");
    expect(report?.offers).toMatchObject([{ confirm: "twice" }]);
  });

  it("offers nothing when it cannot tell", async () => {
    const desk = office();
    await desk.pc.deny?.("C:\\Windows");

    const { reply, report } = await ask(desk);

    expect(report).toMatchObject({ headline: "cannot-tell", offers: [] });
    expect(reply.buttons).toEqual([]);
    expect(words(reply)).toContain("the workstation refused to show it");
  });

  it("says that nothing of what was looked at asks, never that no restart is needed", async () => {
    const desk = office();

    const { reply, report } = await ask(desk);

    expect(report?.headline).toBe("nothing-found");
    expect(words(reply)).toContain("not the same as “no restart needed”");
    expect(words(reply)).toContain(
      "Not looked at, because it takes PowerShell: Windows Update's own agent",
    );
  });

  it("names Windows Update when it asks", async () => {
    const desk = office();
    desk.pc.plantKey(
      "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired",
    );

    const { reply, report } = await ask(desk);

    expect(plain(reply.headline)).toBe("PC-42 needs a restart to finish Windows updates.");
    expect(report?.signals).toContainEqual(
      expect.objectContaining({
        id: "windows-update-reboot-required",
        state: "present",
        verdict: "real",
      }),
    );
  });

  it("says of one file that alone it does not ask", async () => {
    const desk = office();
    await desk.pc.plant(runnerPath, "MZ");

    const { reply } = await ask(desk);

    expect(plain(reply.headline)).toContain("Only one of the two restart files");
    expect(reply.buttons).toMatchObject([{ label: "Remove the file" }]);
  });

  it("says what to do when the workstation does not answer, and keeps the case", async () => {
    const desk = office();
    desk.pc.unreachable("no-answer");

    const { reply, report } = await ask(desk);

    expect(plain(reply.headline)).toBe("PC-42 did not answer.");
    expect(report).toMatchObject({ headline: "unreachable", why: "no-answer", offers: [] });
    expect(await desk.cases.findCase(must(report).case)).toBeDefined();
  });

  it("says that it is looking before it has looked", async () => {
    const desk = office();
    const said: string[] = [];
    desk.pc.before("open", () => void said.push("opened"));

    await desk.bot.ask({
      text: "PC-42",
      person: desk.member,
      onLooking: (reply) => void said.push(plain(reply.headline)),
    });

    expect(said).toEqual(["Looking at PC-42 …", "opened"]);
  });

  it("answers without a button when the case could not be written down", async () => {
    const desk = office();
    await plantLeftover(desk.pc);
    const broken = office({
      cases: { ...desk.cases, add: async () => await Promise.reject(new Error("disk full")) },
    });
    await plantLeftover(broken.pc);

    const { reply, report } = await ask(broken);

    expect(reply.buttons).toEqual([]);
    expect(plain(reply.footer)).toContain("not recorded, so no button");
    expect(report?.offers).toEqual([]);
    expect(broken.logged).toContain("the case could not be written down");
  });
});

describe("hostile text in the batch", () => {
  it("is shown as it is, with nothing that hides or moves text", async () => {
    const desk = office();
    await desk.pc.plant(runnerPath, "MZ");
    await desk.pc.plant(batchPath, "REM <@U123> `x` @everyone \u202E\u0007\r\n\u001aREM end");

    const { reply } = await ask(desk);

    expect(words(reply)).toContain("REM <@U123> `x` @everyone");
    expect(words(reply)).not.toMatch(/[\p{Cf}]|(?!\n)\p{Cc}/u);
  });
});

describe("a question that cannot be answered", () => {
  it("asks back for a name with a typo, and connects to nothing", async () => {
    const desk = office();

    const { reply, audience, report } = await ask(desk, "why does PC-422 ask");

    expect(plain(reply.headline)).toBe("I do not know PC-422. Did you mean PC-42?");
    expect(audience).toBe("asker");
    expect(report).toMatchObject({ headline: "unknown-workstation", why: "not-in-inventory" });
    expect(desk.pc.opened()).toBe(0);
  });

  it("gives help with an example when no workstation is named", async () => {
    const { reply, audience } = await ask(office(), "hello");

    expect(words(reply)).toContain("why does PC-42 ask to reboot");
    expect(audience).toBe("asker");
  });

  it("takes one workstation at a time", async () => {
    const { reply } = await ask(office(), "PC-42 and PC-43");

    expect(words(reply)).toContain("One workstation at a time");
  });

  it("tells a stranger nothing, not even whether a name exists", async () => {
    const desk = office();

    const known = await desk.bot.ask({ text: "PC-42", person: desk.stranger });
    const unknown = await desk.bot.ask({ text: "PC-422", person: desk.stranger });

    expect(plain(known.reply.headline)).toBe("You may not ask about workstations here.");
    expect(unknown).toEqual(known);
    expect(desk.pc.opened()).toBe(0);
  });

  it("denies, and says why, when the platform cannot say who the person is", async () => {
    const desk = office();

    const { reply } = await desk.bot.ask({
      text: "PC-42",
      person: person("test:user:alice", "cannot-tell"),
    });

    expect(plain(reply.headline)).toBe("I could not check whether you may ask.");
    expect(desk.pc.opened()).toBe(0);
  });
});

async function ask(desk: Office, text = "why does PC-42 ask to reboot"): Promise<Answer> {
  return await desk.bot.ask({ text, person: desk.member });
}
