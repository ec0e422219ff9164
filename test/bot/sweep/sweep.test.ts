import { afterEach, describe, expect, it, vi } from "vitest";
import { plain } from "#bot/reply.ts";
import { memorySweepStore } from "../../support/memory-sweep-store.ts";
import { must, person, words, yes } from "../../support/office.ts";
import { ongoing, plantOn, shut, sweepOffice, toTheEnd } from "../../support/sweep-office.ts";

afterEach(() => {
  vi.useRealTimers();
});

describe("a sweep", () => {
  it("looks at every workstation of the group, and at no other", async () => {
    const at = sweepOffice(3);

    const { report } = await at.sweep("sweep lab");

    expect(report?.workstations.map(({ workstation }) => workstation)).toEqual([
      "PC-1",
      "PC-2",
      "PC-3",
    ]);
    expect(at.pc("SRV-1").opened()).toBe(0);
  });

  it("goes on when the store failed for a moment, and is told once", async () => {
    const sweeps = memorySweepStore();
    const fails = ["dueLines", "endSweep"];
    const failing = async (step: string): Promise<void> => {
      const [next] = fails;
      await [async () => {}, async () => await Promise.reject(new Error(`no ${fails.shift()}`))][
        Number(next === step)
      ]?.();
    };
    const said: string[] = [];
    const at = sweepOffice(2, {
      sweeps: {
        ...sweeps,
        dueLines: async (id, now, limit) => {
          await failing("dueLines");
          return await sweeps.dueLines(id, now, limit);
        },
        endSweep: async (id, state) => {
          await failing("endSweep");
          return await sweeps.endSweep(id, state);
        },
      },
      tells: {
        test: async (_place, { headline }) => {
          said.push(plain(headline));
          return true;
        },
      },
    });
    const answer = await at.bot.ask({ text: "sweep lab", person: at.member });
    await must(answer.stay)({ platform: "test", place: "here" });

    const { report } = await toTheEnd(must(answer.ongoing));

    expect(report?.workstations.map(({ state }) => state)).toEqual(["looked", "looked"]);
    expect(fails).toEqual([]);
    expect(said.filter((one) => one.startsWith("Nothing asks"))).toHaveLength(1);
  });

  it("says on how many something asks, and names them under the cause with their cases", async () => {
    const at = sweepOffice(3);
    await plantOn(at, "PC-1", "PC-3");

    const { reply } = await at.sweep("which workstations in lab ask to reboot");

    expect(plain(reply.headline)).toBe(
      "Something asks for a restart on 2 of 3 workstations in lab.",
    );
    expect(reply.mood).toBe("attention");
    const [, litter] = reply.evidence;
    expect(litter?.title).toBe("Restart files left behind: litter");
    expect(litter?.rows.map(({ quote }) => quote)).toEqual(["PC-1", "PC-3"]);
    expect(words(reply)).toMatch(/PC-1 case [0-9A-Z]{4}-[0-9A-Z]{4}/u);
    expect(words(reply)).toContain("1 · Nothing that was looked at asks");
  });

  it("answers about the restart files where it was asked about them", async () => {
    const at = sweepOffice(3);
    await plantOn(at, "PC-2");

    const { reply } = await at.sweep("who else has the restart files");

    expect(plain(reply.headline)).toBe("The restart files are on 1 of 4 workstations.");
  });

  it("never says that nothing asks where it could not look", async () => {
    const at = sweepOffice(2);
    shut(at, "login-refused", "PC-2");

    const { reply } = await at.sweep("sweep lab");

    expect(plain(reply.headline)).toBe(
      "Nothing asks for a restart on any of 2 workstations in lab, as far as 1 could be looked at.",
    );
    expect(words(reply)).toContain("1 · Refused the login");
  });

  it("says how many could not be judged", async () => {
    const at = sweepOffice(2);
    await at.pc("PC-2").deny?.("C:\\Windows");

    const { reply, report } = await at.sweep("sweep lab");

    expect(words(reply)).toContain("On 1 not everything could be seen");
    expect(report?.workstations[1]).toMatchObject({ state: "looked", headline: "cannot-tell" });
  });

  it("is in trouble when none could be looked at", async () => {
    const at = sweepOffice(2);
    shut(at, "host-key-changed", "PC-1", "PC-2");

    const { reply } = await at.sweep("sweep lab");

    expect(plain(reply.headline)).toBe("None of 2 workstations in lab could be looked at.");
    expect(reply.mood).toBe("trouble");
  });

  it("makes each look a case of its own, whose button works", async () => {
    const at = sweepOffice(1);
    await plantOn(at, "PC-1");
    const { report } = await at.sweep("sweep lab");

    const again = await at.bot.ask({
      text: `case ${report?.workstations[0]?.case}`,
      person: at.member,
    });
    const pressed = await at.bot.press({ press: yes(again.reply), person: at.member });

    expect(words(again.reply)).toContain("nothing was looked at now");
    expect(pressed).toMatchObject({ kind: "replaced", ok: true });
    expect(at.pc("PC-1").opened()).toBe(2);
  });

  it("comes with a table of all workstations", async () => {
    const at = sweepOffice(2);
    await plantOn(at, "PC-1");

    const { files, report } = await at.sweep("sweep lab");

    const [table] = files;
    expect(table?.name).toBe(`sweep-${report?.sweep}.csv`);
    expect(new TextDecoder().decode(table?.bytes).split("\r\n")).toEqual([
      "workstation,state,restart_files,signals,why,tries,case,at",
      expect.stringMatching(/^PC-1,restart-files,leftover,,,1,[0-9A-Z-]{9},20/u),
      expect.stringMatching(/^PC-2,nothing-found,none,,,1,[0-9A-Z-]{9},20/u),
      "",
    ]);
  });

  it("comes with a picture where one can be drawn, and goes on without", async () => {
    const drawn = sweepOffice(1, { drawChart: async () => new Uint8Array([1, 2, 3]) });
    const failing = sweepOffice(1, {
      drawChart: async () => await Promise.reject(new Error("no")),
    });

    const [picture] = (await drawn.sweep("sweep lab")).files;
    const { files } = await failing.sweep("sweep lab");

    expect(picture).toMatchObject({ type: "image/png", bytes: new Uint8Array([1, 2, 3]) });
    expect(picture?.alternative).toContain("Nothing that was looked at asks: 1");
    expect(files.map(({ type }) => type)).toEqual(["text/csv"]);
    expect(failing.logged).toContain("the picture of a sweep could not be drawn");
  });

  it("tells its progress in numbers, with a button to stop it", async () => {
    const at = sweepOffice(2);
    const first = await at.bot.ask({ text: "sweep lab", person: at.member });

    expect(plain(first.reply.headline)).toMatch(/^Looking at 2 workstations in lab: \d done\.$/u);
    expect(first.reply.buttons.map(({ label }) => label)).toEqual(["Stop the sweep"]);
    await at.desk.sweepsUnderWay.stop();
  });

  it("is shown again by its id", async () => {
    const at = sweepOffice(1);
    const one = await ongoing(at, "sweep lab");
    const ended = await toTheEnd(one);

    const again = await at.bot.ask({ text: `sweep ${one.sweep}`, person: at.member });
    const unknown = await at.bot.ask({ text: "sweep ZZZZ-ZZZZ", person: at.member });

    expect(again).toMatchObject({ audience: "everyone", reply: ended.reply });
    expect(again.files).toEqual(ended.files);
    expect(plain(unknown.reply.headline)).toBe("There is no sweep ZZZZ-ZZZZ that you may see.");
  });

  it("is in the audit trail with who asked, and so is every look", async () => {
    const at = sweepOffice(2);

    await at.sweep("sweep lab");

    expect(at.audit.entries[0]).toMatchObject({
      event: "sweep-begun",
      by: { id: at.member.id },
      question: "sweep lab",
      workstations: 2,
    });
    expect(at.audit.entries.slice(1).map(({ event }) => event)).toEqual(["asked", "asked"]);
  });

  it("does not begin where the audit trail cannot be written", async () => {
    const at = sweepOffice(1);
    const audit = { ...at.audit, append: async () => await Promise.reject(new Error("full")) };
    const without = sweepOffice(1, { audit });

    const { reply, ongoing: goesOn } = await without.bot.ask({
      text: "sweep lab",
      person: without.member,
    });

    expect(plain(reply.headline)).toBe(
      "The sweep did not begin: the audit trail cannot be written.",
    );
    expect(goesOn).toBeUndefined();
    expect(without.pc("PC-1").opened()).toBe(0);
  });
});

