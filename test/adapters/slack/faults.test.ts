import { afterEach, describe, expect, it } from "vitest";
import { buttonsOf, wordsOf } from "../../support/slack-reading.ts";
import { type Scene, startScene } from "../../support/slack-scene.ts";
import { removeButton, reply, scriptedBot } from "../../support/slack-scripted-bot.ts";

const mention = { user: "U0MEMBER", channel: "C0HELPDESK", text: "<@U0WHYBOT> PC-42" };
const answered = "PC-42 asks because of left-behind files";
const gone = "The files of PC-42 are gone";
const wrong = "Something went wrong in the bot itself (reference ";

describe("when something fails at Slack or in the bot", () => {
  let scene: Scene;

  afterEach(async () => {
    await scene.stop();
  });

  it("posts the answer anew when the first word cannot be edited", async () => {
    scene = await startScene("socket", scriptedBot());
    scene.server.world.planned.set("chat.update", ["edit_window_closed"]);

    await scene.server.say(mention);
    const answer = await scene.message(answered);

    expect(answer.version).toBe(1);
    expect(scene.said()).toHaveLength(2);
  });

  it("posts the answer when the first word could not be posted", async () => {
    scene = await startScene("socket", scriptedBot());
    scene.server.world.planned.set("chat.postMessage", ["internal_error"]);

    await scene.server.say(mention);
    const answer = await scene.message(answered);

    expect(scene.said()).toEqual([answer]);
  });

  it("replaces the message through the click's own address when it may not edit it", async () => {
    scene = await startScene("socket", scriptedBot());
    await scene.server.say(mention);
    const answer = await scene.message(answered);
    scene.server.world.planned.set("chat.update", ["cant_update_message", "cant_update_message"]);

    await scene.click(answer, removeButton.label);

    expect(await scene.message(gone)).toBe(answer);
    expect(buttonsOf(answer)).toEqual([]);
  });

  it("posts the outcome anew when the message can be replaced in no way", async () => {
    scene = await startScene("socket", scriptedBot());
    await scene.server.say(mention);
    const answer = await scene.message(answered);
    scene.server.world.planned.set("chat.update", ["message_not_found", "message_not_found"]);
    scene.server.world.planned.set("response_url", ["500"]);

    await scene.click(answer, removeButton.label);
    const outcome = await scene.message(gone);

    expect(outcome.thread).toBe(answer.thread);
    expect(outcome).not.toBe(answer);
  });

  it("ends with the outcome although the word that it begins arrives late", async () => {
    scene = await startScene("socket", scriptedBot());
    await scene.server.say(mention);
    const answer = await scene.message(answered);
    const late = new Promise<void>((resolve) => {
      setTimeout(resolve, 200);
    });
    scene.server.world.held.set("chat.update", [late]);

    await scene.click(answer, removeButton.label);
    await late;
    await scene.stopAdapter();

    expect(wordsOf(answer)).toContain(gone);
  });

  it("tells a refusal through the click's own address when it cannot whisper", async () => {
    const press = async (): Promise<never> => {
      throw new Error("bug");
    };
    scene = await startScene("socket", scriptedBot({ press }));
    await scene.server.say(mention);
    const answer = await scene.message(answered);
    scene.server.world.planned.set("chat.postEphemeral", ["user_not_in_channel"]);

    await scene.click(answer, removeButton.label);
    const told = await scene.message(wrong);

    expect(told.onlyFor).toBe("U0MEMBER");
    expect(buttonsOf(answer)).toHaveLength(1);
  });

  it("gives a reference when the bot throws at a question", async () => {
    const ask = async (): Promise<never> => {
      throw new Error("bug");
    };
    scene = await startScene("socket", scriptedBot({ ask }));

    await scene.server.say(mention);
    const told = await scene.message(wrong);

    expect(told.onlyFor).toBe("U0MEMBER");
    expect(wordsOf(told)).toContain("Nothing was changed by this message.");
  });

  it("does not claim that nothing was changed when the bot throws in an act", async () => {
    scene = await startScene(
      "socket",
      scriptedBot({
        press: async (pressed) => {
          pressed.onActing?.(reply("Removing"));
          throw new Error("bug");
        },
      }),
    );
    await scene.server.say(mention);
    const answer = await scene.message(answered);

    await scene.click(answer, removeButton.label);
    const told = await scene.message(wrong);

    expect(told).toBe(answer);
    expect(wordsOf(told)).toContain("Whether anything was changed is not known");
  });

  it("answers although the store of claims fails", async () => {
    const claim = async (): Promise<never> => {
      throw new Error("disk full");
    };
    scene = await startScene("socket", scriptedBot(), { claims: { claim } });

    await scene.server.say(mention);

    await expect(scene.message(answered)).resolves.toBeDefined();
  });

  it.each([
    ["no JSON", "wr:yes", "no JSON"],
    ["no message", "wr:yes", '{"press":"x"}'],
    ["an unknown button", "wr:other", "x"],
  ])("does nothing at a click with %s", async (_, actionId, value) => {
    scene = await startScene("socket", scriptedBot());
    await scene.server.say(mention);
    const message = await scene.message(answered);

    const { delivered } = await scene.server.click({ user: "U0MEMBER", message, actionId, value });
    await scene.stopAdapter();

    expect(delivered.acknowledged).toBe(true);
    expect([message.version, scene.said().length]).toEqual([2, 1]);
  });
});
