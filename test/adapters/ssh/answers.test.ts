import { describe, expect, it } from "vitest";
import { scriptAnswers } from "#adapters/ssh/answers.ts";
import { compileScript } from "#adapters/ssh/script.ts";
import { transcript } from "#adapters/ssh/transcript.ts";
import type { Machine, RegistryKey } from "#checks/machine.ts";
import type { CmdWorld } from "../../support/ssh-cmd.ts";
import { cmdLine, currentVersion, healthyWorld, printed } from "../../support/ssh-cmd.ts";

const parent: RegistryKey = "HKLM\\SOFTWARE\\Acme";
const child: RegistryKey = "HKLM\\SOFTWARE\\Acme\\Child";
const grandchild: RegistryKey = "HKLM\\SOFTWARE\\Acme\\Child\\Grandchild";

/** Everything that the world says to the script, as sightings. */
function answers(
  world: CmdWorld,
  registry: readonly RegistryKey[] = [],
): Pick<Machine, "environment" | "registry"> {
  const script = compileScript({ environment: ["PROCESSOR_ARCHITEW6432"], registry });
  const said = transcript("MARK", script.environment.length + script.registry.length);
  const output = script.text("MARK").split("\r\n").map(cmdLine(world)).join("");
  said.hear(new TextEncoder().encode(output));
  said.giveUp("cut-off", "the end");
  return scriptAnswers(script, said);
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

  it("are unseen when the parent was never asked for", async () => {
    expect(await answers(healthyWorld, [child]).registry(child)).toMatchObject({
      state: "unseen",
      why: "failed",
    });
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
