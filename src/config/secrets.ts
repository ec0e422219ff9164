import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Findings } from "./findings.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where secrets are looked for, and who hears what is wrong with them. */
export interface SecretSources {
  readonly env: Environment;
  /** Relative paths, in the file and in the environment, start here: the configuration's folder. */
  readonly folder: string;
  readonly findings: Findings;
}

/** `missing`: nobody named it. `faulty`: somebody did, and the fault is told. */
export type Secret = { readonly text: string } | "missing" | "faulty";

interface Place {
  /** The environment variable that may hold it; with `_FILE` after it, the path of its file. */
  readonly variable?: string;
  /** The key that may name its file, and the path there. */
  readonly key: readonly PropertyKey[];
  readonly file: string | undefined;
}

/** The variable goes first, then the variable with the file, then the key. */
export async function readSecret(
  { variable, key, file }: Place,
  sources: SecretSources,
): Promise<Secret> {
  const { env, findings } = sources;
  if (variable !== undefined) {
    const text = env[variable]?.trim();
    if (text !== undefined && text !== "") return { text };
    const path = env[`${variable}_FILE`];
    if (path !== undefined && path !== "") {
      return await readSecretFile(path, sources, (says, mend) => {
        findings.variableFault(`${variable}_FILE`, says, mend);
      });
    }
  }
  if (file === undefined) return findings.has(key) ? "faulty" : "missing";
  return await readSecretFile(file, sources, (says, mend) => {
    findings.fault(key, says, mend);
  });
}

const maximumBytes = 64 * 1024;

async function readSecretFile(
  path: string,
  { folder, findings }: SecretSources,
  fault: (says: string, mend: string) => void,
): Promise<Secret> {
  const file = resolve(folder, path);
  try {
    const { mode, size } = await stat(file);
    if (size > maximumBytes) {
      fault(`names ${file}, which is too large for a secret`, "Name the file with the secret");
      return "faulty";
    }
    const text = (await readFile(file, "utf8")).replace(/\s+$/, "");
    if (text === "") {
      fault(`names ${file}, which is empty`, "Put the secret into that file");
      return "faulty";
    }
    if ((mode & 0o004) !== 0) {
      findings.warnings.push(
        `${file} can be read by every user of this machine: chmod 600 ${file}`,
      );
    }
    return { text };
  } catch (error) {
    fault(`names ${file}, ${wordReadFault(error)}`, "Name a file that the bot can read");
    return "faulty";
  }
}

/** Goes on after the name of the file. */
export function wordReadFault(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return "which does not exist";
    case "EISDIR":
      return "which is a folder";
    case "EACCES":
    case "EPERM":
      return "which the user that runs whyreboot may not read";
    default:
      return `which cannot be read (${String(code ?? error)})`;
  }
}
