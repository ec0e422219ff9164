import type { Diagnosis, Known } from "#checks/diagnose.ts";
import { diagnose } from "#checks/diagnose.ts";
import type { Connections } from "./connections.ts";
import type { Opened, Workstation } from "./ports.ts";

/** What one connection showed, for everybody who asked while it was looked. */
type Look = {
  /** When the connection stood, or failed. */
  readonly connectedAt: Date;
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
}

interface UnderWay {
  readonly look: Promise<Look>;
  /** `actsBegun` when it connected: after the next act it tells of what is no more. */
  connectedAfter: number | undefined;
}

export function shareLooks(connections: Connections, now: () => Date): Looks {
  const underWay = new Map<string, UnderWay>();

  const joinable = (workstation: string): UnderWay | undefined => {
    const found = underWay.get(workstation);
    const fresh =
      found?.connectedAfter === undefined ||
      found.connectedAfter === connections.actsBegun(workstation);
    return fresh ? found : undefined;
  };

  const begin = (workstation: string, known: Omit<Known, "hostKey">): UnderWay => {
    const onConnected = (): Date => {
      mine.connectedAfter = connections.actsBegun(workstation);
      return now();
    };
    const look = lookOnce({ connections, onConnected }, workstation, known).finally(() => {
      if (underWay.get(workstation) === mine) underWay.delete(workstation);
    });
    const mine: UnderWay = { look, connectedAfter: undefined };
    underWay.set(workstation, mine);
    return mine;
  };

  return {
    underWay: (workstation) => joinable(workstation) !== undefined,
    look: async (workstation, known) =>
      await (joinable(workstation) ?? begin(workstation, known)).look,
  };
}

async function lookOnce(
  {
    connections,
    onConnected,
  }: { readonly connections: Connections; readonly onConnected: () => Date },
  workstation: string,
  known: Omit<Known, "hostKey">,
): Promise<Look> {
  const opened = await connections.forLooks.open(workstation);
  const connectedAt = onConnected();
  if (!opened.ok) return { ...opened, connectedAt };
  await using open = opened.workstation;
  const { hostKey, trust } = open;
  const diagnosis = await diagnose(open.machine, { ...known, hostKey });
  return { ok: true, connectedAt, open: { hostKey, trust }, diagnosis };
}
