import type { PlannedLine } from "#checks/restart-files/batch.ts";
import { readBatch } from "#checks/restart-files/batch.ts";
import type { GeneratedCase } from "./batches.ts";
import { codePage, rebased, rebasedTree, rootOf, type Tree } from "./tree.ts";
import type { Job } from "./wine.ts";

/** One way in which a command interpreter reads a case's batch, ready to be run. */
export interface Reading extends Job {
  /** The batch as it lies on the disk. */
  readonly whole: Uint8Array;
  /** All its lines; those after `reached` are not run in this reading. */
  readonly lines: readonly PlannedLine[];
  readonly reached: number;
}

const endMark = "\u001a";

/**
 * COMMAND.COM stops at a Ctrl-Z, `cmd.exe` of Windows takes it for a line break
 * (https://stackoverflow.com/a/4095133, phase 0), Wine's for a letter. So Wine gets a batch with
 * one in both readings, without the mark.
 */
export function readingsOf(cases: readonly GeneratedCase[]): Reading[] {
  const texts = cases.flatMap(({ tree, batch }) => {
    const executed = batch.includes(endMark)
      ? [batch.slice(0, batch.indexOf(endMark)), batch.replaceAll(endMark, "\n")]
      : [batch];
    return executed.map((text) => ({ tree, batch, text }));
  });
  return texts.map(({ tree, batch, text }, index) => {
    const root = rootOf(index);
    const whole = bytes(rebased(batch, root));
    const lines = readBatch(whole, codePage);
    const stops = text !== batch && batch.startsWith(text);
    return {
      root,
      before: rebasedTree(tree, root),
      batch: bytes(rebased(text, root)),
      whole,
      lines,
      reached: stops ? lines.filter(({ afterEnd }) => !afterEnd).length : lines.length,
    };
  });
}

/** What a reading did, really. */
export interface Ran extends Reading {
  readonly after: Tree;
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}
