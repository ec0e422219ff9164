import { describe, expect, it, vi } from "vitest";
import type { Answer, Bot, Pressed } from "#bot/bot.ts";
import { gated } from "#bot/gate.ts";
import type { Reply } from "#bot/reply.ts";
import { plain } from "#bot/reply.ts";
import { person } from "../support/office.ts";
import { quietDoors } from "../support/quiet-doors.ts";

const alice = person("test:user:alice");
const question = { text: "PC-42", person: alice };
const click = { press: "0123456789abcdef:confirm", person: alice };
const restarting = "I am being restarted; ask again in a minute.";

describe("before it is closed", () => {
  it("hands everything to the bot, and its progress back", async () => {
    const pretend = pretendBot();
    const gate = gated(pretend.bot);
    const progress: string[] = [];
    const heard = (reply: Reply): void => void progress.push(plain(reply.headline));

    const asked = gate.bot.ask({ ...question, onLooking: heard });
    const pressed = gate.bot.press({ ...click, onActing: heard });
    pretend.endAll();

    expect(plain((await asked).reply.headline)).toBe("answered");
    expect(await pressed).toMatchObject({ kind: "replaced", ok: true });
    expect(progress).toEqual(["looking", "acting"]);
  });

  it("hands a bug of the bot on", async () => {
    const broken = async (): Promise<never> => await Promise.reject(new Error("a bug"));
    const gate = gated({ ...quietDoors, ask: broken, press: broken });

    await expect(gate.bot.ask(question)).rejects.toThrow("a bug");
    await expect(gate.bot.press(click)).rejects.toThrow("a bug");
    expect(await gate.close(1)).toBe(0);
  });
});

describe("once it is closed", () => {
  it("begins nothing, and says so to the asker alone", async () => {
    const pretend = pretendBot();
    const gate = gated(pretend.bot);
    await gate.close(1000);

    const asked = await gate.bot.ask(question);
    const pressed = await gate.bot.press(click);

    expect(asked).toMatchObject({ audience: "asker", reply: { headline: [restarting] } });
    expect(pressed).toMatchObject({ kind: "refused", reply: { headline: [restarting] } });
    expect(pretend.begun()).toBe(0);
  });

  it("waits for what runs, and lets it end as it would have", async () => {
    const pretend = pretendBot();
    const gate = gated(pretend.bot);
    const asked = gate.bot.ask(question);
    const pressed = gate.bot.press(click);

    const closed = gate.close(60_000);
    pretend.endAll();

    expect(await closed).toBe(0);
    expect(plain((await asked).reply.headline)).toBe("answered");
    expect(await pressed).toMatchObject({ ok: true });
  });

  it("answers in place of every open progress message what does not end in time", async () => {
    vi.useFakeTimers();
    const pretend = pretendBot();
    const gate = gated(pretend.bot);
    const asked = gate.bot.ask(question);
    const pressed = gate.bot.press(click);

    const closed = gate.close(6000);
    await vi.advanceTimersByTimeAsync(6000);
    vi.useRealTimers();

    expect(await closed).toBe(2);
    expect(await asked).toMatchObject({ audience: "everyone", reply: { headline: [restarting] } });
    expect(await pressed).toMatchObject({
      kind: "replaced",
      ok: false,
      reply: { headline: ["I am being restarted and could not wait for the end of this."] },
    });
  });

  it("refuses a click that had not begun to act when time was up", async () => {
    const { promise: never } = Promise.withResolvers<never>();
    const silent: Bot = {
      ...quietDoors,
      ask: async () => await never,
      press: async () => await never,
    };
    const gate = gated(silent);
    const [asked, pressed] = [gate.bot.ask(question), gate.bot.press(click)];

    const cutOff = await gate.close(0);

    expect(cutOff).toBe(2);
    expect(await asked).toMatchObject({ audience: "asker" });
    expect(await pressed).toMatchObject({ kind: "refused" });
  });
});

/** Shows its progress at once and ends when it is told to. */
function pretendBot(): { bot: Bot; endAll(): void; begun(): number } {
  const { promise: end, resolve: endAll } = Promise.withResolvers<void>();
  let begun = 0;
  return {
    bot: {
      ...quietDoors,
      ask: async ({ onLooking }): Promise<Answer> => {
        begun += 1;
        onLooking?.(saying("looking"));
        await end;
        return { reply: saying("answered"), audience: "everyone" };
      },
      press: async ({ onActing }): Promise<Pressed> => {
        begun += 1;
        onActing?.(saying("acting"));
        await end;
        return { kind: "replaced", reply: saying("acted"), ok: true };
      },
    },
    endAll,
    begun: () => begun,
  };
}

function saying(headline: string): Reply {
  return { headline: [headline], mood: "calm", body: [], evidence: [], buttons: [], footer: [] };
}
