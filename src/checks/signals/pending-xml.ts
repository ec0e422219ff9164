import type { FileContent } from "../machine.ts";
import type { Sighting } from "../sighting.ts";
import { present, unseen } from "../sighting.ts";
import type { SignalFinding, Visit } from "../signal.ts";
import { signalCheck } from "../signal.ts";
import { notThere } from "./not-there.ts";

const id = "component-servicing-pending-xml";
/** Of a larger plan only its presence is told: reading it would hold the answer up. */
const planBytes = 8 * 1024 * 1024;

/**
 * The plan of what Windows' component servicing does at the next start. PendingRebootCIM counts it
 * only when it contains `postAction="reboot"`; check-restart counts that it exists, which is weaker.
 * Whether an ordinary account may read it was not verified on a real Windows.
 */
export const pendingXml = signalCheck<Sighting<Plan>>({
  id,
  asks: {},
  gather,
  judge: judgePendingXml,
});

interface Plan {
  readonly path: string;
  readonly read: Exclude<Sighting<FileContent>, { readonly state: "absent" }>;
}

async function gather({ machine, windowsDirectory }: Visit): Promise<Sighting<Plan>> {
  const directory = await windowsDirectory;
  if (directory.state !== "present") return unseen("depends");
  const path = `${directory.seen}\\WinSxS\\pending.xml`;
  const entry = await machine.look(path);
  if (entry.state !== "present") return entry;
  if (entry.seen.kind !== "file") return unseen("not-a-file");
  const read = await machine.read(path, planBytes);
  return read.state === "absent" ? read : present({ path, read });
}

/**
 * Real when the plan says that it restarts. Read and without that, it is a remainder, or work that
 * needs no restart. There but not read, nobody knows which.
 */
function judgePendingXml(plan: Sighting<Plan>): SignalFinding {
  if (plan.state !== "present") return notThere(id, plan);
  const { path, read } = plan.seen;
  const evidence = [path];
  if (read.state === "unseen") return { id, state: "present", verdict: "unseen", evidence };
  const verdict = restarts(read.seen.content) ? "real" : "harmless";
  return { id, state: "present", verdict, evidence };
}

/** Plans that were published are UTF-8; the same words in UTF-16 count as well. */
function restarts(content: Uint8Array): boolean {
  const plan = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return ['postAction="reboot"', "postAction='reboot'"].some(
    (words) => plan.includes(words, 0, "latin1") || plan.includes(words, 0, "utf16le"),
  );
}
