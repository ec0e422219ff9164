import { describe, expect, it } from "vitest";
import { connectFailure } from "#adapters/ssh/connect-failure.ts";

function reason(properties: object, authenticating = false): string {
  const error = Object.assign(new Error("words"), properties);
  return connectFailure(error, { heard: "SSH-2.0-x\r\n", authenticating }).why;
}

describe("a failure to connect", () => {
  it.each([
    ["ECONNREFUSED", "refused"],
    ["ENOTFOUND", "name-not-found"],
    ["EAI_AGAIN", "name-not-found"],
    ["ETIMEDOUT", "no-answer"],
    ["EHOSTUNREACH", "no-answer"],
    ["ENETUNREACH", "no-answer"],
    ["ECONNRESET", "lost"],
    ["EPIPE", "lost"],
  ])("with the system's %s is %s", (code, why) => {
    expect(reason({ code, level: "client-socket" })).toBe(why);
  });

  it("is login-refused when sshd says too many tries, which is a numbered disconnect", () => {
    expect(reason({ code: 2 }, true)).toBe("login-refused");
  });

  it("is lost when a numbered disconnect comes before the login", () => {
    expect(reason({ code: 2 }, false)).toBe("lost");
  });

  it("keeps the words of the library", () => {
    const failure = connectFailure(new Error("some words"), { heard: "", authenticating: false });

    expect(failure).toEqual({ ok: false, why: "lost", detail: "some words" });
  });
});
