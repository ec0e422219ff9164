import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import type { Fault } from "./faults.ts";
import { aliasFault, noKeysFault, wordYamlError } from "./yaml-faults.ts";

export interface ConfigDocument {
  /** Plain data; undefined when the text is not YAML that is read here. */
  readonly value: Readonly<Record<string, unknown>> | undefined;
  readonly faults: readonly Fault[];
  /** Of the key, or of the nearest thing around it that is there. */
  lineOf(path: readonly PropertyKey[]): number | undefined;
  has(path: readonly PropertyKey[]): boolean;
}

/** YAML 1.2 with one document and no aliases. */
export function readDocument(text: string): ConfigDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: "error",
  });
  const at = (offset: number | undefined): { line?: number } =>
    offset === undefined ? {} : { line: lines.linePos(offset).line };
  const faults = [...document.errors, ...document.warnings].map((error) => ({
    ...at(error.pos[0]),
    ...wordYamlError(error),
  }));
  const nothing = { value: undefined, lineOf: () => undefined, has: () => false };
  // After an error of the syntax nothing that follows from it is told: it would only mislead.
  if (faults.some(({ kind }) => kind === "syntax")) return { ...nothing, faults: perLine(faults) };
  visit(document, {
    Alias: (_, alias) => {
      faults.push({ ...at(alias.range?.[0]), ...aliasFault });
    },
  });
  if (faults.some(({ kind }) => kind === "syntax")) return { ...nothing, faults };
  const value: unknown = document.toJS();
  if (!isGroup(value)) return { ...nothing, faults: [...faults, { line: 1, ...noKeysFault }] };

  const find = (path: readonly PropertyKey[]): { found: number; offset: number | undefined } => {
    let node: unknown = document.contents;
    let offset: number | undefined = 0;
    for (const [found, part] of path.entries()) {
      const pair = isMap(node)
        ? node.items.findLast(({ key }) => isScalar(key) && String(key.value) === part)
        : undefined;
      const item = isSeq(node) ? node.items[Number(part)] : undefined;
      const next = pair?.key ?? item;
      if (next === undefined) return { found, offset };
      offset = startOf(next);
      node = pair === undefined ? item : pair.value;
    }
    return { found: path.length, offset };
  };
  return {
    value,
    faults,
    lineOf: (path) => at(find(path).offset).line,
    has: (path) => find(path).found === path.length,
  };
}

/** The first of each line: the parser's further errors there follow from it. */
function perLine(faults: readonly Fault[]): readonly Fault[] {
  return faults.filter(
    ({ line }, at) => faults.findIndex((earlier) => earlier.line === line) === at,
  );
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
}