describe("a workstation that does not answer", () => {
  it("is asked again later, and told as unreachable only then", async () => {
    vi.useFakeTimers();
    const at = sweepOffice(2);
    shut(at, "no-answer", "PC-2");
    const one = await ongoing(at, "sweep lab");
    const end = toTheEnd(one);

    await vi.advanceTimersByTimeAsync(2_000);
    const early = await at.bot.ask({ text: `sweep ${one.sweep}`, person: at.member });
    await vi.advanceTimersByTimeAsync(10_000);
    const { report } = await end;

    expect(words(early.reply)).toContain("1 workstation did not answer; I try again later.");
    expect(report?.workstations[1]).toMatchObject({
      state: "unreachable",
      why: "no-answer",
      tries: 2,
    });
  });

  it("counts as looked at when it answers the second time", async () => {
    vi.useFakeTimers();
    const at = sweepOffice(1);
    shut(at, "refused", "PC-1");
    const end = toTheEnd(await ongoing(at, "sweep lab"));

    await vi.advanceTimersByTimeAsync(2_000);
    shut(at, undefined, "PC-1");
    await vi.advanceTimersByTimeAsync(10_000);

    expect((await end).report?.workstations[0]).toMatchObject({ state: "looked", tries: 2 });
  });

  it.each(["login-refused", "host-key-unknown", "host-key-changed", "not-ssh"] as const)(
    "is not asked again when waiting mends nothing: %s",
    async (why) => {
      const at = sweepOffice(1);
      shut(at, why, "PC-1");

      const { report } = await at.sweep("sweep lab");

      expect(report?.workstations[0]).toMatchObject({ state: "unreachable", why, tries: 1 });
    },
  );
});

