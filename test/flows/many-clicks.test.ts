import { expect, it } from "vitest";
import { signalPages } from "#adapters/docs/pages.ts";
import type { Store } from "#adapters/store/open-store.ts";
import { openStore } from "#adapters/store/open-store.ts";
import type { Bot, Pressed } from "#bot/bot.ts";
import { createBot } from "#bot/create-bot.ts";
import type { Person } from "#bot/ports.ts";
import {
  batchPath,
  listed,
  must,
  person,
  plantLeftover,
  runnerPath,
  words,
  yes,
} from "../support/office.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import type { World } from "../support/world.ts";
import { world } from "../support/world.ts";

const people = ["slack:user:U0ALICE", "discord:user:222", "web:user:local"].map((id) => person(id));
const clicks = 200;

it(`${clicks} clicks at once, by people of three platforms at two bots on one store, are one act`, async () => {
  await using folder = await temporaryFolder();
  const file = folder.path("whyreboot.db");
  await using here = await openStore({ file });
  await using there = await openStore({ file });
  const pc = world();
  await plantLeftover(pc);
  const bots = [botOn(pc, here), botOn(pc, there)];
  const { reply, report } = await must(bots[0]).ask({ text: "PC-42", person: must(people[0]) });
  const opened = pc.opened();

  const pressed = await Promise.all(
    Array.from({ length: clicks }, async (_, click): Promise<[Person, Pressed]> => {
      const who = must(people[click % people.length]);
      const bot = must(bots[click % bots.length]);
      return [who, await bot.press({ press: yes(reply), person: who })];
    }),
  );

  const winners = pressed.filter(([, { kind }]) => kind === "replaced");
  expect(winners).toMatchObject([[{}, { ok: true, report: { outcome: "removed" } }]]);
  const winner = must(winners[0])[0].name;
  const refusals = pressed.flatMap(([, one]) => refusalOf(one));
  expect(refusals).toHaveLength(clicks - 1);
  for (const said of refusals) expect(said).toContain(`By ${winner}`);
  expect(pc.opened() - opened).toBe(1);
  const [offer] = await here.offersOf(must(report).case);
  const moves = (await here.journal(must(offer).id)).filter(({ step }) => step === "move");
  expect(moves.map(({ facts }) => String(facts["from"]).toUpperCase())).toEqual([
    runnerPath.toUpperCase(),
    batchPath.toUpperCase(),
  ]);
});

function refusalOf(pressed: Pressed): string[] {
  return pressed.kind === "refused" ? [words(pressed.reply)] : [];
}

function botOn(pc: World, store: Store): Bot {
  const ids = people.map(({ id }) => id);
  return createBot({
    inventory: listed("PC-42"),
    workstations: pc.workstations,
    cases: store,
    sweeps: store.sweeps,
    watches: store.watches,
    audit: store.audit,
    rights: { ask: ids, clear: ids },
    pages: signalPages(),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    now: () => new Date(),
  });
}
