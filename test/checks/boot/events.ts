import { kernelBoot, kernelGeneral } from "#checks/boot/gather.ts";
import type { WindowsEvent } from "#checks/machine.ts";

/** Kernel-General 12 as Windows writes it. */
export function osStarted(at: string, startTime = at): WindowsEvent {
  return {
    provider: kernelGeneral,
    id: 12,
    at,
    data: [
      { name: "MajorVersion", text: "10" },
      { name: "MinorVersion", text: "0" },
      { name: "BuildVersion", text: "19045" },
      { name: "QfeVersion", text: "3693" },
      { name: "ServiceVersion", text: "0" },
      { name: "BootMode", text: "0" },
      { name: "StartTime", text: startTime },
    ],
  };
}

/** Kernel-Boot 27 as Windows writes it. */
export function bootTypeWas(at: string, type: string): WindowsEvent {
  return {
    provider: kernelBoot,
    id: 27,
    at,
    data: [
      { name: "BootType", text: type },
      { name: "LoadOptions", text: " NOEXECUTE=OPTIN" },
    ],
  };
}
