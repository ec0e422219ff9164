import { chmod, mkdir, writeFile } from "node:fs/promises";
import { sourceReader } from "#adapters/inventory/read-source.ts";
import { freshKeys } from "#practice/fresh-keys.ts";
import { wordFault } from "../../src/config/faults.ts";
import { type LoadedConfig, type LoadOptions, loadConfig } from "../../src/config/load-config.ts";
import { listRules } from "../../src/config/rules.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

export const keyPair = freshKeys();
export const encryptedKey = freshKeys("open sesame");

/** As the product's documentation shows it. */
export const minimal = `workstations:
  hosts:
    - { name: PC-42, address: 127.0.0.1, port: 2222 }
ssh:
  user: helpdesk
  privateKeyFile: ./id_ed25519
  knownHostsFile: ./known_hosts
slack:
  apiUrl: http://127.0.0.1:4001/api/
discord:
  apiUrl: http://127.0.0.1:4002/api
rights:
  ask:   [ "slack:channel:C0HELPDESK", "discord:role:111", "shell:user:helpdesk" ]
  clear: [ "slack:user:U0ALICE", "slack:usergroup:S0DESK", "discord:role:222", "shell:user:helpdesk" ]
store:
  file: ./whyreboot.db
`;

/** The smallest that has no fault, and no platform. */
export const withoutPlatforms = minimal.replace(/slack:\n.*\ndiscord:\n.*\n/, "");

export const tokens = {
  SLACK_BOT_TOKEN: "xoxb-1-test",
  SLACK_APP_TOKEN: "xapp-1-test",
  DISCORD_TOKEN: "discord-test-token",
};

export interface ConfigFolder extends AsyncDisposable {
  path(name: string): string;
  put(name: string, content: string | Uint8Array, mode?: number): Promise<void>;
  putFolder(name: string): Promise<void>;
  load(yaml: string | Uint8Array, more?: Partial<LoadOptions>): Promise<LoadedConfig>;
  /** What would be printed, one line per fault; empty when there is none. */
  faults(yaml: string | Uint8Array, more?: Partial<LoadOptions>): Promise<readonly string[]>;
}

/** A folder with a key, an empty known_hosts, and each configuration that a test loads from it. */
export async function configFolder(): Promise<ConfigFolder> {
  const folder = await temporaryFolder();
  const put = async (name: string, content: string | Uint8Array, mode = 0o600): Promise<void> => {
    await writeFile(folder.path(name), content);
    await chmod(folder.path(name), mode);
  };
  const load: ConfigFolder["load"] = async (yaml, more) => {
    await put("whyreboot.yaml", yaml);
    const { read: readSource } = sourceReader(listRules);
    return await loadConfig({ file: folder.path("whyreboot.yaml"), env: {}, readSource, ...more });
  };
  await put("id_ed25519", keyPair.private);
  await put("known_hosts", "");
  return {
    path: (name) => folder.path(name),
    put,
    putFolder: async (name) => {
      await mkdir(folder.path(name));
    },
    load,
    faults: async (yaml, more) => {
      const loaded = await load(yaml, more);
      return loaded.ok ? [] : loaded.faults.map((fault) => wordFault("whyreboot.yaml", fault));
    },
    [Symbol.asyncDispose]: async () => {
      await folder[Symbol.asyncDispose]();
    },
  };
}
