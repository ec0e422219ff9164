import { listInventory } from "#adapters/inventory/list-inventory.ts";
import type { Ongoing, Shown } from "#bot/bot.ts";
import type { Inventory, Opened, UnreachableReason } from "#bot/ports.ts";
import { must, type Office, office, plantLeftover } from "./office.ts";
import type { World } from "./world.ts";
import { world } from "./world.ts";

/** The real bot over many pretend workstations: PC-1, PC-2, … in the group “lab”, SRV-1 in “servers”. */
export interface SweepOffice extends Omit<Office, "pc"> {
  /** By the name of the workstation. */
  readonly pcs: ReadonlyMap<string, World>;
  pc(name: string): World;
  /** Asks, and stays until the last word. */
  sweep(text: string): Promise<Shown>;
}

export function sweepOffice(
  size: number,
  change: Omit<Parameters<typeof office>[0] & object, "inventory" | "workstations"> = {},
  lists: Partial<Inventory> = {},
): SweepOffice {
  const names = Array.from({ length: size }, (_, index) => `PC-${index + 1}`);
  const hosts = [
    ...names.map((name) => ({ name, groups: ["lab"] })),
    { name: "SRV-1", groups: ["servers"] },
  ];
  const pcs = new Map(hosts.map(({ name }) => [name, world()]));
  const at = office({
    ...change,
    inventory: { ...listInventory(hosts), ...lists },
    workstations: {
      open: async (name): Promise<Opened> => await must(pcs.get(name)).workstations.open(name),
    },
  });
  return {
    ...at,
    pcs,
    pc: (name) => must(pcs.get(name)),
    sweep: async (text) => await toTheEnd(await ongoing(at, text)),
  };
}

/** Asks for a sweep that must begin. */
export async function ongoing(
  { bot, member }: Pick<Office, "bot" | "member">,
  text: string,
): Promise<Ongoing> {
  return must((await bot.ask({ text, person: member, waits: true })).ongoing);
}

export async function toTheEnd(one: Ongoing): Promise<Shown> {
  return await one.follow(() => {}, new AbortController().signal);
}

/** Litter on these. */
export async function plantOn(at: SweepOffice, ...names: string[]): Promise<void> {
  for (const name of names) await plantLeftover(at.pc(name));
}

export function shut(
  at: SweepOffice,
  why: UnreachableReason | undefined,
  ...names: string[]
): void {
  for (const name of names) at.pc(name).unreachable(why);
}
