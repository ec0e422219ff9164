import { isDeepStrictEqual } from "node:util";
import { maskSecrets } from "#checks/secrets/mask.ts";
import type { Answer, Ask } from "../bot.ts";
import type { Desk } from "../desk.ts";
import { newCaseId } from "../ids.ts";
import { namesOf } from "../sweep/begin.ts";
import type { Scope } from "../sweep/sweep.ts";
import { sayNoneToWatch, sayNotWatched, sayTooManyWatches } from "../words/watch/refusals.ts";
import { sayWatching } from "../words/watch/say-watch.ts";
import { holding } from "./held.ts";
import type { WatchQuestion } from "./parse-watch.ts";
import type { Watch, WatchRecord } from "./watch.ts";

/** Of one workstation and of several, unless the person says how often; in minutes. */
const usual = { one: 60, several: 24 * 60 };

/** Days after which a watch ends by itself. */
const days = 30;

/** So many a person may have. */
const mostWatches = 20;

/** Begins a watch, or begins the same one anew; its first run is due at once. */
export async function beginWatch(
  desk: Desk,
  { person, text }: Ask,
  { scope, workstation, everyMinutes }: Extract<WatchQuestion, { readonly kind: "watch" }>,
): Promise<Answer> {
  const meant = namesOf(scope, desk.inventory);
  const { names, held } = await holding(person, desk, { scope, names: meant });
  if (names.length === 0) {
    return { reply: sayNoneToWatch(scope, meant.length), audience: "asker" };
  }
  const now = desk.now();
  const at = now.toISOString();
  try {
    const mine = await desk.watches.watchesOf(person.id);
    const before = mine.find((one) => isSame(one.scope, scope));
    if (before === undefined && mine.length >= mostWatches) {
      return { reply: sayTooManyWatches(mine.length), audience: "asker" };
    }
    const record: WatchRecord = {
      id: before?.id ?? newCaseId(),
      begunAt: at,
      askedBy: { id: person.id, name: person.name },
      question: maskSecrets(text),
      scope,
      everyMinutes: everyMinutes ?? (workstation === undefined ? usual.several : usual.one),
      until: new Date(now.getTime() + days * 24 * 60 * 60 * 1000).toISOString(),
      held,
    };
    if (before === undefined) await desk.watches.beginWatch(record, at);
    else if (!(await desk.watches.renewWatch(record, at))) {
      return { reply: sayNotWatched(), audience: "asker" };
    }
    desk.log.info({ watch: record.id, workstations: names.length, by: person.id }, "watches");
    const watch: Watch = { ...record, state: { kind: "active" }, nextAt: at };
    const reply = sayWatching(watch, {
      workstations: names.length,
      leftOut: meant.length - names.length,
      renewed: before !== undefined,
      told: isTold(desk, person.id),
    });
    const { id } = record;
    const stay: Answer["stay"] = async (place) => await desk.watches.tellWatchAt(id, place);
    return { reply, audience: "everyone", stay };
  } catch (error) {
    desk.log.error({ err: error, by: person.id }, "a watch could not be written down");
    return { reply: sayNotWatched(), audience: "asker" };
  }
}

/** Also where the same names were given in another order. */
export function isSame(one: Scope, other: Scope): boolean {
  return isDeepStrictEqual(sorted(one), sorted(other));
}

function sorted(scope: Scope): Scope {
  if (scope.kind === "names") return { ...scope, names: scope.names.toSorted() };
  return scope.kind === "groups" ? { ...scope, groups: scope.groups.toSorted() } : scope;
}

/** On the page and in a shell nothing can be said later. */
function isTold({ tellsBelow }: Desk, personId: string): boolean {
  const [platform = ""] = personId.split(":");
  return Object.hasOwn(tellsBelow?.() ?? {}, platform);
}
