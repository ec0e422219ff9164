import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { ordinaryWindows } from "#practice/ordinary-windows.ts";
import { query, script, silence } from "./said.ts";

const maker = "HKLM\\SOFTWARE\\Maker";

describe("a practice workstation that is not English", () => {
  it.each([
    ["en", "(Default)", "ERROR: ", "is not recognized"],
    ["de", "(Standard)", "FEHLER: ", "wurde nicht als interner"],
    ["fr", "(par défaut)", "Erreur : ", "n'est pas reconnu"],
    ["ja", "(既定)", "エラー: ", "は、内部コマンド"],
  ] as const)(
    "%s complains in its own words and names the default value %s",
    (...[language, defaultName, error, notFound]) => {
      const windows = ordinaryWindows({ language });
      windows.registry.plant(maker, [{ name: "", type: "REG_SZ", data: "x" }]);

      const found = script(["chcp 65001 >nul", query(maker)], windows);
      const missing = script(["chcp 65001 >nul", query("HKLM\\SOFTWARE\\Nobody")], windows);
      const unknown = script(["chcp 65001 >nul", "whoami"], windows);

      expect(found.out).toContain(`    ${defaultName}    REG_SZ    x\r\n`);
      expect(missing.err.startsWith(error)).toBe(true);
      expect(unknown.err).toContain(notFound);
    },
  );

  it.each([
    ["en", 437],
    ["de", 850],
    ["fr", 850],
    ["ja", 932],
  ] as const)("%s answers in code page %i until chcp", (language, page) => {
    const windows = ordinaryWindows({ language });
    const missing = query("HKLM\\SOFTWARE\\Nobody");

    const inOem = script([silence, missing], windows);
    const inUtf8 = script(["chcp 65001 >nul", missing], windows);

    expect(windows.oemCodePage).toBe(page);
    expect(iconv.decode(inOem.errBytes, `cp${page}`)).toBe(inUtf8.err);
  });
});
