import { describe, expect, it } from "vitest";
import type { PastLook } from "#checks/past/look.ts";
import { withPast } from "#checks/past/with-past.ts";
import { present } from "#checks/sighting.ts";
import type { PresentSignal, SignalFinding } from "#checks/signal.ts";
import { here, hostKey, lookAt, noon, renames, sawNone, sawRenames, six } from "./looks.ts";

const other = (signal: PresentSignal, day: number): PastLook =>
  lookAt(day, { id: signal.id, state: "present", evidence: signal.evidence });

function judged(
  signal: SignalFinding,
  past: readonly PastLook[],
  now = here(4, six(3)),
): SignalFinding {
  const [finding] = withPast([signal], now, past);
  return finding ?? signal;
}

describe("a request that names what it asks for", () => {
  it("is stale when all of it was there before the last restart", () => {
    expect(judged(renames("A", "B"), [sawRenames(2, "B", "A", "C")])).toMatchObject({
      verdict: "stale",
      evidence: renames("A", "B").evidence,
      history: {
        since: noon(2),
        survived: { restart: six(3), extent: "all", items: ["A", "B"] },
      },
    });
  });

  it("is stale also when it was harmless, or could not be weighed", () => {
    const past = [sawRenames(2, "A")];

    expect(judged({ ...renames("A"), verdict: "harmless" }, past)).toMatchObject({
      verdict: "stale",
    });
    expect(judged({ ...renames("A"), verdict: "unseen" }, past)).toMatchObject({
      verdict: "stale",
    });
  });

  it("stays what it is when only part of it was there before; the part is told", () => {
    expect(judged(renames("A", "B"), [sawRenames(2, "A")])).toMatchObject({
      verdict: "real",
      history: { survived: { restart: six(3), extent: "some", items: ["A"] } },
    });
  });

  it("stays what it is when its list may go on behind what is shown", () => {
    const many = Array.from({ length: 200 }, (_, at) => `entry ${at}`);

    expect(judged(renames(...many), [sawRenames(2, ...many)])).toMatchObject({
      verdict: "real",
      history: { survived: { extent: "some" } },
    });
  });

  it("is only as old as the first look that saw it when no restart came between", () => {
    const past = [sawRenames(3, "A"), sawRenames(2, "A")];

    expect(judged(renames("A"), past, here(4, six(2)))).toStrictEqual({
      ...renames("A"),
      history: { since: noon(2) },
    });
  });

  it("has no history before the first look that saw it", () => {
    expect(judged(renames("A"), [])).toStrictEqual(renames("A"));
    expect(judged(renames("A"), [sawNone(2)])).toStrictEqual(renames("A"));
    expect(judged(renames("A"), [lookAt(2)])).toStrictEqual(renames("A"));
  });

  it.each([
    ["a further key", "HKLM\\SOFTWARE\\Wow6432Node\\X"],
    ["an empty string of a list", " "],
  ])("takes %s for no name", (_, shown) => {
    const signal = renames(shown);

    expect(judged(signal, [other(signal, 2)])).toMatchObject({
      verdict: "real",
      history: { survived: { extent: "unnamed", items: [] } },
    });
  });
});

describe("a request that was gone in between", () => {
  it("is a new one: nothing survived, something asks again", () => {
    const past = [sawNone(3), sawRenames(2, "A")];

    expect(judged(renames("A"), past)).toStrictEqual({
      ...renames("A"),
      history: { returned: { goneAt: noon(3), seenAt: noon(2), items: ["A"] } },
    });
  });

  it("is as old as its return", () => {
    const past = [sawRenames(4, "A"), sawNone(3), sawRenames(2, "A")];

    expect(judged(renames("A"), past, here(6, six(5)))).toMatchObject({
      verdict: "stale",
      history: {
        since: noon(4),
        survived: { extent: "all" },
        returned: { goneAt: noon(3), seenAt: noon(2) },
      },
    });
  });

  it("is a new one also when only its own entry was gone", () => {
    const past = [sawRenames(3, "B"), sawRenames(2, "A", "B")];

    expect(judged(renames("A", "B"), past)).toMatchObject({
      verdict: "real",
      history: {
        since: noon(2),
        survived: { extent: "some", items: ["B"] },
        returned: { goneAt: noon(3), seenAt: noon(2), items: ["A"] },
      },
    });
  });

  it("is nobody's return when it asks for other things than before", () => {
    expect(judged(renames("C"), [sawNone(3), sawRenames(2, "A")])).toStrictEqual(renames("C"));
  });

  it("is not taken for gone by a look that did not see, or did not look", () => {
    const blind = [sawNone(3, "unseen"), lookAt(3), sawRenames(2, "A")];

    expect(judged(renames("A"), blind)).toMatchObject({
      verdict: "stale",
      history: { since: noon(2) },
    });
    expect(judged(renames("A"), blind)).not.toHaveProperty("history.returned");
  });

  it("is not taken for gone when it may stand behind the end of a long list", () => {
    const many = Array.from({ length: 200 }, (_, at) => `entry ${at}`);
    const past = [sawRenames(3, ...many), sawRenames(2, "A")];

    expect(judged(renames("A"), past)).toMatchObject({ verdict: "stale" });
  });
});

