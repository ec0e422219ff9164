import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { ParsedKey } from "ssh2";
import ssh2 from "ssh2";
import type { SshConfig } from "./config.ts";
import type { SshSection } from "./schema.ts";
import { readSecret, type SecretSources } from "./secrets.ts";

type Credentials = SshConfig["credentials"];

/** Reads what is logged in with; the faults of it are among the findings. */
export async function readCredentials(
  section: SshSection,
  sources: SecretSources,
): Promise<Credentials> {
  const { findings } = sources;
  const key = await readSecret(
    { key: ["ssh", "privateKeyFile"], file: section.privateKeyFile },
    sources,
  );
  const password = await readSecret(
    { key: ["ssh", "passwordFile"], file: section.passwordFile },
    sources,
  );
  const passphrase = await readPassphrase(section, sources);
  const agent = readAgent(section, sources);
  if (key === "missing" && password === "missing" && agent === undefined) {
    if (section.agent === undefined || section.agent === false) {
      findings.fault(
        ["ssh"],
        "names no way to log in (privateKeyFile, agent or passwordFile)",
        "Write for example: privateKeyFile: ./id_ed25519",
      );
    }
  }
  if (typeof key === "object") checkKey(key.text, passphrase, sources);
  return {
    ...(typeof key === "object" ? { privateKey: `${key.text}\n` } : {}),
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(typeof password === "object" ? { password: password.text } : {}),
    ...(agent === undefined ? {} : { agent }),
  };
}

async function readPassphrase(
  { passphraseEnv, passphraseFile }: SshSection,
  sources: SecretSources,
): Promise<string | undefined> {
  const place = { key: ["ssh", "passphraseFile"], file: passphraseFile } as const;
  const passphrase = await readSecret(
    passphraseEnv === undefined ? place : { ...place, variable: passphraseEnv },
    sources,
  );
  if (passphrase === "missing" && passphraseEnv !== undefined) {
    sources.findings.fault(
      ["ssh", "passphraseEnv"],
      `names ${passphraseEnv}, which is not set or empty`,
      `Set the environment variable ${passphraseEnv} to the passphrase of the key`,
    );
  }
  return typeof passphrase === "object" ? passphrase.text : undefined;
}

function readAgent({ agent }: SshSection, sources: SecretSources): string | undefined {
  if (agent === undefined || agent === false) return undefined;
  if (agent !== true) return resolve(sources.folder, agent);
  const socket = sources.env["SSH_AUTH_SOCK"];
  if (socket !== undefined && socket !== "") return socket;
  sources.findings.fault(
    ["ssh", "agent"],
    "is true, but SSH_AUTH_SOCK is not set: no agent runs here",
    "Start ssh-agent, or write the path of its socket: agent: /run/whyreboot/agent.sock",
  );
  return undefined;
}

/** Parses the key now, since ssh2 would only say so when the first workstation is asked about. */
function checkKey(text: string, passphrase: string | undefined, sources: SecretSources): void {
  const fault = (says: string, mend: string): void => {
    sources.findings.fault(["ssh", "privateKeyFile"], says, mend);
  };
  const parsed = ssh2.utils.parseKey(`${text}\n`, passphrase);
  // An OpenSSH file may hold several keys; ssh2 then answers with a list, against its types.
  const key = Array.isArray(parsed) ? (parsed as readonly (ParsedKey | Error)[])[0] : parsed;
  if (key instanceof Error) {
    // The library's words for both an absent and a wrong passphrase; they never hold key material.
    const encrypted = /passphrase|integrity check|bad decrypt/i.test(key.message);
    if (!encrypted) fault("names a file that holds no private key that can be read", makeKey);
    else if (passphrase === undefined) {
      fault(
        "names a key that is encrypted",
        "Give its passphrase, for example: passphraseEnv: WHYREBOOT_KEY_PASSPHRASE",
      );
    } else fault("names a key that its passphrase does not open", "Correct the passphrase");
  } else if (key?.isPrivateKey() !== true) {
    fault("names a public key", "Name the private key: the same file name without .pub");
  }
}

const makeKey =
  "It has to be in the format of OpenSSH or PEM: convert it with ssh-keygen -p -f FILE, or make one with ssh-keygen -t ed25519 -f id_ed25519";

/** A missing file is no fault: keys may be added while the bot runs, and until then none is trusted. */
export async function checkKnownHosts(
  path: string,
  trustOnFirstUse: boolean,
  { folder, findings }: SecretSources,
): Promise<void> {
  const file = resolve(folder, path);
  const entry = await stat(file).catch(() => undefined);
  if (entry?.isDirectory() === true) {
    findings.fault(
      ["ssh", "knownHostsFile"],
      `names ${file}, which is a folder`,
      "Write for example: knownHostsFile: ./known_hosts",
    );
  } else if (entry === undefined && !trustOnFirstUse) {
    findings.warnings.push(
      `${file} does not exist or cannot be read, so no workstation is trusted. Add each one's key, for example with: ssh-keyscan ADDRESS >> ${file}, and compare it with the key on the machine itself.`,
    );
  }
  if (trustOnFirstUse) {
    findings.warnings.push(
      "ssh.trustOnFirstUse is true: the first key that a workstation shows is believed, whoever shows it.",
    );
  }
}
