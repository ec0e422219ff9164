import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fastest, sshOptions } from "../ssh-options.ts";
import type { Contender, Job } from "./contender.ts";
import type { CommandLine } from "./measured.ts";
import type { OneCommand } from "./one-command.ts";

const forks = 50;

/** One task with the raw module, which needs no Python and no PowerShell there. */
export function ansibleRaw(one: OneCommand): Contender {
  return {
    name: `ansible -m raw, ${forks} forks, pinned`,
    async prepare(job) {
      const { folder } = job;
      const { inventory, environment } = await setting(job);
      const raw = ["-m", "ansible.builtin.raw", "-a", one.line];
      const kept = ["--tree", join(folder, "answers")];
      const parameters = ["all", "-i", inventory, "-f", String(forks), ...kept, ...raw];
      return { program: "ansible", parameters, environment };
    },
    async answers({ folder }) {
      const kept = join(folder, "answers");
      const files = await Promise.all(
        (await readdir(kept)).map(async (name) => await readFile(join(kept, name), "utf8")),
      );
      return files.filter((text) => text.includes(one.end)).length;
    },
  };
}

/** The same as a playbook that also looks into the answer: that it is whole, and one signal. */
export function ansiblePlaybook(one: OneCommand): Contender {
  return {
    name: `ansible-playbook, read and judge, ${forks} forks, pinned`,
    async prepare(job): Promise<CommandLine> {
      const { inventory, environment } = await setting(job);
      const file = join(job.folder, "look.yaml");
      await writeFile(file, JSON.stringify(playbook(one)));
      const parameters = ["-i", inventory, "-f", String(forks), file];
      return { program: "ansible-playbook", parameters, environment };
    },
    async answers({ folder }) {
      const output = await readFile(join(folder, "output"), "utf8");
      return output.split("asks: False").length - 1;
    },
  };
}

function playbook({ line, end }: OneCommand): readonly object[] {
  // YAML reads JSON; `raw` marks the text as none of Jinja's.
  const command = `{% raw %}${line}{% endraw %}`;
  return [
    {
      hosts: "all",
      gather_facts: false,
      tasks: [
        { name: "ask", "ansible.builtin.raw": command, register: "said", changed_when: false },
        {
          name: "whole",
          "ansible.builtin.assert": { that: [`'${end}' in said.stdout`], quiet: true },
        },
        {
          name: "judge",
          "ansible.builtin.debug": { msg: "asks: {{ 'RebootRequired' in said.stdout }}" },
        },
      ],
    },
  ];
}

async function setting({ fleet, addresses, folder }: Job): Promise<{
  readonly inventory: string;
  readonly environment: Readonly<Record<string, string>>;
}> {
  const inventory = join(folder, "inventory");
  const settings = join(folder, "ansible.cfg");
  await writeFile(settings, "");
  const variables = `ansible_port=${fleet.port} ansible_user=${fleet.user}`;
  await writeFile(inventory, addresses.map((address) => `${address} ${variables}\n`).join(""));
  return {
    inventory,
    environment: {
      ANSIBLE_CONFIG: settings,
      ANSIBLE_HOME: folder,
      ANSIBLE_LOCAL_TEMP: join(folder, "ansible"),
      ANSIBLE_PRIVATE_KEY_FILE: fleet.privateKeyFile,
      ANSIBLE_SSH_USETTY: "false",
      // In place of its own, which keep a master for the next task: here is only one.
      ANSIBLE_SSH_ARGS: ["-F", "none", ...sshOptions(fleet, fastest)].join(" "),
    },
  };
}
