import { expect, test } from "vitest";
import { healthOf } from "#adapters/slack/health.ts";

const second = 1000;
const began = new Date(0);

test.for([
  ["well while a socket delivers, however long", true, 900, true],
  ["well in a gap that a reconnect closes", false, 19, true],
  ["ill when nothing has reached it for longer", false, 21, false],
  ["ill within a minute", false, 60, false],
] as const)("is %s", ([, connected, lasts, ok]) => {
  const transport = { connected: () => connected, since: () => began, says: () => "as it says" };

  expect(healthOf(transport, () => lasts * second)).toEqual({
    ok,
    since: began,
    says: "as it says",
  });
});
