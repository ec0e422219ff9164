import type { WindowsPath } from "../machine.ts";
import type { RenameOperation } from "../signal.ts";
import type { RenameEntry } from "./entries.ts";
import type { FollowedRename } from "./follow.ts";
import { isRefused } from "./follow.ts";
import type { ProductRule } from "./product-rule.ts";
import { isBelow, ruleFor } from "./products.ts";

export interface Weighed extends Pick<RenameOperation, "weight" | "touchesWindows"> {
  readonly product: string | undefined;
}

/**
 * What weight an operation has if it is done. Harmless only when every place that it may change is
 * harmless by a rule; while the Windows directory is unknown, nothing is.
 */
export function weigh(
  operation: FollowedRename,
  windowsDirectory: WindowsPath | undefined,
): Weighed {
  const source = judgePlace(operation.source, windowsDirectory);
  const changed = changedTarget(operation);
  const places = changed ? [judgePlace(changed, windowsDirectory), source] : [source];
  return {
    weight: places.every((place) => place.harmless)
      ? "harmless"
      : weighByOperation(operation, source),
    product: productOf(places),
    touchesWindows: places.some((place) => place.ofWindows),
  };
}

/** A move that is not certain and would be refused changes nothing at its target. */
function changedTarget({ does, target, atTarget }: FollowedRename): RenameEntry | undefined {
  return does === "delete-or-move" && atTarget === "there" ? undefined : target;
}

interface Place {
  readonly rule: ProductRule | undefined;
  readonly harmless: boolean;
  readonly ofWindows: boolean;
}

function judgePlace(entry: RenameEntry, windowsDirectory: WindowsPath | undefined): Place {
  const rule = entry.local === undefined ? undefined : ruleFor(entry.local, windowsDirectory);
  if (windowsDirectory === undefined) return { rule, harmless: false, ofWindows: false };
  const harmless = rule?.weight === "harmless";
  return { rule, harmless, ofWindows: !harmless && isBelow(entry.place, windowsDirectory) };
}

/**
 * A deletion outside Windows is unsure: it finishes a removal, or it removes what was installed
 * again since (dotnet/sdk#36159). One of several entries in a row that names a file of Windows is
 * real in each reading but one, a move that would be refused, which no sample shows.
 */
function weighByOperation(operation: FollowedRename, source: Place): Weighed["weight"] {
  if (isRefused(operation)) return "unsure";
  if (operation.does === "replace" || operation.does === "move") return "real";
  return source.ofWindows ? "real" : "unsure";
}

/** Whose the target is says most; a place that all use says something only when there is no other. */
function productOf(places: readonly Place[]): string | undefined {
  const rules = places.map(({ rule }) => rule);
  const own = rules.find((rule) => rule !== undefined && rule.shared !== true);
  if (own !== undefined) return own.product;
  return rules.every((rule) => rule !== undefined) ? rules[0]?.product : undefined;
}
