import { describe, expect, it } from "vitest";
import { called } from "#adapters/ssh/deadline.ts";
import { lifeline } from "#adapters/ssh/lifeline.ts";

describe("a remote call", () => {
  it("gives its answer", async () => {
    const patience = { milliseconds: 5000, lifeline: lifeline() };

    expect(await called(patience, (settle) => settle(undefined, 7))).toEqual({
      ok: true,
      value: 7,
    });
  });

  it("is lost when the connection ends and nobody ever settles it", async () => {
    const life = lifeline();
    const answer = called({ milliseconds: 60_000, lifeline: life }, () => {});

    life.end("pulled the plug");

    expect(await answer).toEqual({ ok: false, why: "connection-lost", detail: "pulled the plug" });
  });

  it("is not even begun on a connection that has ended", async () => {
    const life = lifeline();
    life.end("pulled the plug");
    const begun: string[] = [];

    const answer = await called({ milliseconds: 60_000, lifeline: life }, () => begun.push("once"));

    expect(answer).toMatchObject({ ok: false, why: "connection-lost" });
    expect(begun).toEqual([]);
  });

  it("times out when there is no answer", async () => {
    const patience = { milliseconds: 20, lifeline: lifeline() };

    expect(await called(patience, () => {})).toMatchObject({ ok: false, why: "timed-out" });
  });

  it("has failed when it cannot be sent", async () => {
    const patience = { milliseconds: 5000, lifeline: lifeline() };

    const answer = await called(patience, () => {
      throw new Error("Not connected");
    });

    expect(answer).toEqual({ ok: false, why: "failed", detail: "Error: Not connected" });
  });

  it.each([
    [2, "missing"],
    [3, "denied"],
    [4, "failed"],
    [6, "connection-lost"],
    [7, "connection-lost"],
  ])("with SFTP status %i is %s", async (code, why) => {
    const patience = { milliseconds: 5000, lifeline: lifeline() };

    const answer = await called(patience, (settle) => {
      settle(Object.assign(new Error("words"), { code }), undefined);
    });

    expect(answer).toEqual({ ok: false, why, detail: "words" });
  });
});
