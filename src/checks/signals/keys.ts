import type { RegistryKey } from "../machine.ts";

/** Its one listing answers for every product of Microsoft that has no key of its own there. */
export const microsoftKey = "HKLM\\SOFTWARE\\Microsoft" satisfies RegistryKey;

const windowsKey = `${microsoftKey}\\Windows\\CurrentVersion` as const;

export const componentServicingKey = `${windowsKey}\\Component Based Servicing` as const;
export const autoUpdateKey = `${windowsKey}\\WindowsUpdate\\Auto Update` as const;
export const updateServicesPendingKey = `${windowsKey}\\WindowsUpdate\\Services\\Pending` as const;
