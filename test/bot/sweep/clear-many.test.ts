import { describe, expect, it } from "vitest";
import type { Pressed } from "#bot/bot.ts";
import { plain } from "#bot/reply.ts";
import { batchPath, must, person, replaced, runnerPath, words } from "../../support/office.ts";
import {
  ongoing,
  plantOn,
  type SweepOffice,
  shut,
  sweepOffice,
  toTheEnd,
} from "../../support/sweep-office.ts";

interface Swept {
  readonly at: SweepOffice;
  readonly sweep: string;
  /** Presses the button of the sweep, at that stage. */
  readonly press: (stage: string, who?: SweepOffice["member"]) => Promise<Pressed>;
}

/** A sweep that has ended, with litter on these workstations. */
async function swept(
  size: number,
  litter: readonly string[],
  change: Parameters<typeof sweepOffice>[1] = {},
): Promise<Swept> {
  const at = sweepOffice(size, change);
  await plantOn(at, ...litter);
  const one = await ongoing(at, "sweep lab");
  await toTheEnd(one);
  return {
    at,
    sweep: one.sweep,
    press: async (stage, who = at.member) =>
      await at.bot.press({ press: `sweep:${one.sweep.toLowerCase()}:${stage}`, person: who }),
  };
}

async function stillThere(at: SweepOffice): Promise<readonly string[]> {
  const there: string[] = [];
  for (const [name, pc] of at.pcs) {
    if ((await pc.content(runnerPath)) !== undefined) there.push(name);
  }
  return there;
}

describe("the button that removes on many workstations", () => {
  it("stands below a sweep that found litter, and only there", async () => {
    const { at, sweep } = await swept(3, ["PC-1", "PC-3"]);
    const clean = await swept(1, []);

    const found = await at.bot.ask({ text: `sweep ${sweep}`, person: at.member });
    const none = await clean.at.bot.ask({ text: `sweep ${clean.sweep}`, person: at.member });

    expect(found.reply.buttons.map(({ label }) => label)).toEqual(["Remove on 2 workstations"]);
    expect(none.reply.buttons).toEqual([]);
  });

  it("names every workstation and asks once more before anything is changed", async () => {
    const { at, press } = await swept(3, ["PC-1", "PC-3"]);

    const pressed = await press("clear");

    expect(pressed).toMatchObject({
      kind: "confirm",
      confirmation: { title: "Remove on 2 workstations?", yes: "Remove on 2" },
    });
    expect(JSON.stringify(pressed)).toContain("PC-3");
    expect(await stillThere(at)).toEqual(["PC-1", "PC-3"]);
  });

  it("removes each as an act of its own, with a journal, audit entries and a way back", async () => {
    const { at, press } = await swept(3, ["PC-1", "PC-3"]);

    const pressed = await press("clear-yes");

    const reply = replaced(pressed);
    expect(pressed).toMatchObject({ ok: true });
    expect(plain(reply.headline)).toBe("Removed the restart files on 2 of 2 workstations in lab.");
    expect(await stillThere(at)).toEqual([]);
    const events = at.audit.entries.map(({ event }) => event);
    expect(events.filter((event) => event === "act-begun")).toHaveLength(2);
    expect(events.filter((event) => event === "act-ended")).toHaveLength(2);
    const text = must(words(reply).match(/case \S+/u)?.[0]);
    const again = await at.bot.ask({ text, person: at.member });
    expect(again.reply.buttons.map(({ label }) => label)).toEqual(["Put them back"]);
  });

  it("touches nothing but litter: not staged work, not what could not be judged", async () => {
    const { at, press } = await swept(3, ["PC-1", "PC-2"], {});
    await at.pc("PC-2").plant("C:\\W\\~T1.TMP", "newest");
    const later = await at.bot.ask({ text: "sweep lab", person: at.member, waits: true });
    await toTheEnd(must(later.ongoing));

    const pressed = await at.bot.press({
      press: `sweep:${must(later.ongoing).sweep.toLowerCase()}:clear-yes`,
      person: at.member,
    });

    expect(words(replaced(pressed))).toContain("on 1 of 1 workstation in lab");
    expect(await stillThere(at)).toEqual(["PC-2"]);
    expect(await press("clear")).toMatchObject({ kind: "confirm" });
  });

  it("leaves alone, and tells, what has changed since the sweep", async () => {
    const { at, press } = await swept(2, ["PC-1", "PC-2"]);
    await at.pc("PC-2").plant(batchPath, "DEL C:\\W\\OTHER.DLL\r\n");

    const reply = replaced(await press("clear-yes"));

    expect(plain(reply.headline)).toContain("on 1 of 2 workstations");
    expect(reply.evidence[0]?.title).toBe("Not removed (1)");
    expect(await stillThere(at)).toEqual(["PC-2"]);
  });

  it("stops by itself after so many that did not succeed, and names the untouched", async () => {
    const names = Array.from({ length: 9 }, (_, index) => `PC-${index + 1}`);
    const clearMany = { typeAbove: 10, stopAfterFailures: 3 };
    const { at, press } = await swept(9, names, { clearMany });
    shut(at, "login-refused", ...names);
    const before = [...at.pcs.values()].reduce((sum, pc) => sum + pc.opened(), 0);

    const reply = replaced(await press("clear-yes"));

    expect(words(reply)).toMatch(/I stopped after [345] workstations.*[456] were not touched/u);
    expect(plain(reply.headline)).toContain("on 0 of 9 workstations");
    expect([...at.pcs.values()].reduce((sum, pc) => sum + pc.opened(), 0)).toBe(before);
    expect(await stillThere(at)).toEqual(names);
  });

  it("removes what is left when it is pressed again, and nothing twice", async () => {
    const { at, press } = await swept(2, ["PC-1", "PC-2"]);
    shut(at, "no-answer", "PC-2");
    await press("clear-yes");
    shut(at, undefined, "PC-2");

    const again = replaced(await press("clear-yes"));
    const third = await press("clear-yes");

    expect(plain(again.headline)).toContain("on 1 of 1 workstation");
    expect(words(again)).toContain("1 more are settled meanwhile");
    expect(third).toMatchObject({ kind: "refused" });
  });

  it("has one winner when two people press it at once", async () => {
    const { at, press } = await swept(4, ["PC-1", "PC-2", "PC-3", "PC-4"]);

    await Promise.all([press("clear-yes"), press("clear-yes")]);

    const begun = at.audit.entries.filter(({ event }) => event === "act-begun");
    expect(begun).toHaveLength(4);
    expect(await stillThere(at)).toEqual([]);
  });
});

