import { describe, expect, it } from "vitest";
import { samePath } from "#checks/restart-files/operand.ts";

describe("the name of a file", () => {
  it.each([
    ["C:\\Windows\\System\\a.dll", "c:\\WINDOWS\\SYSTEM\\A.DLL"],
    ["C:\\Größe\\éclair", "C:\\GRÖßE\\ÉCLAIR"],
    ["C:\\файл", "C:\\ФАЙЛ"],
  ])("is the same in whatever case: %s, %s", (one, other) => {
    expect(samePath(one)).toBe(samePath(other));
  });

  it.each([
    ["C:\\STRASSE", "C:\\straße"],
    ["C:\\FILE", "C:\\f\u0131le"],
    ["C:\\SYSTEM", "C:\\\u017fystem"],
    ["C:\\FILE", "C:\\\ufb01le"],
  ])("is not that of another file: %s, %s", (one, other) => {
    expect(samePath(one)).not.toBe(samePath(other));
  });
});
