import { expect, it } from "vitest";
import { resumeActs } from "#bot/act/resume.ts";
import { openDesk } from "#bot/desk.ts";
import { doPiece } from "#bot/reach/do-piece.ts";
import type { Errand, Handed, WorkQueue } from "#bot/reach/queue.ts";
import type { Sites } from "#bot/reach/sites.ts";
import {
  must,
  type Office,
  office,
  plantLeftover,
  replaced,
  runnerPath,
  words,
  yes,
} from "../../support/office.ts";

const siteOf = (): string => "berlin";
const far: Sites = { siteOf, here: undefined };
const worker: Sites = { siteOf, here: "berlin" };

/** A worker's office, and one that only hands out to it, through a queue that a test decides on. */
function offices(decide: Decide): {
  readonly there: Office;
  readonly at: Office;
  readonly handed: Errand[];
} {
  const there = office({ sites: worker });
  const handed: Errand[] = [];
  const queue: WorkQueue = {
    serve: async () => {},
    hand: async (errand) => {
      handed.push(errand);
      return await decide(errand, there);
    },
  };
  const { cases, sweeps, audit } = there;
  return { there, handed, at: office({ cases, sweeps, audit, queue, sites: far }) };
}

/** Asks where the workstation is reached, for a button that is pressed where it is not. */
async function button({ there }: { readonly there: Office }): Promise<string> {
  await plantLeftover(there.pc);
  const { reply } = await there.bot.ask({ text: "PC-42", person: there.member });
  return yes(reply);
}

type Decide = (errand: Errand, there: Office) => Promise<Handed>;

const nobody: Decide = async () => ({ state: "nobody" });
const done: Decide = async ({ text }, { desk }) => ({
  state: "done",
  text: await doPiece(desk, desk.work, text),
});

it("leaves the button when nobody began, and says that the workstation was not asked", async () => {
  const scene = offices(nobody);
  const press = await button(scene);

  const pressed = await scene.at.bot.press({ press, person: scene.at.member });

  expect(words(replaced(pressed))).toContain("no worker of its site answers");
  expect(replaced(pressed).buttons).toHaveLength(1);
  expect(pressed).toMatchObject({ ok: false });
});

it("lets nobody begin later what was withdrawn, and nothing is left taken", async () => {
  const scene = offices(nobody);
  const press = await button(scene);
  await scene.at.bot.press({ press, person: scene.at.member });
  const late = must(scene.handed[0]).text;

  await expect(doPiece(scene.there.desk, scene.there.desk.work, late)).rejects.toThrow(/./u);

  expect(await scene.there.pc.content(runnerPath)).toBeDefined();
  expect(await scene.at.cases.unfinished()).toEqual([]);
});

it("lets the button be pressed again after that", async () => {
  const answers = [nobody, done];
  const scene = offices(async (errand, there) => await must(answers.shift())(errand, there));
  const press = await button(scene);
  await scene.at.bot.press({ press, person: scene.at.member });

  const pressed = await scene.at.bot.press({ press, person: scene.at.member });

  expect(pressed).toMatchObject({ ok: true, report: { outcome: "removed" } });
});

it("says of an act that was begun and not heard of that its last word comes later", async () => {
  const scene = offices(async ({ text }, there) => {
    await doPiece(there.desk, there.desk.work, text);
    return { state: "lost" };
  });
  const press = await button(scene);

  const pressed = await scene.at.bot.press({ press, person: scene.at.member });

  expect(pressed).toMatchObject({ kind: "replaced", unfinished: true, ok: false });
  expect(replaced(pressed).buttons).toEqual([]);
  expect(await scene.there.pc.content(runnerPath)).toBeUndefined();
});

it("leaves an act of a site that was cut off to the workers of that site", async () => {
  const scene = offices(nobody);
  const press = await button(scene);
  const offer = must(press.split(":")[0]);
  await scene.at.cases.take(
    offer,
    { id: "test:user:alice", name: "alice" },
    "2026-03-02T10:00:00Z",
  );

  expect(await resumeActs(scene.at.deps)).toEqual([]);
  expect(await resumeActs(scene.there.deps)).toMatchObject([{ came: { kind: "given-back" } }]);
});

it("refuses work on a workstation that is not its own", async () => {
  const scene = offices(nobody);
  await scene.at.bot.press({ press: await button(scene), person: scene.at.member });
  const { text } = must(scene.handed[0]);
  const paris = openDesk({ ...scene.there.deps, sites: { siteOf, here: "paris" } });

  await expect(doPiece(paris, paris.work, text)).rejects.toThrow("belongs to another site");
});
