import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenMessage, OpenMessages } from "#bot/open-messages.ts";

interface OpenMessagesUnderTest {
  readonly messages: OpenMessages;
  stop(): Promise<void>;
}

/** What keeps open messages, whatever it is. */
export function openMessagesContract(
  name: string,
  start: () => Promise<OpenMessagesUnderTest>,
): void {
  describe(`open messages: ${name}`, () => {
    let under: OpenMessagesUnderTest;
    let messages: OpenMessages;
    beforeAll(async () => {
      under = await start();
      ({ messages } = under);
    });
    afterAll(async () => {
      await under.stop();
    });
    const question = (id: string, at: string): OpenMessage => ({
      id,
      platform: "slack",
      place: '{"channel":"C1","hostile":"\u0000\ud800 \' --"}',
      at,
      process: { host: "desk", pid: 7, run: "a-run" },
    });
    const mine = async (...ids: string[]): Promise<readonly OpenMessage[]> =>
      (await messages.all()).filter(({ id }) => ids.includes(id));

    it("are given back as they were opened, oldest first", async () => {
      const late = { ...question("A1", "2026-03-02T10:00:01.000Z"), offer: "an-offer" };
      const early = question("A2", "2026-03-02T10:00:00.000Z");
      await messages.open(late);
      await messages.open(early);

      expect(await mine("A1", "A2")).toStrictEqual([early, late]);
    });

    it("move to the place that is known later", async () => {
      await messages.open(question("B1", "2026-03-02T10:00:00.000Z"));

      await messages.move("B1", '{"channel":"C1","ts":"1.2"}');
      await messages.move("nobody", "{}");

      expect(await mine("B1")).toMatchObject([{ place: '{"channel":"C1","ts":"1.2"}' }]);
      expect(await mine("nobody")).toEqual([]);
    });

    it("are closed by one of many", async () => {
      await messages.open(question("C1", "2026-03-02T10:00:00.000Z"));

      const closed = await Promise.all(
        Array.from({ length: 5 }, async () => await messages.close("C1")),
      );

      expect(closed.filter(Boolean)).toHaveLength(1);
      expect(await mine("C1")).toEqual([]);
    });

    it("are not opened twice", async () => {
      await messages.open(question("D1", "2026-03-02T10:00:00.000Z"));

      await expect(messages.open(question("D1", "2026-03-02T11:00:00.000Z"))).rejects.toThrow(/./);
    });
  });
}
