import { expect, test } from "vitest";
import type { Api, Posted } from "#adapters/discord/api.ts";
import type { Payload } from "#adapters/discord/dress.ts";
import { dressWords } from "#adapters/discord/dress.ts";
import { openSpot } from "#adapters/discord/spot.ts";

const gone: Posted = { ok: false, why: "gone" };
const made = (message: string, repeated = false): Posted => ({ ok: true, message, repeated });
const place = { channel: "601", nonce: "n" };

interface Call {
  readonly call: string;
  readonly payload: Payload;
  readonly obsolete: () => boolean;
  readonly settle: (sent: Posted) => void;
}

/** Keeps each call until the test settles it. */
function heldApi(): {
  readonly api: Api;
  readonly calls: Call[];
  readonly nth: (index: number) => Promise<Call>;
} {
  const calls: Call[] = [];
  const hold = async (
    call: string,
    payload: Payload,
    obsolete = (): boolean => false,
  ): Promise<Posted> => {
    const { promise, resolve } = Promise.withResolvers<Posted>();
    calls.push({ call, payload, obsolete, settle: resolve });
    return await promise;
  };
  const never = async (): Promise<never> => await Promise.reject(new Error("not expected"));
  return {
    calls,
    api: {
      respond: never,
      editResponse: never,
      responseOf: never,
      post: async ({ nonce }, payload, obsolete) => await hold(`post ${nonce}`, payload, obsolete),
      edit: async ({ message }, payload, obsolete) =>
        await hold(`edit ${message}`, payload, obsolete),
    },
    async nth(index) {
      await expect.poll(() => calls.length).toBeGreaterThan(index);
      const call = calls[index];
      if (call === undefined) throw new Error("no such call");
      return call;
    },
  };
}

test("sends the newest words only, and at last", async () => {
  const { api, calls, nth } = heldApi();
  const spot = openSpot(api, { ...place, message: "5" });

  const first = spot.show(dressWords("one"));
  void spot.show(dressWords("two"));
  const last = spot.show(dressWords("three"));
  const overtaken = calls[0]?.obsolete();
  calls[0]?.settle(made("6"));
  (await nth(1)).settle(made("6"));
  const sent = [await first, await last];

  expect(overtaken).toBe(true);
  expect(calls.map(({ payload }) => payload)).toEqual([dressWords("one"), dressWords("three")]);
  expect(sent).toMatchObject([{ ok: true }, { ok: true }]);
});

test("posts anew, under another nonce, what cannot be edited any more", async () => {
  const { api, calls, nth } = heldApi();
  const posted: string[] = [];
  const spot = openSpot(api, { ...place, message: "5" }, (message) => void posted.push(message));

  const shown = spot.show(dressWords("one"));
  calls[0]?.settle(gone);
  (await nth(1)).settle(made("6"));
  await shown;

  expect(calls.map(({ call }) => call)).toEqual(["edit 5", "post n:2"]);
  expect([posted, spot.message()]).toEqual([["6"], "6"]);
});

test("edits what it has posted when an earlier try may have got through with older words", async () => {
  const { api, calls, nth } = heldApi();
  const spot = openSpot(api, place);

  const shown = spot.show(dressWords("the answer"));
  calls[0]?.settle(made("6", true));
  (await nth(1)).settle(made("6"));

  expect(await shown).toMatchObject({ ok: true });
  expect(calls.map(({ call }) => call)).toEqual(["post n", "edit 6"]);
});

test("tries the answer although the word before it could not be said", async () => {
  const { api, calls, nth } = heldApi();
  const spot = openSpot(api, place);

  void spot.show(dressWords("looking"));
  const shown = spot.show(dressWords("the answer"));
  calls[0]?.settle({ ok: false, why: "failed" });
  (await nth(1)).settle(made("6"));
  // It may have been said all the same, and then the nonce gave that message.
  (await nth(2)).settle(made("6"));

  expect(await shown).toMatchObject({ ok: true });
  expect(calls.map(({ call }) => call)).toEqual(["post n", "post n", "edit 6"]);
  expect(calls.slice(1).map(({ payload }) => payload)).toEqual([
    dressWords("the answer"),
    dressWords("the answer"),
  ]);
});
