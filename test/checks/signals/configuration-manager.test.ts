import { describe, expect, it } from "vitest";
import { unseen } from "#checks/sighting.ts";
import {
  configurationManager,
  judgeConfigurationManager,
} from "#checks/signals/configuration-manager.ts";
import { keyWith, undeclared, visitTo } from "./registry-visit.ts";

const microsoft = "HKLM\\SOFTWARE\\Microsoft";
const key = `${microsoft}\\SMS\\Mobile Client\\Reboot Management\\RebootData`;
const inUtc = ["RebootValueInUTC", "REG_DWORD", "0x1"] as const;

describe("a restart that Configuration Manager's client asks for", () => {
  it("has a deadline: the number of a log of Microsoft's own, 1399646336, is 14:38:56 UTC", () => {
    const data = keyWith(
      [],
      [
        ["RebootBy", "REG_QWORD", "0x536ce880"],
        inUtc,
        ["NotifyUI", "REG_DWORD", "0x1"],
        ["HardReboot", "REG_DWORD", "0x0"],
        ["GraceSeconds", "REG_DWORD", "0x0"],
      ],
    );

    expect(judgeConfigurationManager(data)).toEqual({
      id: "configuration-manager-reboot",
      state: "present",
      verdict: "real",
      evidence: [key, "RebootBy 0x536ce880"],
      detail: { kind: "deadline", at: "2014-05-09T14:38:56Z" },
    });
  });

  it("may be stored as a string of decimal digits", () => {
    const data = keyWith([], [["rebootby", "REG_SZ", "1399646336"], inUtc]);

    expect(judgeConfigurationManager(data)).toMatchObject({
      verdict: "real",
      detail: { at: "2014-05-09T14:38:56Z" },
    });
  });

  it("has no deadline when RebootBy is 0, and its evidence holds nothing that each such request has", () => {
    const data = keyWith([], [["RebootBy", "REG_QWORD", "0x0"], inUtc]);

    expect(judgeConfigurationManager(data)).toEqual({
      id: "configuration-manager-reboot",
      state: "present",
      verdict: "real",
      evidence: [key],
    });
  });

  it("is told from another by the time at which it was set", () => {
    const data = keyWith(
      [],
      [
        ["RebootBy", "REG_QWORD", "0x0"],
        ["SetTime", "REG_QWORD", "0x6733a001"],
      ],
    );

    expect(judgeConfigurationManager(data)).toMatchObject({
      evidence: [key, "SetTime 0x6733a001"],
    });
  });

  it.each([
    ["is missing", []],
    ["is 0", [["RebootValueInUTC", "REG_DWORD", "0x0"] as const]],
    ["is not a number", [["RebootValueInUTC", "REG_SZ", "yes"] as const]],
  ])("has no deadline that could be said when RebootValueInUTC %s", (_, utc) => {
    const finding = judgeConfigurationManager(
      keyWith([], [["RebootBy", "REG_QWORD", "0x6733a000"], ...utc]),
    );

    expect(finding).toMatchObject({ state: "present", verdict: "real" });
    expect(finding).not.toHaveProperty("detail");
  });

  it.each([
    ["before the year 2000", "REG_QWORD", "0x5"],
    ["after the year 2100", "REG_QWORD", "0xf48656fff"],
    ["larger than a number", "REG_QWORD", "0xffffffffffffffff"],
    ["not a number", "REG_SZ", "tomorrow"],
    ["empty", "REG_SZ", ""],
    ["a list", "REG_MULTI_SZ", "1399646336"],
  ])("is there but not understood when RebootBy is %s", (_, type, data) => {
    const finding = judgeConfigurationManager(keyWith([], [["RebootBy", type, data], inUtc]));

    expect(finding).toMatchObject({ state: "present", verdict: "unseen" });
    expect(finding).not.toHaveProperty("detail");
  });

  it("is there but not understood when other values stand without RebootBy", () => {
    expect(
      judgeConfigurationManager(keyWith([], [["HardReboot", "REG_DWORD", "0x1"]])),
    ).toMatchObject({ state: "present", verdict: "unseen", evidence: [key] });
  });

  it("is absent when the key holds no value: the client keeps the key without a request", () => {
    expect(judgeConfigurationManager(keyWith([]))).toMatchObject({ state: "absent" });
  });
});

describe("looking", () => {
  it("costs an ordinary machine the one listing that all share", async () => {
    const visit = visitTo({ registry: { [microsoft]: keyWith(["Windows", "Windows NT"]) } });

    const finding = await configurationManager.look(visit);

    expect(finding).toMatchObject({ state: "absent" });
    expect(visit.asked.registry).toEqual([microsoft]);
  });

  it("goes down to the data, as declared", async () => {
    const visit = visitTo({
      registry: {
        [microsoft]: keyWith(["SMS"]),
        [`${microsoft}\\SMS`]: keyWith(["Mobile Client"]),
        [`${microsoft}\\SMS\\Mobile Client`]: keyWith(["Reboot Management"]),
        [`${microsoft}\\SMS\\Mobile Client\\Reboot Management`]: keyWith(["RebootData"]),
        [key]: keyWith([], [["RebootBy", "REG_QWORD", "0x536ce880"], inUtc]),
      },
    });

    const finding = await configurationManager.look(visit);

    expect(finding).toMatchObject({ state: "present" });
    expect(undeclared(configurationManager, visit)).toEqual([]);
  });

  it("is unseen when a key on the way is denied", async () => {
    const visit = visitTo({
      registry: { [microsoft]: keyWith(["SMS"]), [`${microsoft}\\SMS`]: unseen("denied") },
    });

    expect(await configurationManager.look(visit)).toMatchObject({
      state: "unseen",
      why: "denied",
    });
  });
});
