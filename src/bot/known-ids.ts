import type { Rights } from "./rights.ts";
import { rightNames } from "./rights.ts";

/** Of some ids of the configuration, those that a platform says do not exist; and those it did not tell. */
export interface IdsChecked {
  readonly unknown: readonly string[];
  readonly unchecked: readonly string[];
}

/** Asks a platform about its own ids among these. Never rejects. */
export type KnownIds = (ids: readonly string[]) => Promise<IdsChecked>;

/** Every id that the configuration gives a right to, once. */
export function idsOf(rights: Rights): readonly string[] {
  const lists = [rights, ...Object.values(rights.groups ?? {})];
  return [...new Set(lists.flatMap((one) => rightNames.flatMap((right) => one[right] ?? [])))];
}

/** Of ids that were looked up one by one: undefined is one that the platform did not tell. */
export function sortChecked(
  checked: readonly (readonly [id: string, exists: boolean | undefined])[],
): IdsChecked {
  const which = (wanted: boolean | undefined): string[] =>
    checked.filter(([, exists]) => exists === wanted).map(([id]) => id);
  return { unknown: which(false), unchecked: which(undefined) };
}
