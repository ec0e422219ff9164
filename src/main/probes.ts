import type { LiveInventory } from "#adapters/inventory/open-inventory.ts";
import type { Probe, Verdict } from "#adapters/shell/doctor.ts";
import { probeList, probeRights, probeWorkstation } from "#adapters/shell/probes.ts";
import { openStore } from "#adapters/store/open-store.ts";
import { idsOf } from "#bot/known-ids.ts";
import type { Workstations } from "#bot/ports.ts";
import { reaches } from "#bot/reach/sites.ts";
import type { Config } from "../config/config.ts";
import { sitesOf } from "./sites.ts";
import { logTo } from "./with-bot.ts";

interface Named {
  readonly workstation: string | undefined;
  readonly ssh: Workstations;
  readonly lists: Pick<LiveInventory, "inventory" | "readings">;
}

/** What `doctor` tries, in the order in which it tells. */
export function probesOf(config: Config, { workstation, ssh, lists }: Named): Probe[] {
  const { slack, discord, rights, store } = config;
  const { inventory } = lists;
  const second = config.approval ? { approval: config.approval } : {};
  const sites = sitesOf(config, inventory, undefined);
  const near = inventory.names().find((name) => reaches(sites ? { sites } : {}, name));
  const named = workstation ?? near ?? inventory.names()[0] ?? "";
  const openNamed = async (): Promise<Verdict> =>
    await probeWorkstation(ssh, inventory.find(named));
  const openAndClose = async (): Promise<Verdict> => {
    await using opened = await openStore(store);
    await opened.findCase("");
    return { ok: true, says: "file" in store ? store.file : store.url };
  };
  return [
    { what: "configuration", run: async () => ({ ok: true, says: "no fault" }) },
    ...lists.readings().map(([{ name }, reading]) => ({
      what: `workstations of ${name}`,
      run: async () => await probeList(reading),
    })),
    { what: "rights", run: async () => await probeRights({ rights, inventory, ...second }) },
    { what: "store", run: openAndClose },
    ...Object.keys(config.sites ?? {}).map((site) => ({
      what: `workers of site ${site}`,
      run: async () => await probeWorkers(store, site),
    })),
    { what: named === "" ? "SSH" : `SSH to ${named}`, run: openNamed },
    ...(slack ? [{ what: "Slack", run: async () => await probeSlackLazily(slack) }] : []),
    ...(discord
      ? [{ what: "Discord", run: async () => await probeDiscordLazily(discord, idsOf(rights)) }]
      : []),
  ];
}

async function probeWorkers(store: Config["store"], site: string): Promise<Verdict> {
  if ("file" in store) throw new Error("sites need a store that is shared");
  const { openWorkQueue } = await import("#adapters/store/work-queue.ts");
  // Its table is there once the store was opened.
  await using _opened = await openStore(store);
  await using queue = openWorkQueue(store, logTo("silent"));
  const seen = (await queue.workers()).filter((one) => one.site === site);
  const alive = seen.filter((one) => one.alive);
  const says = alive.map(({ host, pid }) => `process ${pid} on ${host}`).join("; ");
  if (alive.length > 0) return { ok: true, says };
  const last = seen[0];
  return {
    ok: false,
    says: last ? `none answers; ${last.host} did ${Math.round(last.age / 1000)} s ago` : "none",
    mend: `Start one where its workstations can be reached: whyreboot work --site ${site}`,
  };
}

/** The platforms' libraries are loaded only where they are used: they cost half a second each. */
async function probeSlackLazily(slack: NonNullable<Config["slack"]>): Promise<Verdict> {
  const { probeSlack } = await import("#adapters/slack/probe.ts");
  return await probeSlack(slack);
}

async function probeDiscordLazily(
  discord: NonNullable<Config["discord"]>,
  ids: readonly string[],
): Promise<Verdict> {
  const { probeDiscord, probeIds } = await import("#adapters/discord/probe.ts");
  const token = await probeDiscord(discord);
  if (!token.ok) return token;
  const { unknown } = await probeIds(discord)(ids);
  if (unknown.length === 0) return token;
  const says = `the rights name ids that do not exist: ${unknown.join(", ")}`;
  return { ok: false, says, mend: "Correct them under rights; the bot does not start with them." };
}
