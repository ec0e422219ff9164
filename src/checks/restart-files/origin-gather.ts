import type { Asks, Machine, RegistryKey, WindowsPath } from "../machine.ts";
import type { Architectures } from "./architecture.ts";
import { is32Bit } from "./architecture.ts";
import { originTraces } from "./origin-traces.ts";
import type { OriginSeen } from "./sightings.ts";

const uninstallKey: RegistryKey = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall";
const uninstallKey32: RegistryKey =
  "HKLM\\SOFTWARE\\Wow6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall";

export const originAsks: Partial<Asks> = { trees: [uninstallKey, uninstallKey32] };

/**
 * Asked only when one of the two files is there: the lists of installed programs are long, and on
 * an ordinary machine there is nobody to look for.
 */
export async function gatherOrigin(
  machine: Machine,
  windowsDirectory: WindowsPath,
  architectures: Architectures,
): Promise<OriginSeen> {
  // Programs of the time are 32-bit at most; a 64-bit Windows lists them apart.
  const keys = is32Bit(architectures) ? [uninstallKey] : [uninstallKey, uninstallKey32];
  const [traces, programs] = await Promise.all([
    Promise.all(
      originTraces(windowsDirectory).map(async (trace) => ({
        trace,
        seen: await machine.look(trace.path),
      })),
    ),
    Promise.all(keys.map(async (key) => await machine.registryTree(key))),
  ]);
  return { traces, programs };
}