describe("the button that stops a sweep", () => {
  it("asks first, then ends it and keeps what was seen", async () => {
    const at = sweepOffice(60, {
      limits: { questionsPerMinute: { person: 9, channel: 9, workstation: 9 }, connections: 1 },
    });
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    for (const pc of at.pcs.values()) pc.before("open", async () => await held);
    const one = await ongoing(at, "sweep lab");
    const progress = await at.bot.ask({ text: `sweep ${one.sweep}`, person: at.member });
    const [button] = progress.reply.buttons;

    const first = await at.bot.press({ press: String(button?.press), person: at.member });
    const stopped = await at.bot.press({ press: yes(progress.reply), person: at.member });
    letGo();
    const { reply, report } = await toTheEnd(one);
    await at.desk.sweepsUnderWay.stop();
    const second = await at.bot.press({ press: yes(progress.reply), person: at.member });

    expect(first).toMatchObject({ kind: "confirm", confirmation: { title: "Stop the sweep?" } });
    expect(stopped).toMatchObject({ kind: "replaced", ok: true });
    expect(words(reply)).toContain("Stopped by alice; 60 were not looked at.");
    expect(report).toMatchObject({ state: "stopped" });
    expect(second).toMatchObject({ kind: "refused" });
    const opened = [...at.pcs.values()].reduce((sum, pc) => sum + pc.opened(), 0);
    expect(opened).toBeLessThanOrEqual(1);
  });

  it("is not for everybody", async () => {
    const at = sweepOffice(1);
    const one = await ongoing(at, "sweep lab");
    const press = `sweep:${one.sweep.toLowerCase()}:stop-yes`;

    const pressed = await at.bot.press({ press, person: at.stranger });

    expect(pressed).toMatchObject({ kind: "refused" });
    expect((await toTheEnd(one)).report).toMatchObject({ state: "ended" });
  });
});

