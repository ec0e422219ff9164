import type { Dialogue } from "./dialogue.ts";

/** One `cmd` and how to read it. */
export interface Lane<Said> extends Pick<Dialogue, "refused" | "end"> {
  ask(command: string): Promise<Said>;
}

/**
 * A workstation has several processors, and most of a look is the time that small programs need to
 * start: three `cmd` side by side took 0.64 of the time of one in the lab, on two processors; more
 * were slower there. Windows' sshd allows ten sessions in one connection (MaxSessions); SFTP is one.
 */
const mostLanes = 3;

/** So few commands are not worth another `cmd`. */
const worthALane = 4;

/**
 * Spreads commands over a few lanes; the same command is run once. The first lane is opened at once,
 * the others when there is work for them. Where the workstation refuses them, the first does it all.
 */
export function lanes<Said>(open: () => Lane<Said>): Pick<Lane<Said>, "ask" | "end"> {
  const first = { lane: open(), outstanding: 0 };
  const opened = [first];
  const answers = new Map<string, Promise<Said>>();

  const leastBusy = (): typeof first => {
    const [best = first] = opened
      .filter(({ lane }) => !lane.refused())
      .toSorted((one, other) => one.outstanding - other.outstanding);
    if (best.outstanding < worthALane || opened.length === mostLanes) return best;
    const fresh = { lane: open(), outstanding: 0 };
    opened.push(fresh);
    return fresh;
  };
  const run = async (command: string): Promise<Said> => {
    const chosen = leastBusy();
    chosen.outstanding += 1;
    const answer = await chosen.lane.ask(command);
    chosen.outstanding -= 1;
    return chosen !== first && chosen.lane.refused() ? await first.lane.ask(command) : answer;
  };

  return {
    async ask(command) {
      const answer = answers.get(command) ?? run(command);
      answers.set(command, answer);
      return await answer;
    },
    async end() {
      const ended = await Promise.all(opened.map(async ({ lane }) => await lane.end()));
      return ended.every(Boolean);
    },
  };
}
