import { expect, it } from "vitest";
import { must, office, plantLeftover, words } from "../support/office.ts";

it("asks about the workstation that a message names, and keeps none of its other words", async () => {
  const { bot, pc, member, cases, audit } = office();
  await plantLeftover(pc);
  const text = "history: Ann from payroll says that pc-42 wants a restart";

  const { reply, report } = await bot.ask({ text, quoted: true, person: member });

  expect(words(reply)).toContain("an old setup left two files behind");
  expect(await cases.findCase(must(report?.case))).toMatchObject({ question: "PC-42" });
  expect(JSON.stringify(audit.entries)).not.toContain("payroll");
});

it("says so to whoever asked when a message names no workstation", async () => {
  const { bot, member } = office();
  const text = "Mine is slow. What is it?";

  const { reply, audience } = await bot.ask({ text, quoted: true, person: member });

  expect(audience).toBe("asker");
  expect(words(reply)).toContain("I find no workstation’s name in this message.");
});
