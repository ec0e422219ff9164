import { pino } from "pino";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import type { Workstation, Workstations } from "#bot/ports.ts";
import { type Diagnosis, diagnose } from "#checks/diagnose.ts";
import { asked } from "#checks/list.ts";

export interface Place {
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly privateKey: string;
  readonly knownHostsFile: string;
}

/** One workstation, which is called by its address. */
export function workstationAt({ privateKey, knownHostsFile, ...host }: Place): Workstations {
  return sshWorkstations({
    hosts: new Map([[host.address, host]]),
    credentials: { privateKey },
    knownHosts: { file: knownHostsFile, trustOnFirstUse: false },
    asks: asked,
    log: pino({ level: "silent" }),
  });
}

/**
 * Everything that the bot does on one workstation for one question: connect, look with all signals,
 * disconnect. Throws when the workstation cannot be opened.
 */
export async function lookOnce(workstations: Workstations, name: string): Promise<Diagnosis> {
  const opened = await workstations.open(name);
  if (!opened.ok) throw new Error(`${name}: ${opened.why}: ${opened.detail}`);
  await using workstation = opened.workstation;
  return await lookAt(workstation);
}

/** What was known before plays no part: one machine has one diagnosis wherever it answers. */
export async function lookAt({ machine }: Workstation): Promise<Diagnosis> {
  return await diagnose(machine, {
    at: "2026-12-01T08:00:00Z",
    hostKey: "SHA256:measured",
    past: Promise.resolve([]),
  });
}
