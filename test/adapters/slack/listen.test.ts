import { afterEach, describe, expect, it } from "vitest";
import type { Answer, Pressed } from "#bot/bot.ts";
import { buttonsOf, wordsOf } from "../../support/slack-reading.ts";
import { type Scene, startScene } from "../../support/slack-scene.ts";
import {
  confirming,
  found,
  refused,
  removeButton,
  removed,
  reply,
  scriptedBot,
} from "../../support/slack-scripted-bot.ts";

const channel = "C0HELPDESK";
const mention = { user: "U0MEMBER", channel, text: "<@U0WHYBOT> why does PC-42 ask to reboot" };
const answered = "PC-42 asks because of left-behind files";
const gone = "The files of PC-42 are gone";

describe.each(["socket", "http"] as const)("Slack over %s", (kind) => {
  let scene: Scene;

  afterEach(async () => {
    await scene.stop();
  });

  it("answers a mention once, in its thread, by editing its first word", async () => {
    scene = await startScene(kind, scriptedBot());

    const { message, delivered } = await scene.server.say(mention);
    const answer = await scene.message(answered);

    expect(delivered.acknowledged).toBe(true);
    expect(scene.said()).toEqual([answer]);
    expect(answer).toMatchObject({ thread: message.ts, version: 2, onlyFor: undefined });
    expect(answer.text).toBe(answered);
    expect(wordsOf(answer)).toContain("Asked: why does PC-42 ask to reboot\n");
    expect(wordsOf(answer)).toContain("REN C:\\A.000 A.DLL is done");
  });

  it("answers in the thread where it was mentioned", async () => {
    scene = await startScene(kind, scriptedBot());
    const first = await scene.server.say(mention);
    await scene.message(answered);

    await scene.server.say({ ...mention, text: "<@U0WHYBOT> and PC-43", thread: first.message.ts });
    const second = await scene.message("Asked: and PC-43");

    expect(second.thread).toBe(first.message.ts);
  });

  it("answers a direct message outside of any thread", async () => {
    scene = await startScene(kind, scriptedBot());

    await scene.server.say({ user: "U0MEMBER", channel: "D0MEMBER", text: "why PC-42" });
    const answer = await scene.message("Asked: why PC-42");

    expect(answer).toMatchObject({ channel: "D0MEMBER", thread: undefined });
  });

  it("answers a command for everyone in the channel", async () => {
    scene = await startScene(kind, scriptedBot());

    const { delivered } = await scene.server.command({ user: "U0MEMBER", channel, text: "PC-42" });
    const answer = await scene.message("Asked: PC-42");

    expect(delivered.acknowledged).toBe(true);
    expect(answer).toMatchObject({ channel, thread: undefined, onlyFor: undefined });
  });

  it("asks the bot for help, privately, when the command stands alone", async () => {
    const asked: string[] = [];
    const ask = async ({ text }: { text: string }): Promise<Answer> => {
      asked.push(text);
      return { reply: reply("This is how to ask"), audience: "asker" };
    };
    scene = await startScene(kind, scriptedBot({ ask }));

    await scene.server.command({ user: "U0STRANGER", channel, text: "  " });
    const help = await scene.message("This is how to ask");

    expect(asked).toEqual(["help"]);
    expect(help.onlyFor).toBe("U0STRANGER");
  });

  it("answers a command in a channel that it is not in, and its button works there", async () => {
    scene = await startScene(kind, scriptedBot());

    await scene.server.command({ user: "U0MEMBER", channel: "C0ELSEWHERE", text: "PC-42" });
    const answer = await scene.message("Asked: PC-42");
    await scene.click(answer, removeButton.label);
    const outcome = await scene.message(gone);

    expect(outcome).toBe(answer);
    expect(scene.said()).toEqual([answer]);
  });

  it("tells a refusal only to the person who asked", async () => {
    scene = await startScene(kind, scriptedBot({ ask: async () => refused() }));

    await scene.server.say({ ...mention, user: "U0STRANGER" });
    const refusal = await scene.message("You may not ask here");

    expect(refusal).toMatchObject({ onlyFor: "U0STRANGER", thread: undefined });
    expect(scene.said()).toHaveLength(1);
  });

  it("puts the outcome in place of the message with the button", async () => {
    scene = await startScene(kind, scriptedBot());
    await scene.server.say(mention);
    const answer = await scene.message(answered);
    const presses: string[] = buttonsOf(answer).map((button) => button.value);

    await scene.click(answer, removeButton.label);
    const outcome = await scene.message(gone);

    expect(presses).toEqual([removeButton.confirm.press]);
    expect(outcome).toBe(answer);
    expect(outcome.version).toBe(4);
    expect(buttonsOf(outcome)).toEqual([]);
    expect(scene.said()).toEqual([answer]);
  });

  it("asks in private twice, then acts and takes the question away", async () => {
    const script = confirming(2);
    scene = await startScene(kind, scriptedBot({ press: async (press) => script(press) }));
    await scene.server.say(mention);
    const answer = await scene.message(answered);

    await scene.click(answer, removeButton.label);
    const question = await scene.message("Really, question 1?");
    expect(question).toMatchObject({ onlyFor: "U0MEMBER", thread: answer.thread });
    await scene.click(question, "Yes, remove");
    await scene.message("Really, question 2?");
    expect(buttonsOf(answer)).toHaveLength(1);
    await scene.click(question, "Yes, remove");

    expect(await scene.message(gone)).toBe(answer);
    await scene.vanished(question);
    expect(scene.said()).toEqual([answer]);
  });

  it("only closes the question when it is answered with no", async () => {
    const script = confirming(1);
    scene = await startScene(kind, scriptedBot({ press: async (press) => script(press) }));
    await scene.server.say(mention);
    const answer = await scene.message(answered);

    await scene.click(answer, removeButton.label);
    const question = await scene.message("Really, question 1?");
    await scene.click(question, "No");
    await scene.vanished(question);

    expect(scene.said()).toEqual([answer]);
    expect(buttonsOf(answer)).toHaveLength(1);
  });

  it("tells a refused click only to the person who clicked", async () => {
    const press = async (): Promise<Pressed> => ({
      kind: "refused",
      reply: reply("You may not remove files"),
    });
    scene = await startScene(kind, scriptedBot({ press }));
    await scene.server.say(mention);
    const answer = await scene.message(answered);

    await scene.click(answer, removeButton.label, "U0STRANGER");
    const refusal = await scene.message("You may not remove files");

    expect(refusal.onlyFor).toBe("U0STRANGER");
    expect(buttonsOf(answer)).toHaveLength(1);
  });

  it("answers a delivery that comes twice once", async () => {
    scene = await startScene(kind, scriptedBot());
    const { envelope } = await scene.server.say(mention);
    await scene.message(answered);

    await scene.server.again(envelope, { attempt: 1, reason: "http_timeout" });
    await scene.stopAdapter();

    expect(scene.said()).toHaveLength(1);
  });

  it("answers a retry once after a restart, also one that it never saw before", async () => {
    scene = await startScene(kind, scriptedBot());
    const seen = await scene.server.say(mention);
    await scene.message(answered);
    await scene.stopAdapter();
    const missed = await scene.server.say({ ...mention, text: "<@U0WHYBOT> missed" });
    expect(missed.delivered.arrived).toBe(false);

    await scene.startAdapter();
    await scene.server.again(seen.envelope, { attempt: 1, reason: "http_error" });
    await scene.server.again(missed.envelope, { attempt: 1, reason: "http_error" });
    await scene.message("Asked: missed");
    await scene.stopAdapter();

    expect(scene.said()).toHaveLength(2);
  });

  it("presses a button that was posted before a restart", async () => {
    scene = await startScene(kind, scriptedBot());
    await scene.server.say(mention);
    const answer = await scene.message(answered);
    await scene.stopAdapter();
    await scene.startAdapter();

    await scene.click(answer, removeButton.label);

    expect(await scene.message(gone)).toBe(answer);
  });

  it("acknowledges each delivery while the bot is still at work", async () => {
    const hold = Promise.withResolvers<void>();
    scene = await startScene(
      kind,
      scriptedBot({
        ask: async (asked) => {
          await hold.promise;
          return found(asked);
        },
      }),
    );

    const said = await scene.server.say(mention);
    const typed = await scene.server.command({ user: "U0MEMBER", channel, text: "PC-43" });
    expect([said.delivered.acknowledged, typed.delivered.acknowledged]).toEqual([true, true]);
    expect(scene.said()).toEqual([]);
    hold.resolve();

    await scene.message("Asked: PC-43");
  });

  it("acknowledges a click while the act is still running", async () => {
    const hold = Promise.withResolvers<void>();
    scene = await startScene(
      kind,
      scriptedBot({
        press: async (pressed) => {
          pressed.onActing?.(reply("Removing"));
          await hold.promise;
          return removed({ press: pressed.press, person: pressed.person });
        },
      }),
    );
    await scene.server.say(mention);
    const answer = await scene.message(answered);

    const { delivered } = await scene.click(answer, removeButton.label);
    expect(delivered.acknowledged).toBe(true);
    await scene.message("Removing");
    expect(buttonsOf(answer)).toEqual([]);
    hold.resolve();

    await scene.message(gone);
  });

  it("lets a running answer finish before it has stopped", async () => {
    const hold = Promise.withResolvers<void>();
    scene = await startScene(
      kind,
      scriptedBot({
        ask: async (asked) => {
          asked.onLooking?.(reply("Looking"));
          await hold.promise;
          return found({ text: asked.text, person: asked.person });
        },
      }),
    );
    await scene.server.say(mention);
    await scene.message("Looking");

    const stopped = scene.running().stop();
    hold.resolve();
    await stopped;

    expect(scene.said().map(wordsOf).join()).toContain(answered);
    expect(scene.running().connected()).toBe(false);
  });
});