describe("the right to sweep", () => {
  const asker = person("test:user:bob");

  it("is not that of asking: by default it is the right to remove", async () => {
    const at = sweepOffice(1, { rights: { ask: [asker.id], clear: ["test:user:alice"] } });

    const { reply, audience } = await at.bot.ask({ text: "sweep lab", person: asker });

    expect(plain(reply.headline)).toBe("You may not ask about many workstations at once.");
    expect(audience).toBe("asker");
    expect(at.audit.entries).toMatchObject([{ event: "refused", why: "may-not" }]);
  });

  it("leaves out, and says so, what the person may not ask about or may not sweep", async () => {
    const rights = {
      ask: [asker.id],
      clear: [],
      sweep: [asker.id],
      groups: { servers: { ask: [] } },
    };
    const at = sweepOffice(2, { rights });

    const { ongoing: one, reply } = await at.bot.ask({
      text: "sweep all",
      person: asker,
      waits: true,
    });
    const end = await one?.follow(() => {}, new AbortController().signal);

    expect(plain(reply.headline)).toContain("Looking at 2 workstations");
    expect(words(must(end).reply)).toContain("Only workstations that you may sweep are in it.");
    expect(at.pc("SRV-1").opened()).toBe(0);
  });

  it("is needed to see a sweep again, and the right to ask to see a case", async () => {
    const at = sweepOffice(1);
    const one = await ongoing(at, "sweep lab");
    const { report } = await toTheEnd(one);

    const sweep = await at.bot.ask({ text: `sweep ${one.sweep}`, person: at.stranger });
    const found = await at.bot.ask({
      text: `case ${report?.workstations[0]?.case}`,
      person: at.stranger,
    });

    expect(sweep.audience).toBe("asker");
    expect(plain(sweep.reply.headline)).toBe("You may not ask about workstations here.");
    expect(plain(found.reply.headline)).toBe("You may not ask about workstations here.");
  });

  it("shows a sweep to nobody who may not ask about all of it, and takes no button of theirs", async () => {
    const rights = {
      ask: ["test:user:alice", asker.id],
      sweep: ["test:user:alice", asker.id],
      clear: ["test:user:alice", asker.id],
      groups: { servers: { ask: ["test:user:alice"] } },
    };
    const at = sweepOffice(1, { rights });
    const one = await ongoing(at, "sweep all");
    await toTheEnd(one);

    const shown = await at.bot.ask({ text: `sweep ${one.sweep}`, person: asker });
    const counted = await at.bot.ask({ text: `clear sweep ${one.sweep} 1`, person: asker });
    const press = `sweep:${one.sweep.toLowerCase()}:clear`;
    const pressed = await at.bot.press({ press, person: asker });

    expect(plain(shown.reply.headline)).toBe(`There is no sweep ${one.sweep} that you may see.`);
    expect(JSON.stringify([shown, counted, pressed])).not.toContain("SRV-1");
    expect(pressed).toMatchObject({ kind: "refused" });
  });

  it("tells nobody of groups in which they may ask about nothing", async () => {
    const rights = {
      ask: [asker.id],
      clear: [],
      sweep: [asker.id],
      groups: { servers: { ask: [] } },
    };
    const at = sweepOffice(1, { rights });

    const { reply } = await at.bot.ask({ text: "sweep sevrers", person: asker });

    expect(words(reply)).toContain("Groups: lab.");
    expect(words(reply)).not.toContain("servers");
  });
});
