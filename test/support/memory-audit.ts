import type { AuditEntry, AuditLink, AuditTrail } from "#bot/audit.ts";
import { chain, emptyHead } from "#bot/audit-chain.ts";

export interface MemoryAudit extends AuditTrail {
  /** What was written, first to last; tests may read and damage it. */
  readonly kept: AuditLink[];
  /** The same, as it was given. */
  readonly entries: AuditEntry[];
}

/** A trail that ends with the test; the same contract runs on it and on the real ones. */
export function memoryAudit(): MemoryAudit {
  const kept: AuditLink[] = [];
  const entries: AuditEntry[] = [];
  const head: AuditTrail["head"] = async () => {
    const last = kept.at(-1);
    return last === undefined ? emptyHead : { count: last.position, hash: last.hash };
  };
  return {
    kept,
    entries,
    append: async (added) => {
      const last = kept.at(-1);
      const before = last ? { count: last.position, hash: last.hash } : emptyHead;
      kept.push(...chain(before, added));
      entries.push(...structuredClone(added));
    },
    history: async (workstation, limit) =>
      entries
        .filter((entry) => "workstation" in entry && entry.workstation === workstation)
        .toReversed()
        .slice(0, limit),
    links: async function* () {
      yield* structuredClone(kept);
    },
    head,
  };
}
