import { expect, test } from "vitest";
import { healthOf } from "#adapters/discord/health.ts";

const second = 1000;
const began = new Date(0);

const told = (connected: boolean, { lasts, silent }: { lasts: number; silent: number }): unknown =>
  healthOf(
    { connected: () => connected, since: () => began, silentFor: () => silent * second },
    () => lasts * second,
  );

test.for([
  ["well while it delivers", true, { lasts: 900, silent: 41 }, true, "the gateway delivers"],
  ["well in a short gap", false, { lasts: 20, silent: 20 }, true, "no gateway session"],
  ["ill without a session", false, { lasts: 31, silent: 31 }, false, "no gateway session"],
  ["ill on a dead line", true, { lasts: 900, silent: 56 }, false, "the gateway is silent"],
] as const)("is %s", ([, connected, times, ok, says]) => {
  expect(told(connected, times)).toMatchObject({ ok, says });
});

test("tells since when the line is dead", () => {
  expect(told(true, { lasts: 900, silent: 60 })).toMatchObject({ since: new Date(840 * second) });
});

test("is ill within a minute, whether the line is lost or only silent", () => {
  const lost = told(false, { lasts: 60, silent: 60 });
  const silent = told(true, { lasts: 900, silent: 60 });

  expect([lost, silent]).toMatchObject([{ ok: false }, { ok: false }]);
});
