import type { PastLook } from "#checks/past/look.ts";
import type { Report } from "./report.ts";

/** What a report keeps for later questions; undefined when the workstation was not looked at. */
export function pastLookOf(report: Report): PastLook | undefined {
  const { hostKey, boot, signals } = report;
  if (hostKey === undefined) return undefined;
  return {
    at: report.askedAt,
    hostKey,
    boot: {
      ...(boot?.bootId === undefined ? {} : { bootId: boot.bootId }),
      ...(boot?.lastRestart === undefined ? {} : { lastRestart: boot.lastRestart }),
    },
    signals: signals.map(({ id, state, evidence }) => ({ id, state, evidence })),
  };
}
