import { createBot } from "#bot/create-bot.ts";
import type { Opened, Step, UnreachableReason, Workstations } from "#bot/ports.ts";
import type { Reply } from "#bot/reply.ts";
import type { Machine } from "#checks/machine.ts";
import { stories } from "#practice/stories.ts";
import { machineCalled } from "../support/machine-files.ts";
import { machineOf } from "../support/machine-of.ts";
import { pastLooks, today } from "../support/machine-past.ts";
import { memoryAudit } from "../support/memory-audit.ts";
import { memoryCaseStore } from "../support/memory-case-store.ts";
import { memorySweepStore } from "../support/memory-sweep-store.ts";
import { memoryWatchStore } from "../support/memory-watch-store.ts";
import { listed, must, person } from "../support/office.ts";

const hostKey = "SHA256:pretend";
const alice = person("test:user:alice");
const refuses = async (): Promise<Step> => ({ ok: false, why: "denied" });

/** The answer about a machine of `test/machines`, with what its file says of earlier looks. */
export async function answerAboutMachine(workstation: string, file: string): Promise<Reply> {
  const machine = machineCalled(file);
  return await ask(workstation, {
    workstations: opening(machineOf(machine.furnish())),
    past: pastLooks(machine, hostKey),
  });
}

/** The answer about a practice workstation, under its own name. */
export async function answerAboutStory(workstation: string): Promise<Reply> {
  const { windows } = must(stories[workstation])();
  return await ask(workstation, { workstations: opening(machineOf(windows)), past: [] });
}

export async function answerWhenUnreachable(
  workstation: string,
  why: UnreachableReason,
): Promise<Reply> {
  const open = async (): Promise<Opened> => ({ ok: false, why, detail: "no answer in 15 s" });
  return await ask(workstation, { workstations: { open }, past: [] });
}

/** The answer about a name that is not in the inventory, though one like it is. */
export async function answerAboutUnknown(written: string, known: string): Promise<Reply> {
  const open = async (): Promise<Opened> => await Promise.reject(new Error("nobody asked for it"));
  return await ask(written, { workstations: { open }, past: [], known });
}

async function ask(
  workstation: string,
  world: {
    readonly workstations: Workstations;
    readonly past: ReturnType<typeof pastLooks>;
    readonly known?: string;
  },
): Promise<Reply> {
  const bot = createBot({
    inventory: listed(world.known ?? workstation),
    workstations: world.workstations,
    cases: { ...memoryCaseStore(() => today), pastLooks: async () => world.past },
    sweeps: memorySweepStore(),
    watches: memoryWatchStore(),
    audit: memoryAudit(),
    rights: { ask: [alice.id], clear: [alice.id] },
    pages: { all: async () => [] },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    now: () => today,
  });
  const { reply } = await bot.ask({ text: `why does ${workstation} ask to reboot`, person: alice });
  return reply;
}

function opening(machine: Machine): Workstations {
  const workstation = {
    hostKey,
    trust: "known" as const,
    machine,
    hands: {
      makeDirectory: refuses,
      moveAside: refuses,
      putBack: refuses,
      removeFile: refuses,
      removeDirectory: refuses,
    },
    [Symbol.asyncDispose]: async () => {},
  };
  return { open: async () => ({ ok: true, workstation }) };
}
