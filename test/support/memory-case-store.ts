import type {
  ApprovalRequest,
  CaseRecord,
  CaseStore,
  Claims,
  JournalNote,
  OfferRecord,
  OfferState,
  Taken,
  Who,
} from "#bot/cases.ts";
import { pastLookOf } from "#bot/past-look.ts";

/** A store that ends with the test, as strict as the real one: the same contract runs on both. */
export function memoryCaseStore(now: () => Date = () => new Date()): CaseStore & Claims {
  const cases = new Map<string, CaseRecord>();
  const unlisted = new Set<string>();
  const offers = new Map<string, { record: OfferRecord; state: OfferState }>();
  const notes = new Map<string, JournalNote[]>();
  const requests = new Map<string, ApprovalRequest>();
  const claimed = new Map<string, number>();

  const offer = (id: string): { record: OfferRecord; state: OfferState } => {
    const found = offers.get(id);
    if (found === undefined) throw new Error(`there is no offer ${id}`);
    return found;
  };
  const take = (id: string, by: Who, at: string): { won: boolean; offer: OfferState } => {
    const found = offer(id);
    const won = found.state.state === "open";
    if (won) found.state = structuredClone({ state: "taken", by, at });
    return { won, offer: structuredClone(found.state) };
  };
  const takenOffer = (id: string): OfferState & { state: "taken" } => {
    const { state } = offer(id);
    if (state.state !== "taken") throw new Error(`the offer ${id} is not taken by anyone`);
    return state;
  };
  const refuseOffers = (caseId: string, added: readonly OfferRecord[]): void => {
    const ids = new Set([...offers.keys(), ...added.map(({ id }) => id)]);
    if (ids.size !== offers.size + added.length) throw new Error("an offer has that id already");
    if (added.some((one) => one.caseId !== caseId)) throw new Error("an offer of another case");
  };
  const addOffer = (record: OfferRecord): void => {
    offers.set(record.id, { record: structuredClone(record), state: { state: "open" } });
  };
  const lastAct = (caseId: string): string | undefined =>
    [...offers.values()]
      .filter(({ record }) => record.caseId === caseId)
      .flatMap(({ state }) => (state.state === "closed" ? [state.at] : []))
      .toSorted()
      .at(-1);
  const copy = (id: string): (OfferRecord & OfferState) | undefined => {
    const found = offers.get(id);
    return found && structuredClone({ ...found.record, ...found.state });
  };

  return {
    add: async (record, added, as) => {
      if (cases.has(record.id)) throw new Error(`a case has the id ${record.id} already`);
      refuseOffers(record.id, added);
      cases.set(record.id, structuredClone(record));
      if (as === "unlisted") unlisted.add(record.id);
      for (const one of added) addOffer(one);
    },
    findCase: async (id) => structuredClone(cases.get(id)),
    casesOf: async (personId, limit) =>
      [...cases.values()]
        .filter((record) => record.askedBy.id === personId && !unlisted.has(record.id))
        .sort((one, other) => (newestFirst(one) < newestFirst(other) ? 1 : -1))
        .slice(0, limit)
        .map((record) => structuredClone(record)),
    pastLooks: async (workstation, limit) =>
      [...cases.values()]
        .filter((record) => record.workstation === workstation)
        .sort((one, other) => (newestFirst(one) < newestFirst(other) ? 1 : -1))
        .flatMap(({ report }) => structuredClone(pastLookOf(report)) ?? [])
        .slice(0, limit),
    findOffer: async (id) => copy(id),
    offersOf: async (caseId) =>
      [...offers.values()]
        .filter(({ record }) => record.caseId === caseId)
        .flatMap(({ record }) => copy(record.id) ?? []),
    take: async (offerId, by, at) => take(offerId, by, at),
    takeApproved: async (offerId, { by, at: askedAt }, at) =>
      requests.get(offerId)?.at === askedAt
        ? take(offerId, by, at)
        : { won: false, offer: structuredClone(offer(offerId).state) },
    request: async (offerId, wanted) => {
      const before = requests.get(offerId);
      const won = before === undefined || before.until <= wanted.at;
      if (offer(offerId).state.state !== "open")
        throw new Error(`the offer ${offerId} is not open`);
      if (won) requests.set(offerId, structuredClone(wanted));
      return { won, request: structuredClone(won ? wanted : before) };
    },
    requestOf: async (offerId) => structuredClone(requests.get(offerId)),
    withdraw: async (offerId) => offer(offerId).state.state === "open" && requests.delete(offerId),
    requests: async (at) =>
      [...requests]
        .filter(([id, { until }]) => offer(id).state.state === "open" && until > at)
        .toSorted(([, one], [, other]) => (one.at < other.at ? -1 : 1))
        .map(([id, request]) => structuredClone({ offer: offer(id).record, request })),
    release: async (offerId) => {
      takenOffer(offerId);
      offer(offerId).state = { state: "open" };
    },
    keptBefore: async (time) =>
      [...offers.values()]
        .filter(({ record, state }) => record.act === "undo-clear" && state.state === "open")
        .map(({ record }) => ({ record, acted: lastAct(record.caseId) }))
        .filter(({ acted }) => acted !== undefined && acted < time)
        .toSorted((one, other) => ((one.acted ?? "") < (other.acted ?? "") ? -1 : 1))
        .map(({ record }) => structuredClone(record)),
    unfinished: async () =>
      [...offers.keys()]
        .flatMap((id) => copy(id) ?? [])
        .filter((one) => one.state === "taken")
        .toSorted((one, other) => (oldestFirst(one) < oldestFirst(other) ? -1 : 1)),
    note: async (offerId, note, after) => {
      takenOffer(offerId);
      if (after !== undefined && (notes.get(offerId)?.length ?? 0) !== after) {
        throw new Error(`somebody else goes on with the act of the offer ${offerId}`);
      }
      notes.set(offerId, [...(notes.get(offerId) ?? []), structuredClone(note)]);
    },
    journal: async (offerId) => structuredClone(notes.get(offerId) ?? []),
    finish: async (offerId, outcome, wayBack) => {
      const { by, at } = takenOffer(offerId);
      const found = offer(offerId);
      if (wayBack !== undefined) {
        refuseOffers(found.record.caseId, [wayBack]);
        addOffer(wayBack);
      }
      found.state = { state: "closed", by, at, outcome };
    },
    claim: async (key) => {
      const at = now().getTime();
      const before = claimed.get(key);
      if (before !== undefined && at - before < 24 * 60 * 60 * 1000) return false;
      claimed.set(key, at);
      return true;
    },
  };
}

function oldestFirst({ at, id }: Taken & { readonly id: string }): string {
  return `${at} ${id}`;
}

function newestFirst({ askedAt, id }: CaseRecord): string {
  return `${askedAt} ${id}`;
}
