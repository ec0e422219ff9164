import type { Approval } from "#bot/approval/approval.ts";
import type { Confirmation, Reply } from "#bot/reply.ts";
import type { WindowsEvent } from "#checks/machine.ts";
import { ordinaryWindows } from "#practice/ordinary-windows.ts";
import { stories } from "#practice/stories.ts";
import { eventOf } from "../support/machine-event.ts";
import { today } from "../support/machine-past.ts";
import { memoryCaseStore } from "../support/memory-case-store.ts";
import {
  batchPath,
  must,
  type Office,
  office,
  replaced,
  runnerPath,
  yes,
} from "../support/office.ts";
import type { World } from "../support/world.ts";

const system = "C:\\Windows\\System";
const staged = `${system}\\CTL3DV2.000`;
const now = (): Date => today;

export async function removed(): Promise<Reply> {
  const { at, answer } = await asked();
  return await press(at, yes(answer));
}

/** The workstation lets one file go, and shows nothing of the other any more. */
export async function removedHalf(): Promise<Reply> {
  const { at, answer } = await asked();
  at.pc.before("moveAside", () => {
    at.pc.before("moveAside", () => at.pc.blind(batchPath, "denied"));
  });
  return await press(at, yes(answer));
}

export async function putBack(): Promise<Reply> {
  const { at, answer } = await asked();
  return await press(at, yes(await press(at, yes(answer))));
}

/** A setup stages a new file between the answer and the click. */
export async function evidenceChanged(): Promise<Reply> {
  const { at, answer } = await asked();
  await at.pc.plant(staged, "newer");
  return await press(at, yes(answer));
}

export async function waitingForSecond(): Promise<Reply> {
  const { at, answer } = await asked({
    approval: { groups: [], verdicts: ["leftover"], minutes: 60 },
  });
  return await press(at, yes(answer));
}

/** The second private question, which names what is lost when stranded work is removed. */
export async function lastWarning(): Promise<Confirmation> {
  const { at, answer } = await asked({ staged: true });
  const second = await at.bot.press({ press: yes(answer), person: at.member });
  if (second.kind !== "confirm") throw new Error(`not asked again: ${second.kind}`);
  return second.confirmation;
}

/** The office after its question about PC-42, which is furnished as in practice. */
async function asked(
  change: { readonly approval?: Approval; readonly staged?: boolean } = {},
): Promise<{ readonly at: Office; readonly answer: Reply }> {
  const { approval } = change;
  const cases = memoryCaseStore(now);
  const at = office({ now, cases, ...(approval === undefined ? {} : { approval }) });
  await furnish(at.pc);
  if (change.staged === true) await at.pc.plant(staged, "newer");
  const { reply } = await at.bot.ask({ text: "PC-42", person: at.member });
  return { at, answer: reply };
}

async function furnish(pc: World): Promise<void> {
  const practice = must(stories["PC-42"])().windows;
  for (const [path, modified] of files) {
    const content = must(practice.content(path));
    await pc.plant(path, content, { modified: new Date(modified) });
  }
  pc.plantEvents("System", loggedEvents());
  const control = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager";
  const bootId = { type: "REG_DWORD", data: "0x2f" };
  pc.plantKey(`${control}\\Memory Management\\PrefetchParameters`, { BootId: bootId });
  pc.plantKey(`${control}\\Power`, { HiberbootEnabled: { type: "REG_DWORD", data: "0x1" } });
}

const files = [
  [batchPath, "1997-02-11T14:22:06Z"],
  [runnerPath, "1995-07-11T09:50:00Z"],
  [`${system}\\CTL3DV2.DLL`, "1996-04-03T12:00:00Z"],
  [`${system}\\COMMDLG.DLL`, "1996-04-03T12:00:00Z"],
  [`${system}\\SHELL.DLL`, "1996-04-03T12:00:00Z"],
] as const;

function loggedEvents(): WindowsEvent[] {
  const logged = ordinaryWindows().events.read("System");
  if (logged === "denied") throw new Error("an ordinary machine shows its events");
  return Array.from(logged, eventOf);
}

async function press(at: Office, pressed: string): Promise<Reply> {
  return replaced(await at.bot.press({ press: pressed, person: at.member }));
}
