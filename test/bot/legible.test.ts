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

it("shows what is there without being seen, though it counts as a letter or a mark", () => {
  expect(legible("PC\u3164-\u034F42\uFE0F")).toBe("PC\\u{3164}-\\u{34F}42\\u{FE0F}");
});

it("stacks no more marks on a letter than a script does", () => {
  expect(legible(`Z${"\u0335".repeat(6)}a\u0301`)).toBe(
    `Z${"\u0335".repeat(4)}\\u{335}\\u{335}a\u0301`,
  );
});

it("cuts what is too long, and says so", () => {
  expect(legible("x".repeat(2_000_000))).toBe(`${"x".repeat(300)}… (cut, 2000000 characters)`);
});

it("leaves ordinary text alone, in any script", () => {
  expect(legible("DEL C:\\Größe\\日本.DLL <@U1> `x`")).toBe("DEL C:\\Größe\\日本.DLL <@U1> `x`");
});
