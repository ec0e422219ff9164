import type { CauseChange } from "../../watch/compare.ts";

const minute = 60 * 1000;

/**
 * `between 09:00 and 10:01 UTC`: from before the look that did not see it to after the one that
 * did, in whole minutes outwards. Undefined where no look before could tell.
 */
export function window(change: CauseChange): string | undefined {
  if (!("before" in change)) return undefined;
  const from = change.before.from.slice(0, 16);
  const until = new Date(Math.ceil(Date.parse(change.now.at) / minute) * minute)
    .toISOString()
    .slice(0, 16);
  const sameDay = from.slice(0, 10) === until.slice(0, 10);
  const [first, last] = [from, until].map((time) =>
    sameDay ? time.slice(11) : time.replace("T", " "),
  );
  return `between ${first} and ${last} UTC`;
}
