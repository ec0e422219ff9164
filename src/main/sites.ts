import type { Inventory, Workstations } from "#bot/ports.ts";
import { reaches, type Sites } from "#bot/reach/sites.ts";
import type { Config } from "../config/config.ts";

/** Undefined without sites in the configuration: then every process does everything. */
export function sitesOf(
  { sites }: Pick<Config, "sites">,
  inventory: Inventory,
  here: string | undefined,
): Sites | undefined {
  if (sites === undefined) return undefined;
  const byGroup = new Map(
    Object.entries(sites).flatMap(([site, { groups }]) =>
      groups.map((group) => [group.toLowerCase(), site] as const),
    ),
  );
  const order = Object.keys(sites);
  const siteOf = (workstation: string): string | undefined => {
    const found = new Set(
      inventory.groupsOf(workstation).map((group) => byGroup.get(group.toLowerCase())),
    );
    // Every process answers the same, also where a directory puts a workstation into two.
    return order.find((site) => found.has(site));
  };
  return { siteOf, here };
}

/** The last door: whatever goes wrong before it, nothing connects to another site's workstation. */
export function onlyReached(workstations: Workstations, sites: Sites | undefined): Workstations {
  if (sites === undefined) return workstations;
  return {
    async open(name) {
      if (reaches({ sites }, name)) return await workstations.open(name);
      const site = sites.siteOf(name);
      const detail = site === undefined ? "it belongs to no site" : `it belongs to site ${site}`;
      return { ok: false, why: "no-worker", detail };
    },
  };
}
