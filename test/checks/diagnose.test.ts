import { describe, expect, it } from "vitest";
import { rank } from "#checks/diagnose.ts";
import type { RestartFilesVerdict } from "#checks/restart-files/finding.ts";
import type { SignalFinding, SignalVerdict } from "#checks/signal.ts";

const quiet: SignalFinding = { id: "windows-update-reboot-required", state: "absent" };
const blind: SignalFinding = { id: "intune-reboot", state: "unseen", why: "denied" };
const real = asking("real");
const undecided = asking("unseen");
const stale = asking("stale");
const harmless = asking("harmless");

describe("the headline", () => {
  it.each([
    ["leftover", [quiet]],
    ["leftover", [real]],
    ["stranded", [real, blind]],
    ["pending", [blind]],
    ["one-file", [quiet]],
    ["one-file", []],
  ] as const)("is the restart files when they are %s beside %o", (verdict, signals) => {
    expect(rank({ verdict }, signals)).toBe("restart-files");
  });

  it.each([
    ["none", [real]],
    ["none", [undecided]],
    ["none", [stale]],
    ["one-file", [real]],
    ["cannot-tell", [real]],
    ["cannot-tell", [undecided, blind]],
    ["none", [stale, blind]],
    ["none", [harmless, real, blind]],
    ["none", [harmless, quiet]],
    ["one-file", [harmless]],
  ] as const)("is the signals when the pair is %s beside %o", (verdict, signals) => {
    expect(rank({ verdict }, signals)).toBe("signals");
  });

  it.each([
    ["none", [blind]],
    ["none", [harmless, blind]],
    ["one-file", [blind]],
    ["one-file", [harmless, blind]],
    ["cannot-tell", [quiet]],
    ["cannot-tell", [harmless]],
  ] as const)("is that it cannot tell when the pair is %s beside %o", (verdict, signals) => {
    expect(rank({ verdict }, signals)).toBe("cannot-tell");
  });

  it("is that nothing was found only when everything was seen to be absent", () => {
    const verdicts: RestartFilesVerdict[] = [
      "none",
      "one-file",
      "leftover",
      "stranded",
      "pending",
      "cannot-tell",
    ];
    const all = [[quiet], [blind], [real], [undecided], [stale], [harmless]];

    const nothingFound = verdicts.flatMap((verdict) =>
      all.filter((signals) => rank({ verdict }, signals) === "nothing-found"),
    );

    expect(nothingFound).toEqual([[quiet]]);
    expect(rank({ verdict: "none" }, [])).toBe("nothing-found");
  });
});

function asking(verdict: SignalVerdict): SignalFinding {
  return { id: "pending-file-rename-operations", state: "present", verdict, evidence: [] };
}
