import type { Desk } from "../desk.ts";
import type { Person } from "../ports.ts";
import { heldOn } from "../rights.ts";
import type { Sweep } from "./sweep.ts";

/**
 * Whether the person may ask about every workstation of a sweep. Its id is no right: what it names is
 * shown to nobody who could not have asked for it.
 */
export async function maySee(desk: Desk, person: Person, { id }: Sweep): Promise<boolean> {
  const names = (await desk.sweeps.linesOf(id)).map(({ workstation }) => workstation);
  return (await heldOn(person, desk, { right: "ask", names })).length === names.length;
}
