import { describe, expect, it } from "vitest";
import { plain } from "#bot/reply.ts";
import { originEvidence, sayOrigin } from "#bot/words/origin.ts";
import type { LikelyProduct, Origin } from "#checks/restart-files/origin.ts";
import { words } from "../../support/office.ts";
import { diagnosisOf, pair, reply } from "./a-diagnosis.ts";

const acme: LikelyProduct = {
  name: "ACME Ledger 2.1",
  because: "install-folder",
  likelihood: "likely",
  path: "C:\\ACME\\LEDGER.DLL",
};

describe("who left the restart files", () => {
  it.each<[Partial<Origin>, readonly string[]]>([
    [{}, []],
    [
      { family: "visual-basic", likelihood: "likely" },
      ["Probably left by a setup made with Visual Basic."],
    ],
    [
      { family: "setup-toolkit", likelihood: "possible" },
      ["Possibly left by a setup made with Microsoft's Setup Toolkit."],
    ],
    [{ products: [acme] }, ["Probably left by the setup of ACME Ledger 2.1."]],
    [
      {
        family: "visual-basic",
        likelihood: "likely",
        products: [{ ...acme, likelihood: "possible" }],
      },
      ["Possibly left by the setup of ACME Ledger 2.1, a setup made with Visual Basic."],
    ],
  ])("%o reads %j", (origin, lines) => {
    expect(sayOrigin(originOf(origin)).map(plain)).toEqual(lines);
  });

  it("is never certain: what it rests on, and what was not seen, is in the evidence", () => {
    const origin = originOf({
      family: "visual-basic",
      likelihood: "likely",
      because: ["C:\\Windows\\ST5UNST.EXE"],
      products: [acme],
      unseen: [{ what: "programs", why: "cut-off" }],
    });

    const rows = originEvidence(origin).flatMap((evidence) => evidence.rows);

    expect(rows.map(({ quote = "", says }) => `${quote} | ${plain(says)}`)).toEqual([
      "ACME Ledger 2.1 | likely, the batch works in its folder: C:\\ACME\\LEDGER.DLL",
      "C:\\Windows\\ST5UNST.EXE | is there",
      " | Not seen: the list of installed programs, the answer stopped half-way.",
    ]);
  });

  it.each(["leftover", "stranded", "pending", "one-file"] as const)(
    "is said of files that are %s",
    (verdict) => {
      const restartFiles = { ...pair(verdict), origin: originOf({ products: [acme] }) };

      const said = reply(diagnosisOf([], { restartFiles }));

      expect(words(said)).toContain("Probably left by the setup of ACME Ledger 2.1.");
    },
  );
});

function originOf(more: Partial<Origin>): Origin {
  return { family: "unknown", because: [], products: [], unseen: [], ...more };
}
