import type { Probe, Verdict } from "#adapters/shell/doctor.ts";
import { probeRights, probeWorkstation } from "#adapters/shell/probes.ts";
import { openStore } from "#adapters/store/open-store.ts";
import type { Workstations } from "#bot/ports.ts";
import type { Config } from "../config/config.ts";
import { listInventory } from "../config/inventory.ts";

/** What `doctor` tries, in the order in which it tells. */
export function probesOf(
  config: Config,
  { workstation, ssh }: { readonly workstation: string | undefined; readonly ssh: Workstations },
): Probe[] {
  const { slack, discord, hosts, rights, store } = config;
  const inventory = listInventory(hosts);
  const second = config.approval ? { approval: config.approval } : {};
  const named = workstation ?? hosts[0]?.name ?? "";
  const openNamed = async (): Promise<Verdict> =>
    await probeWorkstation(ssh, inventory.find(named));
  const openAndClose = async (): Promise<Verdict> => {
    await using opened = await openStore(store);
    await opened.findCase("");
    return { ok: true, says: "file" in store ? store.file : store.url };
  };
  return [
    { what: "configuration", run: async () => ({ ok: true, says: "no fault" }) },
    { what: "rights", run: async () => await probeRights({ rights, inventory, ...second }) },
    { what: "store", run: openAndClose },
    { what: `SSH to ${named}`, run: openNamed },
    ...(slack ? [{ what: "Slack", run: async () => await probeSlackLazily(slack) }] : []),
    ...(discord ? [{ what: "Discord", run: async () => await probeDiscordLazily(discord) }] : []),
  ];
}

/** The platforms' libraries are loaded only where they are used: they cost half a second each. */
async function probeSlackLazily(slack: NonNullable<Config["slack"]>): Promise<Verdict> {
  const { probeSlack } = await import("#adapters/slack/probe.ts");
  return await probeSlack(slack);
}

async function probeDiscordLazily(discord: NonNullable<Config["discord"]>): Promise<Verdict> {
  const { probeDiscord } = await import("#adapters/discord/probe.ts");
  return await probeDiscord(discord);
}
