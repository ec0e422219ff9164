import type { WindowsPath } from "../machine.ts";
import { samePath } from "../restart-files/operand.ts";
import type { ProductRule } from "./product-rule.ts";
import { productRules } from "./product-rules.ts";

/**
 * The first rule that fits a plain local path; undefined when no rule knows it. Roots are matched by
 * their full names, so that no alias (`PROGRA~1`), no look-alike and no way round gets a file of
 * Windows taken for a product's old one. Below the Windows directory only its own rules hold. While
 * that directory is unknown no rule for it can fit.
 */
export function ruleFor(
  path: WindowsPath,
  windowsDirectory: WindowsPath | undefined,
): ProductRule | undefined {
  const place = rooted(path, windowsDirectory);
  return patterns.get(place.root)?.find((pattern) => fits(pattern, place.names))?.rule;
}

/** Whether a path, as the machine spells it, is that directory or something below it. */
export function isBelow(path: string, directory: WindowsPath): boolean {
  return `${samePath(path)}\\`.startsWith(`${samePath(directory)}\\`);
}

interface Place {
  readonly root: string;
  /** The names below the root, folded. */
  readonly names: readonly string[];
}

function rooted(path: WindowsPath, windowsDirectory: WindowsPath | undefined): Place {
  const folded = fold(path);
  const names = folded.split("\\");
  if (windowsDirectory !== undefined && folded.startsWith(`${fold(windowsDirectory)}\\`)) {
    return { root: "windows", names: names.slice(windowsDirectory.split("\\").length) };
  }
  if (names[1] === "PROGRAM FILES" || names[1] === "PROGRAM FILES (X86)") {
    return { root: "programs", names: names.slice(2) };
  }
  if (names[1] === "PROGRAMDATA") return { root: "program-data", names: names.slice(2) };
  if (names[1] === "USERS" && names[3] === "APPDATA") {
    return { root: "app-data", names: names.slice(4) };
  }
  return { root: "drive", names: names.slice(1) };
}

/**
 * ASCII letters alone are folded: a harmless rule must never fit by a letter that only some other
 * table of capitals takes for an ASCII one (`ı`, `ſ`).
 */
function fold(path: string): string {
  return path.replace(/[a-z]+/gu, (letters) => letters.toUpperCase());
}

interface Pattern {
  readonly rule: ProductRule;
  readonly root: string;
  /** Names from the root on, as their parts between the `*`. */
  readonly start: readonly (readonly string[])[];
  /** Names from the end back, behind `**`; undefined when the pattern has none. */
  readonly end: readonly (readonly string[])[] | undefined;
}

const patterns: ReadonlyMap<string, readonly Pattern[]> = Map.groupBy(
  productRules.flatMap((rule) => rule.paths.map((path) => readPattern(rule, path))),
  ({ root }) => root,
);

function readPattern(rule: ProductRule, path: string): Pattern {
  const [root = "", ...names] = path.split("\\");
  const deep = names.indexOf("**");
  const parts = names.map((name) => fold(name).split("*"));
  return deep === -1
    ? { rule, root, start: parts, end: undefined }
    : { rule, root, start: parts.slice(0, deep), end: parts.slice(deep + 1) };
}

function fits({ start, end }: Pattern, names: readonly string[]): boolean {
  if (!start.every((parts, index) => nameFits(parts, names[index]))) return false;
  if (end === undefined) return names.length === start.length;
  // `**` alone stands for at least one name; with names behind it, it may stand for none.
  if (names.length < start.length + Math.max(1, end.length)) return false;
  return end.every((parts, index) => nameFits(parts, names[names.length - end.length + index]));
}

/** `parts` in their order, the first at the start and the last at the end; linear in the name. */
function nameFits(parts: readonly string[], name: string | undefined): boolean {
  if (name === undefined) return false;
  const [first = "", ...others] = parts;
  const last = others.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
