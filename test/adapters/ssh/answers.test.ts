import { describe, expect, it } from "vitest";
import { commandAnswers } from "#adapters/ssh/answers.ts";
import { compileCommands } from "#adapters/ssh/commands.ts";
import { textAnswers } from "#adapters/ssh/decode.ts";
import { framed } from "#adapters/ssh/dialogue.ts";
import { transcript } from "#adapters/ssh/transcript.ts";
import type { EventQuery, RegistryKey } from "#checks/machine.ts";
import type { CmdWorld } from "../../support/ssh-cmd.ts";
import { cmdLine, currentVersion, healthyWorld, printed } from "../../support/ssh-cmd.ts";

const parent: RegistryKey = "HKLM\\SOFTWARE\\Acme";
const child: RegistryKey = "HKLM\\SOFTWARE\\Acme\\Child";
const grandchild: RegistryKey = "HKLM\\SOFTWARE\\Acme\\Child\\Grandchild";

const boots: EventQuery = {
  log: "System",
  sources: [{ provider: "Microsoft-Windows-Kernel-General", ids: [12] }],
  newest: 5,
};

/** What the world says to each command, as sightings. */
function answers(
  world: CmdWorld,
  registry: readonly RegistryKey[] = [],
): ReturnType<typeof commandAnswers> {
  const commands = compileCommands({
    environment: ["PROCESSOR_ARCHITEW6432"],
    registry,
    trees: registry,
    events: [boots],
  });
  const cmd = cmdLine(world);
  const said = transcript("MARK");
  let number = 0;
  const ask = textAnswers(commands, {
    async ask(command) {
      number += 1;
      const answer = said.answer(number);
      const output = framed("MARK", { number, command }).map(cmd).join("");
      said.hear(new TextEncoder().encode(output));
      return await answer;
    },
  });
  return commandAnswers(commands, ask);
}

function worldOf(registry: CmdWorld["registry"]): CmdWorld {
  return { ...healthyWorld, registry: { ...healthyWorld.registry, ...registry } };
}

describe("environment variables", () => {
  it("are given as they are set", async () => {
    expect(await answers(healthyWorld).environment("SystemRoot")).toEqual({
      state: "present",
      seen: "C:\\Windows",
    });
  });

  it("are absent when cmd knows none of that name", async () => {
    expect(await answers(healthyWorld).environment("PROCESSOR_ARCHITEW6432")).toEqual({
      state: "absent",
    });
  });

  it("are odd when a line of the answer is no variable", async () => {
    const world = { ...healthyWorld, environment: { SystemRoot: "C:\\Windows\r\nD:\\Windows" } };

    expect(await answers(world).environment("SystemRoot")).toMatchObject({
      state: "unseen",
      why: "odd-answer",
    });
  });

  it("are taken by their whole name, not by how it begins", async () => {
    const world = {
      ...healthyWorld,
      environment: { SystemRootX: "D:\\", SYSTEMROOT: "C:\\Windows" },
    };

    expect(await answers(world).environment("SystemRoot")).toMatchObject({ seen: "C:\\Windows" });
  });

  it("are a bug to ask for when they were not declared", async () => {
    await expect(answers(healthyWorld).environment("PROCESSOR_ARCHITECTURE")).rejects.toThrow(
      "never declared",
    );
  });
});

describe("registry keys", () => {
  it("are present when they can be listed", async () => {
    const world = worldOf({ [parent]: printed(parent, ["    a    REG_SZ    b"], ["Child"]) });

    expect(await answers(world, [parent]).registry(parent)).toEqual({
      state: "present",
      seen: { values: [{ name: "a", type: "REG_SZ", data: "b" }], subkeys: ["Child"] },
    });
  });

  it("are absent when their listed parent does not have them", async () => {
    const world = worldOf({ [parent]: printed(parent, [], ["Another"]) });

    expect(await answers(world, [parent, child]).registry(child)).toEqual({ state: "absent" });
  });

  it("are absent below a parent that is absent itself", async () => {
    const world = worldOf({ [parent]: printed(parent, []) });

    expect(await answers(world, [parent, child, grandchild]).registry(grandchild)).toEqual({
      state: "absent",
    });
  });

  it("are denied, not absent, when the parent lists them in whatever case", async () => {
    const world = worldOf({ [parent]: printed(parent, [], ["CHILD"]) });

    expect(await answers(world, [parent, child]).registry(child)).toMatchObject({
      state: "unseen",
      why: "denied",
    });
  });

  it("are unseen when nothing above them can be listed", async () => {
    const world = worldOf({ "HKLM\\SOFTWARE": 1 });

    expect(await answers(world, [child]).registry(child)).toMatchObject({
      state: "unseen",
      why: "failed",
    });
  });

  it("are absent when they are missing from the first key above that can be listed", async () => {
    const world = worldOf({ "HKLM\\SOFTWARE": printed("HKLM\\SOFTWARE", [], ["Microsoft"]) });

    expect(await answers(world, [grandchild]).registry(grandchild)).toEqual({ state: "absent" });
  });

  it("are unseen when the parent is unseen", async () => {
    const world = worldOf({ [parent]: 5 });

    expect(await answers(world, [parent, child]).registry(child)).toMatchObject({
      state: "unseen",
      why: "failed",
    });
  });

  it("are unseen, all of them, when not even the control key can be read", async () => {
    const world = worldOf({ [currentVersion]: 1, [parent]: printed(parent, []) });

    expect(await answers(world, [parent, child]).registry(child)).toMatchObject({
      state: "unseen",
      why: "failed",
    });
  });

  it("are unseen when reg.exe is not there or breaks", async () => {
    const world = worldOf({ [parent]: 9009 });

    expect(await answers(world, [parent]).registry(parent)).toMatchObject({
      state: "unseen",
      why: "failed",
    });
  });

  it("are odd when what was printed is no listing", async () => {
    const world = worldOf({ [parent]: ["something else"] });

    expect(await answers(world, [parent]).registry(parent)).toMatchObject({
      state: "unseen",
      why: "odd-answer",
    });
  });

  it("are a bug to ask for when they were not declared", async () => {
    await expect(answers(healthyWorld).registry(parent)).rejects.toThrow("never declared");
  });
});