describe("above the configured number", () => {
  const change = { clearMany: { typeAbove: 1, stopAfterFailures: 3 } };

  it.each(["clear", "clear-yes"])("a click is not enough: %s", async (stage) => {
    const { at, sweep, press } = await swept(2, ["PC-1", "PC-2"], change);

    const pressed = await press(stage);

    expect(pressed.kind).toBe("refused");
    expect(JSON.stringify(pressed)).toContain(`clear sweep ${sweep} 2`);
    expect(await stillThere(at)).toEqual(["PC-1", "PC-2"]);
  });

  it("the typed number gives a button, which asks once more", async () => {
    const { at, sweep } = await swept(2, ["PC-1", "PC-2"], change);

    const { reply } = await at.bot.ask({ text: `clear sweep ${sweep} 2`, person: at.member });
    const [button] = reply.buttons;
    const asked = await at.bot.press({ press: must(button).press, person: at.member });
    const done = await at.bot.press({ press: must(button).confirm.press, person: at.member });

    expect(asked).toMatchObject({ kind: "confirm" });
    expect(done).toMatchObject({ kind: "replaced", ok: true });
    expect(await stillThere(at)).toEqual([]);
  });

  it("another number than there are gives none", async () => {
    const { at, sweep } = await swept(2, ["PC-1", "PC-2"], change);

    const { reply } = await at.bot.ask({ text: `clear sweep ${sweep} 3`, person: at.member });

    expect(plain(reply.headline)).toBe("It is 2 workstations now, not 3.");
    expect(reply.buttons).toEqual([]);
  });
});

describe("who may remove on many workstations", () => {
  it("is decided on each of them: others are left out, and counted", async () => {
    const bob = person("test:user:bob");
    const rights = {
      ask: ["test:user:alice", bob.id],
      sweep: ["test:user:alice"],
      clear: ["test:user:alice"],
      groups: { servers: { clear: [bob.id] } },
    };
    const at = sweepOffice(1, { rights });
    await plantOn(at, "PC-1", "SRV-1");
    const one = await ongoing(at, "sweep all");
    await toTheEnd(one);

    const press = `sweep:${one.sweep.toLowerCase()}:clear-yes`;
    const pressed = await at.bot.press({ press, person: at.member });

    expect(words(replaced(pressed))).toContain(
      "1 more are settled meanwhile, too old, or not yours",
    );
    expect(await stillThere(at)).toEqual(["SRV-1"]);
  });

  it.each([
    ["a stranger", person("test:user:mallory")],
    ["somebody of whom the platform cannot tell", person("test:user:alice", "cannot-tell")],
  ])("is never %s", async (_, who) => {
    const { at, press } = await swept(1, ["PC-1"]);

    const pressed = await Promise.all(
      ["clear", "clear-yes", "counted", "counted-yes"].map(
        async (stage) => await press(stage, who),
      ),
    );

    expect(pressed.map(({ kind }) => kind)).toEqual(["refused", "refused", "refused", "refused"]);
    expect(await stillThere(at)).toEqual(["PC-1"]);
  });

  it("is no way around a second person: what needs one is left out and said", async () => {
    const approval = { groups: ["servers"], verdicts: [], minutes: 60 };
    const at = sweepOffice(1, { approval });
    await plantOn(at, "PC-1", "SRV-1");
    const one = await ongoing(at, "sweep all");
    await toTheEnd(one);

    const press = `sweep:${one.sweep.toLowerCase()}:clear-yes`;
    const reply = replaced(await at.bot.press({ press, person: at.member }));

    expect(words(reply)).toContain("1 more need a second person");
    expect(await stillThere(at)).toEqual(["SRV-1"]);
  });
});

it("does not begin while the sweep still runs", async () => {
  const at = sweepOffice(1);
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  at.pc("PC-1").before("open", async () => await held);
  const one = await ongoing(at, "sweep lab");

  const press = `sweep:${one.sweep.toLowerCase()}:clear`;
  const pressed = await at.bot.press({ press, person: at.member });
  letGo();
  await toTheEnd(one);

  expect(pressed).toMatchObject({ kind: "refused" });
});
