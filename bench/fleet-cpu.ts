import { missingForSshd } from "../test/lab/parts.ts";
import { ansiblePlaybook, ansibleRaw } from "./fleet/ansible.ts";
import { type Fleet, loopbackAddresses, openFleet } from "./fleet/fleet.ts";
import { oneCommand } from "./fleet/one-command.ts";
import { ours, oursLooksOnly, oursOpenOnly } from "./fleet/ours.ts";
import { clush, pssh, xargsSsh } from "./fleet/peers.ts";
import { missingPrograms } from "./fleet/programs.ts";
import { cpuRatio, furtherOne, notWhole } from "./fleet/ratios.ts";
import { byTurns, type Entry, type Score } from "./fleet/turns.ts";
import { notRun, type Section } from "./section.ts";

/** What ours may take of the CPU of `xargs ssh` with its fastest algorithms, and of Ansible's. */
const goals = { xargs: 0.5, ansible: 0.08 };

/** 100 workstations, with everybody who is installed. */
export async function measureFleet(signal: AbortSignal): Promise<Section> {
  return await measure({ workstations: 100, rounds: 3, slow: true }, signal);
}

/** 1,000 workstations; not with Ansible and OpenSSH's default algorithms, which take minutes. */
export async function measureThousand(signal: AbortSignal): Promise<Section> {
  return await measure({ workstations: 1000, rounds: 3, slow: false }, signal);
}

interface Size {
  readonly workstations: number;
  readonly rounds: number;
  readonly slow: boolean;
}

async function measure(size: Size, signal: AbortSignal): Promise<Section> {
  const missing = [...missingForSshd(), ...missingPrograms(["ssh", "xargs"])];
  if (missing.length > 0) return notRun("fleet", missing);
  await using fleet = await openFleet({ addresses: loopbackAddresses(size.workstations) });
  const { peers, notes } = await peersFor(fleet, size);
  const { workstations, rounds } = size;
  const all = (contender: Entry["contender"]): Entry => ({ contender, workstations });
  const entries = [
    all(ours()),
    all(peers.xargs),
    { contender: ours(), workstations: 1 },
    all(oursLooksOnly()),
    all(oursOpenOnly()),
    ...peers.others.map(all),
    ...peers.ansible.map(all),
  ];
  const scores = await byTurns(fleet, { entries, rounds }, signal);
  const [whole, xargs, alone, looks, open, ...others] = scores;
  if (!whole || !xargs || !alone || !looks || !open) throw new Error("nobody was measured");
  const isAnsible = ({ name }: Score): boolean => name.startsWith("ansible");
  const compared = others.flatMap((other) =>
    cpuRatio({ ours: whole, other, ...(isAnsible(other) ? { atMost: goals.ansible } : {}) }),
  );
  return {
    figures: [
      ...cpuRatio({ ours: whole, other: xargs, atMost: goals.xargs }),
      ...compared,
      ...cpuRatio({ ours: whole, other: looks }),
      ...cpuRatio({ ours: open, other: xargs }),
    ],
    table: [
      [`${workstations} workstations`, "CPU ms each", "middle half", "seconds", "MB"],
      ...scores.map(row),
    ],
    notes: [
      `a workstation more costs whyreboot ${furtherOne(alone, whole).toFixed(1)} ms of CPU, its start ${alone.cpu.median.toFixed(0)} ms`,
      `${rounds} rounds by turns; CPU of the client and all that it starts, never of the sshd beside it`,
      "the others run the same commands in one session each and read no files; MB: their largest process",
      ...notWhole(scores),
      ...notes,
    ],
  };
}

interface Peers {
  readonly xargs: Entry["contender"];
  readonly others: readonly Entry["contender"][];
  readonly ansible: readonly Entry["contender"][];
}

async function peersFor(
  fleet: Fleet,
  { slow }: Size,
): Promise<{ readonly peers: Peers; readonly notes: readonly string[] }> {
  const one = await oneCommand(fleet);
  const programs = ["parallel-ssh", "clush", ...(slow ? ["ansible"] : [])];
  const missing = missingPrograms(programs);
  const there = (name: string): boolean => programs.includes(name) && !missing.includes(name);
  return {
    peers: {
      xargs: xargsSsh(one, "pinned"),
      others: [
        ...(slow ? [xargsSsh(one, "default")] : []),
        ...(there("parallel-ssh") ? [pssh(one)] : []),
        ...(there("clush") ? [clush(one)] : []),
      ],
      ansible: there("ansible") ? [ansibleRaw(one), ansiblePlaybook(one)] : [],
    },
    notes: missing.map((name) => `not measured: ${name} (not installed)`),
  };
}

function row({ name, workstations, cpu, seconds, resident }: Score): readonly string[] {
  return [
    workstations === 1 ? `${name}, one workstation` : name,
    cpu.median.toFixed(1),
    `${cpu.from.toFixed(1)}–${cpu.to.toFixed(1)}`,
    seconds.median.toFixed(1),
    resident.toFixed(0),
  ];
}
