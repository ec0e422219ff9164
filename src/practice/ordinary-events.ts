import type { Edition } from "./editions.ts";
import type { LogName } from "./event-log.ts";
import { writeEvent } from "./event-xml.ts";

/** When every ordinary practice workstation was last started, by a full start. */
const started = "2026-11-18T06:58:11.500Z";
const startLogged = "2026-11-18T06:58:13.250Z";
const startedBefore = "2026-10-15T16:20:40.125Z";
const startBeforeLogged = "2026-10-15T16:20:42.000Z";

/**
 * Two full starts and an update between them. Windows 7 and Server 2008 R2 do not write the type
 * of a start (not verified on a real one: Fast Startup came with Windows 8).
 */
export function ordinaryEvents(
  edition: Edition,
): readonly { readonly log: LogName; readonly xml: string }[] {
  const starts = [
    { at: startBeforeLogged, start: startedBefore },
    { at: startLogged, start: started },
  ].flatMap(({ at, start }) => [
    written("Microsoft-Windows-Kernel-General", {
      id: 12,
      at,
      data: { ...kernelVersion(edition), StartTime: start.replace("Z", "0000Z") },
    }),
    ...(edition.version.startsWith("6.1")
      ? []
      : [written("Microsoft-Windows-Kernel-Boot", { id: 27, at, data: { BootType: "0" } })]),
  ]);
  const update = written("Microsoft-Windows-WindowsUpdateClient", {
    id: 19,
    at: "2026-10-15T16:31:02Z",
    data: {
      updateTitle: "Windows Malicious Software Removal Tool x64 - v5.134 (KB890830)",
      updateGuid: "{5f8bbf8e-33d3-4a0c-9d2f-6a7c1f0f8d21}",
      updateRevisionNumber: "200",
    },
  });
  return [...starts, update];
}

function kernelVersion({ version }: Edition): Record<string, string> {
  const [major = "", minor = "", build = ""] = version.split(".");
  return { MajorVersion: major, MinorVersion: minor, BuildVersion: build };
}

function written(
  source: string,
  event: { readonly id: number; readonly at: string; readonly data: Record<string, string> },
): { readonly log: LogName; readonly xml: string } {
  return { log: "System", xml: writeEvent({ log: "System", source, ...event }) };
}
