import { deadlines } from "./limits.ts";

/**
 * Believes what Slack said for some minutes, unless it is wanted fresh. What Slack did not say
 * (undefined) is forgotten, so that the next one who wants it asks again.
 */
export function remember<Told>(
  ask: (key: string) => Promise<Told | undefined>,
): (key: string, fresh: boolean) => Promise<Told | undefined> {
  const known = new Map<string, { readonly at: number; readonly told: Told }>();
  return async (key, fresh) => {
    const entry = known.get(key);
    if (!fresh && entry !== undefined && isRecent(entry.at)) return entry.told;
    const told = await ask(key);
    if (told === undefined) known.delete(key);
    else known.set(key, { at: Date.now(), told });
    return told;
  };
}

/** A time in the future was noted before somebody set the clock back: its age is not known. */
function isRecent(at: number): boolean {
  const age = Date.now() - at;
  return age >= 0 && age < deadlines.believed;
}
