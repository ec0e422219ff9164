import type { PresentSignal } from "../signal.ts";
import type { Return, SignalHistory, Survival } from "./history.ts";
import type { PastLook, ThisLook } from "./look.ts";
import { isVolatile, itemsOf, mayBeCut } from "./naming.ts";
import { restartSince } from "./restarted.ts";
import type { Trace } from "./trace.ts";
import { traceItem, traceSignal } from "./trace.ts";

/**
 * What earlier looks tell about a signal that is there now; undefined when none of them saw it.
 *
 * @param past those that `comparable` gives.
 */
export function historyOf(
  signal: PresentSignal,
  here: ThisLook,
  past: readonly PastLook[],
): SignalHistory | undefined {
  const whole = traceSignal(signal.id, past);
  const items = itemsOf(signal).map((item) => ({ item, trace: traceItem(signal.id, item, past) }));
  const since = whole.looks.at(-1)?.at;
  const survived = isVolatile(signal) ? undefined : survivalOf(signal, { here, whole, items });
  const returned = returnOf(whole, items);
  if (since === undefined && returned === undefined) return undefined;
  return {
    ...(since === undefined ? {} : { since }),
    ...(survived === undefined ? {} : { survived }),
    ...(returned === undefined ? {} : { returned }),
  };
}

interface Traced {
  readonly item: string;
  readonly trace: Trace;
}

function survivalOf(
  signal: PresentSignal,
  {
    here,
    whole,
    items,
  }: { readonly here: ThisLook; readonly whole: Trace; readonly items: readonly Traced[] },
): Survival | undefined {
  if (items.length === 0) return survival("unnamed", [], restartAfter(whole, here));
  const survivors = items.filter(({ trace }) => restartAfter(trace, here) !== undefined);
  const all = survivors.length === items.length && !mayBeCut(signal.evidence);
  // The last restart is the same for all of them.
  const [first] = survivors;
  return survival(
    all ? "all" : "some",
    survivors.map(({ item }) => item),
    first && restartAfter(first.trace, here),
  );
}

function survival(
  extent: Survival["extent"],
  items: readonly string[],
  restarted: ReturnType<typeof restartSince>,
): Survival | undefined {
  if (restarted === undefined) return undefined;
  return { ...(restarted.at === undefined ? {} : { restart: restarted.at }), extent, items };
}

/** A real restart after any of the looks that saw it in one succession: it is older than that. */
function restartAfter({ looks }: Trace, here: ThisLook): ReturnType<typeof restartSince> {
  for (const look of looks) {
    const restarted = restartSince(look, here);
    if (restarted !== undefined) return restarted;
  }
  return undefined;
}

/** Items that came back count each by itself; without names, only the whole signal can. */
function returnOf(whole: Trace, items: readonly Traced[]): Return | undefined {
  if (items.length === 0) return whole.before && { ...whole.before, items: [] };
  const back = items.filter(({ trace }) => trace.before !== undefined);
  const newest = back
    .flatMap(({ trace }) => trace.before ?? [])
    .sort((one, other) => Date.parse(other.goneAt) - Date.parse(one.goneAt))[0];
  return newest && { ...newest, items: back.map(({ item }) => item) };
}
