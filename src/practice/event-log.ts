import type { EventHead } from "./event-xml.ts";
import { readHead } from "./event-xml.ts";

export const logNames = ["System", "Setup", "Application"] as const;

export type LogName = (typeof logNames)[number];

/** The event logs of a practice workstation. */
export interface PracticeEvents {
  /** Writes an event, as `wevtutil … /f:xml` prints it, at the end of the log; told verbatim. */
  plant(log: LogName, xml: string): void;
  clear(log: LogName): void;
  /** From now on the log answers "access is denied". */
  deny(log: LogName): void;
  /** Last written first, whatever their times say. */
  read(log: LogName): readonly LoggedEvent[] | "denied";
}

export interface LoggedEvent extends EventHead {
  readonly xml: string;
}

export function practiceEvents(): PracticeEvents {
  const logs = new Map<LogName, LoggedEvent[]>();
  const denied = new Set<LogName>();
  const eventsOf = (log: LogName): LoggedEvent[] => logs.get(log) ?? [];
  return {
    plant(log, xml) {
      const head = readHead(xml);
      if (head === undefined) throw new Error(`not an event as wevtutil prints it: ${xml}`);
      logs.set(log, [...eventsOf(log), { ...head, xml }]);
    },
    clear(log) {
      logs.delete(log);
    },
    deny(log) {
      denied.add(log);
    },
    read(log) {
      if (denied.has(log)) return "denied";
      return eventsOf(log).toReversed();
    },
  };
}
