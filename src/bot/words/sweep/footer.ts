import { quote } from "../../legible.ts";
import type { Line } from "../../reply.ts";
import type { Sweep } from "../../sweep/sweep.ts";
import { when } from "../times.ts";

/** The line that lets people find the sweep again. */
export function sweepFooter({ id, askedBy, askedAt }: Sweep): Line {
  return [`Sweep ${id} · asked by `, quote(askedBy.name), ` · ${when(askedAt)}`];
}
