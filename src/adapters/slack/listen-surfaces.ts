import type { App } from "@slack/bolt";
import { menuOptions, modalIds } from "./ask-modal.ts";
import { actionIds } from "./buttons.ts";
import { createInboundSurfaces } from "./inbound-surfaces.ts";
import { limits } from "./limits.ts";
import type { Deliveries, Listening } from "./listen.ts";
import {
  globalShortcut,
  homeAction,
  homeOpened,
  messageShortcut,
  submission,
  suggestionWanted,
} from "./schema-surfaces.ts";

const shortcutIds = { message: "wr_why_message", global: "wr_ask" } as const;

/** The doors of a Bolt app for what is neither a message nor a click in one. */
export type SurfaceDoors = Pick<App, "event" | "action" | "shortcut" | "options" | "view">;

/** The shortcuts, the dialog and the bot's own page. */
export function listenToSurfaces(
  doors: SurfaceDoors,
  listening: Listening,
  { acknowledge, take, answerQuestion, answerHomeClick }: Deliveries,
): void {
  const { bot, surfaces } = listening;
  const inbound = createInboundSurfaces(listening);

  doors.shortcut(shortcutIds.message, async ({ body, ack }) => {
    await acknowledge(ack);
    await take(body, messageShortcut, async (used) => {
      const question = await inbound.messageShortcut(used);
      if (question !== undefined) await answerQuestion(question);
    });
  });

  doors.shortcut(shortcutIds.global, async ({ body, ack }) => {
    await acknowledge(ack);
    await take(body, globalShortcut, async ({ trigger_id }) => await surfaces.askFor(trigger_id));
  });

  doors.options(modalIds.menu, async ({ body, ack }) => {
    const wanted = suggestionWanted.safeParse(body);
    const person = wanted.data && inbound.personOf(wanted.data);
    const typed = wanted.data?.value ?? "";
    const names = person ? await bot.suggest({ person, typed, most: limits.menuOptions }) : [];
    await ack({ options: menuOptions(names) });
  });

  doors.view(modalIds.callback, async ({ body, ack }) => {
    await acknowledge(ack);
    await take(body, submission, async (sent) => {
      const question = await inbound.submission(sent);
      if (question !== undefined) await answerQuestion(question);
    });
  });

  doors.event("app_home_opened", async ({ body }) => {
    await take(body, homeOpened, async (opened) => {
      const person = inbound.visitor(opened);
      const { tab, channel, user } = opened.event;
      if (tab === "home") await surfaces.showHome(user, await bot.home(person));
      if (tab !== "messages" || channel === undefined) return;
      const names = await bot.suggest({ person, typed: "", most: limits.menuOptions });
      await surfaces.suggestPrompts(channel, names);
    });
  });

  doors.action(
    { action_id: new RegExp(`^${actionIds.home}`), type: "block_actions" },
    async ({ body, ack }) => {
      await acknowledge(ack);
      await take(body, homeAction, async (action) => {
        const click = await inbound.homeClick(action);
        if (click === undefined) return;
        await answerHomeClick(click);
        await surfaces.showHome(click.userId, await bot.home(click.person));
      });
    },
  );
}
