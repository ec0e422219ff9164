import { describe, expect, it } from "vitest";
import { loginMethods } from "#adapters/ssh/credentials.ts";
import { freshKeys } from "#practice/fresh-keys.ts";
import { ed25519 } from "../../support/ssh-server.ts";

const locked = freshKeys("open sesame");

describe("credentials", () => {
  it("are tried as key, password, agent", () => {
    const methods = loginMethods({
      agent: "/run/agent.sock",
      password: "secret",
      privateKey: ed25519.private,
    })("helpdesk");

    expect(methods.map(({ type, username }) => [type, username])).toEqual([
      ["publickey", "helpdesk"],
      ["password", "helpdesk"],
      ["agent", "helpdesk"],
    ]);
  });

  it("may be a key with a passphrase", () => {
    const methods = loginMethods({ privateKey: locked.private, passphrase: "open sesame" });

    expect(methods("helpdesk")).toHaveLength(1);
  });

  it.each([
    ["no key", { privateKey: "this is no key" }],
    ["a locked key without its passphrase", { privateKey: locked.private }],
    ["a locked key with a wrong passphrase", { privateKey: locked.private, passphrase: "wrong" }],
  ])("are refused at once when the private key is %s", (_what, credentials) => {
    expect(() => loginMethods(credentials)).toThrow("the private key cannot be read");
  });

  it("are refused at once when the private key is a public one", () => {
    expect(() => loginMethods({ privateKey: ed25519.public })).toThrow("public key");
  });

  it("are refused at once when there are none", () => {
    expect(() => loginMethods({})).toThrow("no credentials");
  });
});
