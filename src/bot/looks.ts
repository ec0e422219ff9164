import type { Diagnosis, Known } from "#checks/diagnose.ts";
import { diagnose } from "#checks/diagnose.ts";
import type { Connections } from "./connections.ts";
import type { Opened, Workstation, Workstations } from "./ports.ts";

/** What one connection showed, for everybody who asked while it was looked. Data: it may be handed on as JSON. */
export type Look = {
  /** When the connection stood, or failed. ISO 8601, UTC. */
  readonly connectedAt: string;
} & (
  | {
      readonly ok: true;
      readonly open: Pick<Workstation, "hostKey" | "trust">;
      readonly diagnosis: Diagnosis;
    }
  | Extract<Opened, { readonly ok: false }>
);

/** One look at a workstation at a time: whoever asks meanwhile shares its result. */
export interface Looks {
  /** Whether a question would share a look that is under way. */
  underWay(workstation: string): boolean;
  look(workstation: string, known: Omit<Known, "hostKey">): Promise<Look>;
  /**
   * The same for a sweep: it waits for its connection behind the questions, and what was not
   * answered within so many milliseconds of the connection counts as not seen.
   */
  lookInSweep(
    workstation: string,
    known: Omit<Known, "hostKey">,
    milliseconds: number,
  ): Promise<Look>;
}

interface UnderWay {
  readonly look: Promise<Look>;
  /** A sweep's: a question does not wait in its place for a connection. */
  readonly patient: boolean;
  /** `actsBegun` when it connected: after the next act it tells of what is no more. */
  connectedAfter: number | undefined;
}

export function shareLooks(connections: Connections, now: () => Date): Looks {
  const underWay = new Map<string, UnderWay>();

  const joinable = (workstation: string, patient = false): UnderWay | undefined => {
    const found = underWay.get(workstation);
    const fresh =
      found?.connectedAfter === undefined
        ? found?.patient === false || patient
        : found.connectedAfter === connections.actsBegun(workstation);
    return fresh ? found : undefined;
  };

  const begin = (
    workstation: string,
    known: Omit<Known, "hostKey">,
    milliseconds?: number,
  ): UnderWay => {
    const patient = milliseconds !== undefined;
    const onConnected = (): string => {
      mine.connectedAfter = connections.actsBegun(workstation);
      return now().toISOString();
    };
    const through = patient ? connections.forSweeps : connections.forLooks;
    const look = lookOnce({ through, onConnected, milliseconds }, workstation, known).finally(
      () => {
        if (underWay.get(workstation) === mine) underWay.delete(workstation);
      },
    );
    const mine: UnderWay = { look, patient, connectedAfter: undefined };
    underWay.set(workstation, mine);
    return mine;
  };

  return {
    underWay: (workstation) => joinable(workstation) !== undefined,
    look: async (workstation, known) =>
      await (joinable(workstation) ?? begin(workstation, known)).look,
    lookInSweep: async (workstation, known, milliseconds) =>
      await (joinable(workstation, true) ?? begin(workstation, known, milliseconds)).look,
  };
}

interface Looking {
  readonly through: Workstations;
  readonly onConnected: () => string;
  readonly milliseconds: number | undefined;
}

async function lookOnce(
  { through, onConnected, milliseconds }: Looking,
  workstation: string,
  known: Omit<Known, "hostKey">,
): Promise<Look> {
  const opened = await through.open(workstation);
  const connectedAt = onConnected();
  if (!opened.ok) return { ...opened, connectedAt };
  await using open = opened.workstation;
  const { hostKey, trust } = open;
  // What is still asked then is answered by the end of the connection.
  const close = (): void => void open[Symbol.asyncDispose]();
  const timer = milliseconds === undefined ? undefined : setTimeout(close, milliseconds);
  const diagnosis = await diagnose(open.machine, { ...known, hostKey });
  clearTimeout(timer);
  return { ok: true, connectedAt, open: { hostKey, trust }, diagnosis };
}
