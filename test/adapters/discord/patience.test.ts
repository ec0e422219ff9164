import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import { expect, test } from "vitest";
import { createPatience } from "#adapters/discord/patience.ts";

const hurried = { first: 1, most: 2 };
const patience = createPatience(async () => false, hurried);
const within = 60_000;

const unavailable = new HTTPError(503, "unavailable", "GET", "/", {});
const refused = (status: number, code: number): DiscordAPIError =>
  new DiscordAPIError({ code, message: "no" }, code, status, "GET", "/", {});
const limited = new RateLimitError({
  global: false,
  hash: "",
  limit: 1,
  majorParameter: "",
  method: "GET",
  retryAfter: 20,
  route: "/",
  scope: "user",
  sublimitTimeout: 0,
  timeToReset: 20,
  url: "/",
});

/** Fails with each of these in turn, and then says how often it was tried. */
function failing(...errors: readonly Error[]): () => Promise<number> {
  let tries = 0;
  return async () => {
    const error = errors[tries];
    tries += 1;
    return error === undefined ? tries : await Promise.reject(error);
  };
}

test.for([
  ["5xx", unavailable],
  ["a network that fails", Object.assign(new Error("reset"), { code: "ECONNRESET" })],
  ["a deadline", new DOMException("too slow", "TimeoutError")],
  ["a rate limit", limited],
] as const)("tries again after %s", async ([, error]) => {
  expect(await patience.call({ call: failing(error, error), within })).toBe(3);
});

test.for([
  ["Discord's no", refused(404, 10008)],
  ["a refused token", refused(401, 0)],
  ["a fault of its own", new Error("a bug")],
] as const)("does not try again after %s", async ([, error]) => {
  await expect(patience.call({ call: failing(error), within })).rejects.toBe(error);
});

test("tries again after a refused token that Discord takes after all, but not for ever", async () => {
  const trusting = createPatience(async () => true, hurried);
  const no = refused(401, 0);

  const once = await trusting.call({ call: failing(no), within });
  const always = trusting.call({ call: failing(...Array.from({ length: 9 }, () => no)), within });

  expect(once).toBe(2);
  await expect(always).rejects.toBe(no);
});

test("gives up with the last failure when the time does not suffice for another try", async () => {
  const late = { call: failing(limited, limited), within: 5 };

  await expect(patience.call(late)).rejects.toBe(limited);
});

test("does not try again what is overtaken", async () => {
  const overtaken = { call: failing(unavailable), within, obsolete: () => true };

  await expect(patience.call(overtaken)).rejects.toBe(unavailable);
});

test("fails at once what waits when it is stopped", async () => {
  const slow = createPatience(async () => false, { first: within, most: within });
  const begun = Promise.withResolvers<void>();
  const waiting = slow.call({
    async call() {
      begun.resolve();
      return await Promise.reject(unavailable);
    },
    within: 10 * within,
  });
  await begun.promise;

  slow.stop();

  await expect(waiting).rejects.toBe(unavailable);
});

test("calls nothing any more once it is stopped", async () => {
  const stopped = createPatience(async () => false, hurried);
  stopped.stop();
  let calls = 0;

  const calling = stopped.call({
    call: async () => {
      calls += 1;
    },
    within,
  });

  await expect(calling).rejects.toThrow(/abort/iu);
  expect(calls).toBe(0);
});
