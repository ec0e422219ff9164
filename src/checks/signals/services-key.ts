import type { RegistryKey } from "../machine.ts";

/** Its one listing tells of every service that is not installed: Netlogon, Sophos, Salt. */
export const servicesKey = "HKLM\\SYSTEM\\CurrentControlSet\\Services" satisfies RegistryKey;
