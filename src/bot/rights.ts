import type { Person } from "./ports.ts";

/** Who may do what: ids of the platforms. An empty list means nobody. */
export interface Rights {
  readonly ask: readonly string[];
  /** Clear, and undo what was cleared. */
  readonly clear: readonly string[];
}

/** `cannot-tell` is never a yes: a role source that fails denies, and the person hears why. */
export async function may(
  person: Person,
  ids: readonly string[],
): Promise<"yes" | "no" | "cannot-tell"> {
  return ids.length === 0 ? "no" : await person.holds(ids);
}
