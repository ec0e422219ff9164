/**
 * A time of ISO 8601 in UTC, as events (up to nine digits of a second) and reports write it;
 * undefined for anything else, so that no junk of a log becomes a date.
 */
export function milliseconds(time: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/u.test(time)) return undefined;
  const parsed = Date.parse(time);
  return Number.isNaN(parsed) ? undefined : parsed;
}

/**
 * Two clocks of one organisation may differ by so much: it is what Kerberos allows a member of a
 * domain (the policy "Maximum tolerance for computer clock synchronization", five minutes unless
 * changed). It is also long enough for everything that Windows logs about one start.
 */
export const toleranceMilliseconds = 5 * 60 * 1000;
