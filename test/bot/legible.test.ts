import { expect, it } from "vitest";
import { legible } from "#bot/legible.ts";

it("shows control characters as their pictures", () => {
  expect(legible("A\u0000B\tC\r\nD\u001b[31mE\u007f")).toBe("A␀B␉C␍␊D␛[31mE␡");
});

it("shows what changes direction, hides or joins text as its code point", () => {
  expect(legible("exe\u202Etab.\u200B\u2028x\uFEFF\u0085")).toBe(
    "exe\\u{202E}tab.\\u{200B}\\u{2028}x\\u{FEFF}\\u{85}",
  );
});

it("cuts what is too long, and says so", () => {
  expect(legible("x".repeat(2_000_000))).toBe(`${"x".repeat(300)}… (cut, 2000000 characters)`);
});

it("leaves ordinary text alone, in any script", () => {
  expect(legible("DEL C:\\Größe\\日本.DLL <@U1> `x`")).toBe("DEL C:\\Größe\\日本.DLL <@U1> `x`");
});
