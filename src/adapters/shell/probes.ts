import type { Workstations } from "#bot/ports.ts";
import { listsFor } from "#bot/rights.ts";
import { count } from "#bot/words/enumerate.ts";
import { describePolicy } from "#bot/words/policy.ts";
import type { Verdict } from "./doctor.ts";

/** Connects and logs in, reads nothing, changes nothing. */
export async function probeWorkstation(
  workstations: Workstations,
  name: string | undefined,
): Promise<Verdict> {
  if (name === undefined) {
    return {
      ok: false,
      says: "there is no workstation of that name in the configuration",
      mend: "Name one of its workstations: whyreboot doctor PC-42",
    };
  }
  const opened = await workstations.open(name);
  if (!opened.ok) {
    const { why, detail } = opened;
    return {
      ok: false,
      says: `${why} (${detail})`,
      mend: `Ask the bot about ${name}: its answer says what to do for “${why}”.`,
    };
  }
  await using open = opened.workstation;
  return { ok: true, says: `logged in, host key ${open.hostKey} (${open.trust})` };
}

interface ListRead {
  readonly workstations: readonly unknown[];
  readonly notes: readonly string[];
}

interface ListUnread {
  readonly faults: readonly { readonly says: string; readonly mend: string }[];
}

/** How a list of workstations was read. */
export async function probeList(
  reading: (ListRead & { readonly ok: true }) | (ListUnread & { readonly ok: false }),
): Promise<Verdict> {
  if (reading.ok) {
    const gave = count(reading.workstations.length, "workstation");
    return { ok: true, says: [gave, ...reading.notes].join("; ") };
  }
  return {
    ok: false,
    says: reading.faults.map(({ says }) => says).join("; "),
    mend: [...new Set(reading.faults.map(({ mend }) => `${mend}.`))].join(" "),
  };
}

/** Nobody with a right is no mistake of the file, but the bot is then of no use. */
export async function probeRights(policy: Parameters<typeof describePolicy>[0]): Promise<Verdict> {
  return listsFor(policy, { right: "ask" }).some((ids) => ids.length > 0)
    ? { ok: true, says: describePolicy(policy).join("; ") }
    : { ok: false, says: "nobody may ask", mend: "Name platform ids under rights.ask." };
}
