import type { Logger } from "pino";
import type { Claims } from "#bot/cases.ts";
import type { Person } from "#bot/ports.ts";
import type { HomeClick } from "./answer-home-click.ts";
import type { Question } from "./answer-question.ts";
import { chosenIn } from "./ask-modal.ts";
import { firstOnly } from "./first-only.ts";
import { createPerson, type People } from "./person.ts";
import type { Identity } from "./schema.ts";
import type { HomeAction, HomeOpened, MessageShortcut, Submission } from "./schema-surfaces.ts";
import { spoken } from "./spoken.ts";

/** What comes from beside messages, as questions and clicks; undefined for what came before. */
export interface InboundSurfaces {
  messageShortcut(used: MessageShortcut): Promise<Question | undefined>;
  submission(sent: Submission): Promise<Question | undefined>;
  homeClick(action: HomeAction): Promise<HomeClick | undefined>;
  visitor(opened: HomeOpened): Person;
  personOf(acting: Pick<HomeAction, "user" | "team">): Person;
}

interface Needs {
  readonly claims: Claims;
  readonly log: Logger;
  readonly people: People;
  readonly identity: Identity;
}

type Acting = Pick<HomeAction, "user" | "team">;

export function createInboundSurfaces({ claims, log, people, identity }: Needs): InboundSurfaces {
  const first = firstOnly(claims, log);

  /** Beside a channel the person is alone with the bot; Slack posts into that by the person's id. */
  const person = (
    { user, team }: Acting,
    { channelId = user.id, fresh = false }: { channelId?: string; fresh?: boolean } = {},
  ): Person => {
    const name = user.username ?? user.name;
    const atHome = (user.team_id ?? team?.id) === identity.team_id;
    return createPerson({ userId: user.id, name, channelId, atHome, fresh }, people);
  };

  return {
    personOf: (acting) => person(acting),

    visitor: ({ event: { user }, team_id: team = identity.team_id }) =>
      person({ user: { id: user, team_id: team } }),

    async messageShortcut(used) {
      if (!(await first(`slack:shortcut:${used.trigger_id}`))) return undefined;
      const { channel, message, user, response_url: responseUrl } = used;
      const place = { channel: channel.id, thread: message.thread_ts ?? message.ts };
      return {
        text: spoken(message.text ?? "", identity.user_id),
        quoted: true,
        person: person(used, { channelId: channel.id }),
        userId: user.id,
        place,
        privately: { channel: channel.id, thread: message.thread_ts },
        ...(responseUrl === undefined ? {} : { responseUrl }),
      };
    },

    async submission(sent) {
      const name = chosenIn(sent);
      if (name === undefined || !(await first(`slack:view:${sent.view.id}`))) return undefined;
      const place = { channel: sent.user.id, thread: undefined };
      return { text: name, person: person(sent), userId: sent.user.id, place, privately: place };
    },

    async homeClick(action) {
      const [pressed] = action.actions;
      if (pressed === undefined) return undefined;
      const { user } = action;
      if (!(await first(`slack:home:${user.id}:${pressed.action_ts}`))) return undefined;
      return { press: pressed.value, person: person(action, { fresh: true }), userId: user.id };
    },
  };
}