describe("a request without names of its own", () => {
  const servicing: PresentSignal = {
    id: "component-servicing-reboot-pending",
    state: "present",
    verdict: "real",
    evidence: ["HKLM\\…\\Component Based Servicing\\RebootPending"],
  };

  it("keeps its verdict: it may have been made anew after the restart", () => {
    expect(judged(servicing, [other(servicing, 2)])).toStrictEqual({
      ...servicing,
      history: {
        since: noon(2),
        survived: { restart: six(3), extent: "unnamed", items: [] },
      },
    });
  });

  it("tells that it was gone in between", () => {
    const gone = lookAt(3, { id: servicing.id, state: "absent", evidence: [] });

    expect(judged(servicing, [gone, other(servicing, 2)])).toMatchObject({
      history: { returned: { goneAt: noon(3), seenAt: noon(2), items: [] } },
    });
  });

  it.each<[PresentSignal["id"], string]>([
    ["computer-rename", "NEW-NAME"],
    ["host-name-change", "new-name"],
    ["domain-join", "JoinDomain"],
    ["windows-update-services-pending", "7971f918-a847-4430-9279-4a52d1efe18d"],
    ["update-exe-volatile", "UpdateExeVolatile REG_DWORD 0x2"],
  ])("is %s too: what it shows is the same in each request", (id, shown) => {
    const signal: PresentSignal = { ...servicing, id, evidence: ["place", shown] };

    expect(judged(signal, [other(signal, 2)])).toMatchObject({
      verdict: "real",
      history: { survived: { extent: "unnamed", items: [] } },
    });
  });

  it("never survives where its key is gone after each restart", () => {
    const signal: PresentSignal = { ...servicing, id: "salt-minion-reboot" };

    expect(judged(signal, [other(signal, 2)])).toStrictEqual({
      ...signal,
      history: { since: noon(2) },
    });
  });
});

describe("looks that are not compared", () => {
  const stranger = { ...sawRenames(2, "A"), hostKey: `${hostKey}, re-imaged` };
  const tooOld = { ...sawRenames(2, "A"), at: "2026-08-06T11:59:59Z" };

  it.each<[string, PastLook]>([
    ["of another host key", stranger],
    ["from the future", sawRenames(5, "A")],
    ["of more than 90 days ago", tooOld],
    ["without a readable time", { ...sawRenames(2, "A"), at: "noon" }],
  ])("are those %s", (_, look) => {
    expect(judged(renames("A"), [look])).toStrictEqual(renames("A"));
  });

  it("may stand in any order among the others", () => {
    const past = [sawRenames(2, "A"), stranger, sawRenames(1, "A"), sawNone(3)];

    expect(judged(renames("A"), past)).toMatchObject({
      history: { returned: { goneAt: noon(3), seenAt: noon(2) } },
    });
  });

  it("are all of them when the time of this one cannot be read", () => {
    const now = { ...here(4, six(3)), at: "now" };

    expect(judged(renames("A"), [sawRenames(2, "A")], now)).toStrictEqual(renames("A"));
  });
});

it("leaves what does not ask, and what was not seen, as it is", () => {
  const findings: SignalFinding[] = [
    { id: "pending-file-rename-operations", state: "absent" },
    { id: "wininit-ini", state: "unseen", why: "denied" },
  ];

  expect(withPast(findings, here(4, six(3)), [sawRenames(2, "A")])).toStrictEqual(findings);
});

it("says that a restart was survived, not when, where only the boot counter tells", () => {
  const now = here(4, undefined, { bootId: present(8), fastStartup: present(false) });
  const past = [{ ...sawRenames(2, "A"), boot: { bootId: 7 } }];

  expect(judged(renames("A"), past, now)).toMatchObject({
    verdict: "stale",
    history: { survived: { extent: "all", items: ["A"] } },
  });
  expect(judged(renames("A"), past, now)).not.toHaveProperty("history.survived.restart");
});
