import { expect, test } from "vitest";
import { beginning, dressFailure } from "#adapters/shell/failure.ts";

test("a failure is told with its causes, and without a stack", () => {
  const cause = new Error("An invalid token was provided.");

  expect(dressFailure(new Error("Discord could not be started.", { cause }))).toBe(
    "Discord could not be started.\n  An invalid token was provided.\n",
  );
});

test("words that stand in the message already are not told again", () => {
  const cause = new Error("the port is taken");

  expect(dressFailure(new Error("Cannot listen: the port is taken.", { cause }))).toBe(
    "Cannot listen: the port is taken.\n",
  );
});

test("a mistake of the program is told with its stack", () => {
  const cause = new TypeError("x is not a function");

  expect(dressFailure(new Error("Slack could not be started.", { cause }))).toMatch(
    /^Slack could not be started\.\n {2}x is not a function\n.*TypeError: x is not a function\n\s+at /u,
  );
});

test("causes that go round in a circle come to an end", () => {
  const error = new Error("first");
  error.cause = new Error("second", { cause: error });

  expect(dressFailure(error)).toBe("first\n  second\n");
});

test("what is thrown without being an error is told as well", () => {
  expect(dressFailure("gone")).toBe("gone\n");
});

test("a platform that does not start is named", async () => {
  const starting = Promise.reject(new Error("An API error occurred: invalid_auth"));

  await expect(beginning("Slack", starting)).rejects.toThrow("Slack could not be started");
});

test("a platform that starts is handed on", async () => {
  expect(await beginning("Slack", Promise.resolve("running"))).toBe("running");
});

test("words of the other side do nothing in the terminal", () => {
  const error = new Error("first\n second", {
    cause: new Error("it said \u001B[2J\u009B31m\u202E"),
  });

  expect(dressFailure(error)).toBe("first\n second\n  it said \\u{1B}[2J\\u{9B}31m\\u{202E}\n");
});
