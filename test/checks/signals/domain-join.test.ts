import { describe, expect, it } from "vitest";
import { unseen } from "#checks/sighting.ts";
import { domainJoin, judgeDomainJoin } from "#checks/signals/domain-join.ts";
import { keyWith, undeclared, visitTo } from "./registry-visit.ts";

const services = "HKLM\\SYSTEM\\CurrentControlSet\\Services";
const netlogon = `${services}\\Netlogon`;

describe("a domain join that waits", () => {
  it.each([
    ["JoinDomain as a subkey (salt#49675)", keyWith(["Parameters", "JoinDomain"]), ["JoinDomain"]],
    ["AvoidSpnSet as a subkey", keyWith(["avoidspnset"]), ["avoidspnset"]],
    ["both subkeys", keyWith(["AvoidSpnSet", "JoinDomain"]), ["JoinDomain", "AvoidSpnSet"]],
    [
      "JoinDomain as a value",
      keyWith([], [["JoinDomain", "REG_SZ", "x"]]),
      ["JoinDomain REG_SZ x"],
    ],
    [
      "AvoidSpnSet as a value",
      keyWith([], [["AvoidSpnSet", "REG_DWORD", "0x1"]]),
      ["AvoidSpnSet REG_DWORD 0x1"],
    ],
    ["a value without data", keyWith([], [["JoinDomain", "REG_SZ", ""]]), ["JoinDomain REG_SZ "]],
  ])("shows itself by %s", (_, key, marks) => {
    expect(judgeDomainJoin(key)).toEqual({
      id: "domain-join",
      state: "present",
      verdict: "real",
      evidence: [netlogon, ...marks.map((mark) => `${netlogon}\\${mark}`)],
    });
  });

  it("is absent when Netlogon was listed and has neither", () => {
    expect(judgeDomainJoin(keyWith(["Parameters"], [["Start", "REG_DWORD", "0x3"]]))).toMatchObject(
      { state: "absent" },
    );
  });
});

it("does not show itself by a value of 0", () => {
  expect(judgeDomainJoin(keyWith([], [["AvoidSpnSet", "REG_DWORD", "0x0"]]))).toMatchObject({
    state: "absent",
  });
});

describe("looking", () => {
  it("stops at the services when they do not list Netlogon", async () => {
    const visit = visitTo({ registry: { [services]: keyWith(["Tcpip"]) } });

    const finding = await domainJoin.look(visit);

    expect(finding).toMatchObject({ state: "absent" });
    expect(visit.asked.registry).toEqual([services]);
  });

  it("is unseen when Netlogon is listed and denied", async () => {
    const visit = visitTo({
      registry: { [services]: keyWith(["Netlogon"]), [netlogon]: unseen("denied") },
    });

    const finding = await domainJoin.look(visit);

    expect(finding).toEqual({ id: "domain-join", state: "unseen", why: "denied" });
    expect(undeclared(domainJoin, visit)).toEqual([]);
  });

  it("is unseen when the services cannot be listed", async () => {
    const visit = visitTo({ registry: { [services]: unseen("timed-out") } });

    expect(await domainJoin.look(visit)).toMatchObject({ state: "unseen", why: "timed-out" });
  });
});