describe("registry trees", () => {
  it("give every key below with its values", async () => {
    const world = worldOf({
      [parent]: [
        "",
        "HKEY_LOCAL_MACHINE\\SOFTWARE\\Acme",
        "    a    REG_SZ    1",
        "",
        "HKEY_LOCAL_MACHINE\\SOFTWARE\\Acme\\Child",
        "",
        "HKEY_LOCAL_MACHINE\\SOFTWARE\\Acme\\Child\\Grandchild",
        "    b    REG_DWORD    0x2",
        "",
      ],
    });

    expect(await answers(world, [parent]).registryTree(parent)).toEqual({
      state: "present",
      seen: [
        { below: [], values: [{ name: "a", type: "REG_SZ", data: "1" }] },
        { below: ["Child"], values: [] },
        { below: ["Child", "Grandchild"], values: [{ name: "b", type: "REG_DWORD", data: "0x2" }] },
      ],
    });
  });

  it("are absent by the listing of the key above", async () => {
    const world = worldOf({ [parent]: printed(parent, []) });

    expect(await answers(world, [child]).registryTree(child)).toEqual({ state: "absent" });
  });

  it("are odd when a value stands under no key, or a key is none of theirs", async () => {
    for (const line of ["    a    REG_SZ    1", "HKEY_LOCAL_MACHINE\\SYSTEM"]) {
      expect(
        await answers(worldOf({ [parent]: [line] }), [parent]).registryTree(parent),
      ).toMatchObject({ state: "unseen", why: "odd-answer" });
    }
  });
});

describe("events", () => {
  const event =
    "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>" +
    "<Provider Name='Microsoft-Windows-Kernel-General'/><EventID>12</EventID>" +
    "<TimeCreated SystemTime='2026-11-23T07:02:11.123456700Z'/></System>" +
    "<EventData><Data Name='StartTime'>2026-11-23T07:02:10.5Z</Data></EventData></Event>";
  const worldWith = (events: readonly string[] | number): CmdWorld => ({
    ...healthyWorld,
    events: { System: events },
  });

  it("are given with their source, number, time and data", async () => {
    expect(await answers(worldWith([event])).events(boots)).toEqual({
      state: "present",
      seen: [
        {
          provider: "Microsoft-Windows-Kernel-General",
          id: 12,
          at: "2026-11-23T07:02:11.123Z",
          data: [{ name: "StartTime", text: "2026-11-23T07:02:10.5Z" }],
        },
      ],
    });
  });

  it("are an empty list when the log has none of them", async () => {
    expect(await answers(worldWith([])).events(boots)).toEqual({ state: "present", seen: [] });
  });

  it.each([
    { exit: 5, why: "denied" },
    { exit: 9009, why: "failed" },
    { exit: 15007, why: "failed" },
  ])("are unseen ($why) when wevtutil ends with $exit", async ({ exit, why }) => {
    expect(await answers(worldWith(exit)).events(boots)).toMatchObject({ state: "unseen", why });
  });

  it.each(["some words", "<Event>", "<Other/>", `<!DOCTYPE x>${event}`, `${event} words`])(
    "are odd, never none, when the answer is %j",
    async (line) => {
      expect(await answers(worldWith([line])).events(boots)).toMatchObject({
        state: "unseen",
        why: "odd-answer",
      });
    },
  );
});
