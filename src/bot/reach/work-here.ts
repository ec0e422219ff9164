import { perform } from "../act/perform.ts";
import type { Desk } from "../desk.ts";
import { knownOf } from "../settle-case.ts";
import { slots } from "../slots.ts";
import { lookAtLine } from "../sweep/look-at-line.ts";
import type { Work } from "./work.ts";

/**
 * All of it in this process. Lines of sweeps go on so many at a time; the others wait for nothing but
 * their connection. The desk is asked for when there is something to do: it holds this part itself.
 */
export function workHere(desk: () => Desk, mostLines: number): Work {
  const places = slots(mostLines);
  return {
    look: async (workstation, askedAt) =>
      // Known while the connection is made: the answer is there when it is needed.
      await desk().looks.look(workstation, knownOf({ deps: desk(), askedAt }, workstation)),

    async line(piece, signal) {
      const giveBack = await places.take("sweep");
      try {
        if (!signal.aborted) await lookAtLine(desk(), piece);
      } finally {
        giveBack();
      }
    },

    act: async (on, consent) => await perform(on, consent),
  };
}
