import { type LiveInventory, openInventory } from "#adapters/inventory/open-inventory.ts";
import type { SourceReader } from "#adapters/inventory/read-source.ts";
import type { Log } from "#bot/ports.ts";
import type { Config } from "../config/config.ts";

/** Every list of workstations that the configuration names, read once. */
export async function openLists(
  { hosts, sources = [], rights, approval, sites = {} }: Config,
  reader: SourceReader,
  log: Log,
): Promise<LiveInventory> {
  return await openInventory({
    hosts: hosts.map((host) => ({ ...host, groups: host.groups ?? [] })),
    sources,
    groupNames: [
      ...Object.keys(rights.groups ?? {}),
      ...(approval?.groups ?? []),
      ...Object.values(sites).flatMap(({ groups }) => groups),
    ],
    reader,
    log,
  });
}
