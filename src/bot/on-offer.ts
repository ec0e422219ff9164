import type { Press } from "./bot.ts";
import type { CaseRecord, OfferRecord } from "./cases.ts";
import type { Desk } from "./desk.ts";

/** A button of a case, as it was pressed by somebody who may. */
export interface OnOffer {
  readonly deps: Desk;
  readonly pressed: Press;
  readonly offer: OfferRecord;
  readonly record: CaseRecord;
}
