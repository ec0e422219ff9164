import type { Node } from "yaml";
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";

/** Something that a machine file does not say rightly. */
export interface FileFault {
  readonly line: number;
  readonly says: string;
}

export interface MachineYaml {
  readonly value: unknown;
  readonly faults: readonly FileFault[];
  /** Of the key, or of the nearest thing around it that is there. */
  lineOf(path: readonly PropertyKey[]): number;
}

export function readMachineYaml(text: string): MachineYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  const faults = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    line: lineAt(pos[0]),
    says: message,
  }));
  return {
    value: faults.length > 0 ? undefined : document.toJS(),
    faults,
    lineOf: (path) => lineAt(offsetOf(document.contents, path)),
  };
}

function offsetOf(contents: Node | null, path: readonly PropertyKey[]): number {
  let node: unknown = contents;
  let offset = 0;
  for (const part of path) {
    const pair = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && String(key.value) === part)
      : undefined;
    const item = isSeq(node) ? node.items[Number(part)] : undefined;
    const mark = pair?.key ?? item;
    if (!isNode(mark)) return offset;
    offset = mark.range?.[0] ?? offset;
    node = pair === undefined ? item : pair.value;
  }
  return offset;
}
