import { expect, it } from "vitest";
import type { SameType } from "#adapters/store/same-type.ts";

it("tells a forgotten key, optional ones too, and a changed value from the same type", () => {
  const same: SameType<{ readonly a: readonly string[]; b?: 1 }, { a: string[]; b?: 1 }> = true;
  const withoutOptional: SameType<{ a: string; b?: 1 }, { a: string }> = false;
  const nested: SameType<{ a: { b: { c?: 1 } }[] }, { a: { b: object }[] }> = false;
  const optional: SameType<{ a?: 1 }, { a: 1 }> = false;
  const wider: SameType<"x" | "y", "x" | "y" | "z"> = false;

  expect([same, withoutOptional, nested, optional, wider]).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
