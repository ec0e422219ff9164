import { waitingFor } from "./approval/waiting.ts";
import type { Person } from "./ports.ts";
import type { Reply } from "./reply.ts";
import type { Allowed, Right } from "./rights.ts";
import { may, rightNames, visibleTo } from "./rights.ts";
import type { BotDeps } from "./settle-case.ts";
import { watchLines } from "./watch/show-watches.ts";
import { mostShown } from "./words/approval.ts";
import { sayHome, sayHomeUnread } from "./words/home.ts";

const casesShown = 5;

/** What somebody finds when they open the bot without a question. */
export async function tellHome(deps: BotDeps, person: Person): Promise<Reply> {
  try {
    const allowed = await Promise.all(
      rightNames.map(
        async (right): Promise<[Right, Allowed]> => [right, await may(person, deps, { right })],
      ),
    );
    const names = await visibleTo(person, deps);
    const cases = await deps.cases.casesOf(person.id, casesShown);
    const waiting = (await waitingFor(deps, person)).slice(0, mostShown);
    const watches = await watchLines(deps, person.id);
    return sayHome({ allowed: new Map(allowed), names, cases, waiting, watches });
  } catch (error) {
    deps.log.error({ err: error, person: person.id }, "what belongs to a person could not be read");
    return sayHomeUnread();
  }
}
