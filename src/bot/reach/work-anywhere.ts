import type { Desk } from "../desk.ts";
import { missLine } from "../sweep/look-at-line.ts";
import { doPiece } from "./do-piece.ts";
import { handAct } from "./hand-act.ts";
import { readLook, writePiece } from "./piece.ts";
import type { Errand, WorkQueue } from "./queue.ts";
import { reaches } from "./sites.ts";
import type { Work } from "./work.ts";

export interface Anywhere {
  readonly desk: () => Desk;
  readonly here: Work;
  readonly queue: WorkQueue;
}

/**
 * Questions and acts in this process where it reaches the workstation, otherwise by a worker of its
 * site; the lines of a sweep by whichever process has room for them.
 */
export function workAnywhere({ desk, here, queue }: Anywhere): Work {
  const siteOf = (workstation: string): string | undefined => desk().sites?.siteOf(workstation);
  return {
    async look(workstation, askedAt) {
      if (reaches(desk(), workstation)) return await here.look(workstation, askedAt);
      const site = siteOf(workstation);
      const text = writePiece({ kind: "look", workstation, askedAt: askedAt.toISOString() });
      const errand: Errand = { site, kind: "now", text, within: { begin: 30_000, end: 120_000 } };
      const handed = await queue.hand(errand, new AbortController().signal);
      if (handed.state === "done") return readLook(handed.text);
      const detail = `no worker of ${site === undefined ? "no site" : `site ${site}`} answers`;
      return { ok: false, why: "no-worker", detail, connectedAt: desk().now().toISOString() };
    },

    async line(piece, signal) {
      const { sweep, line } = piece;
      const site = siteOf(line.workstation);
      if (site === desk().sites?.here) desk().serve();
      const { id, question, askedBy, retryAfter } = sweep;
      const text = writePiece({
        kind: "line",
        sweep: { id, question, askedBy, retryAfter: [...retryAfter] },
        line,
      });
      const key = `${id}/${line.workstation}/${line.tries}`;
      const within = { begin: Infinity, end: Infinity };
      const handed = await queue.hand({ site, kind: "lines", text, key, within }, signal);
      if (handed.state === "done" || signal.aborted) return;
      if (reaches(desk(), line.workstation)) throw new Error("no process could look at it");
      await missLine(desk(), piece);
    },

    act: async (on, consent) =>
      reaches(on.deps, on.offer.workstation)
        ? await here.act(on, consent)
        : await handAct(on, consent, { queue, site: siteOf(on.offer.workstation) }),
  };
}

/** Does what others hand out for this process's site, until the signal. Never rejects. */
export async function serveWork(
  { desk, here, queue }: Anywhere,
  most: { readonly now: number; readonly lines: number },
  signal: AbortSignal,
): Promise<void> {
  const site = desk().sites?.here;
  const work = async (text: string): Promise<string> => await doPiece(desk(), here, text);
  await Promise.all([
    queue.serve({ site, kind: "lines", most: most.lines, work }, signal),
    // Of what belongs to no site nobody hands these out.
    ...(site === undefined
      ? []
      : [queue.serve({ site, kind: "now", most: most.now, work }, signal)]),
  ]);
}
