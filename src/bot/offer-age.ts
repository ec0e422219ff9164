import type { CaseRecord, OfferRecord } from "./cases.ts";

/**
 * What was shown a day ago is not what somebody has in mind now, however much of it is unchanged. A
 * way back stays as long as what it puts back is kept.
 */
const offerMilliseconds = 24 * 60 * 60 * 1000;

export function isTooOld({ act }: OfferRecord, { askedAt }: CaseRecord, now: Date): boolean {
  return act !== "undo-clear" && now.getTime() - Date.parse(askedAt) > offerMilliseconds;
}
