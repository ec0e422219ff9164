import type { Step } from "#bot/ports.ts";
import type { Entry } from "#checks/machine.ts";
import type { Called } from "./deadline.ts";
import type { SftpSession } from "./sftp-session.ts";
import { lookAt } from "./windows-files.ts";

/** Two names as SFTP spells them. */
export interface Names {
  readonly from: string;
  readonly to: string;
}

/** A move may begin: something has the one name, nothing has the other. Or why not. */
export type Movable = { readonly ok: true; readonly entry: Entry } | (Step & { ok: false });

export async function movable(session: SftpSession, { from, to }: Names): Promise<Movable> {
  const [source, target] = await Promise.all([lookAt(session, from), lookAt(session, to)]);
  if (source.state === "unseen") return failed(source.why, source.detail);
  if (source.state === "absent") return failed("missing");
  if (target.state === "unseen") return failed(target.why, target.detail);
  if (target.state === "present") return failed("exists");
  return { ok: true, entry: source.seen };
}

export function stepOf(answer: Called<unknown>): Step {
  return answer.ok ? { ok: true } : failed(answer.why, answer.detail);
}

export function failed(
  why: Extract<Step, { ok: false }>["why"],
  detail?: string,
): Extract<Step, { ok: false }> {
  return detail === undefined ? { ok: false, why } : { ok: false, why, detail };
}
