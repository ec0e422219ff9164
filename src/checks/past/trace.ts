import type { Return } from "./history.ts";
import type { PastLook, PastSignal } from "./look.ts";
import { mayBeCut, namedIn } from "./naming.ts";

/** How far back looks saw something, in one succession, and whether it had been there before that. */
export interface Trace {
  /** The looks that saw it, newest first; none between them saw it gone. */
  readonly looks: readonly PastLook[];
  readonly before: Pick<Return, "goneAt" | "seenAt"> | undefined;
}

/**
 * Goes back through the looks, newest first. A look that did not see, or that did not look, is
 * passed over: it neither proves nor ends anything.
 */
export function traceSignal(id: string, past: readonly PastLook[]): Trace {
  return trace(past, (look) => signalIn(look, id)?.state ?? "unseen");
}

export function traceItem(id: string, item: string, past: readonly PastLook[]): Trace {
  return trace(past, (look) => {
    const signal = signalIn(look, id);
    if (signal?.state !== "present") return signal?.state ?? "unseen";
    if (namedIn(signal.evidence).includes(item)) return "present";
    return mayBeCut(signal.evidence) ? "unseen" : "absent";
  });
}

function trace(past: readonly PastLook[], stateIn: (look: PastLook) => PastSignal["state"]): Trace {
  const seen = past.filter((look) => stateIn(look) !== "unseen");
  const gone = seen.findIndex((look) => stateIn(look) === "absent");
  if (gone === -1) return { looks: seen, before: undefined };
  const goneAt = seen[gone]?.at;
  const seenAt = seen.slice(gone).find((look) => stateIn(look) === "present")?.at;
  return {
    looks: seen.slice(0, gone),
    before: goneAt === undefined || seenAt === undefined ? undefined : { goneAt, seenAt },
  };
}

function signalIn(look: PastLook, id: string): PastSignal | undefined {
  return look.signals.find((signal) => signal.id === id);
}
