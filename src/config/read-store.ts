import { resolve } from "node:path";
import { readAuthority } from "./authority.ts";
import type { StoreConfig } from "./config.ts";
import type { StoreSection } from "./schema.ts";
import { readSecret, type SecretSources } from "./secrets.ts";
import { readStoreUrl } from "./store-url.ts";

/** Where cases are kept; undefined when that is faulty, and the fault is told. */
export async function readStore(
  section: StoreSection,
  sources: SecretSources,
): Promise<StoreConfig | undefined> {
  if (section.url === undefined) return readFileStore(section, sources);
  const { findings } = sources;
  if (section.file !== undefined) {
    findings.fault(
      ["store", "file"],
      "stands beside store.url, and cases are kept in one place",
      "Keep one of the two",
    );
  }
  const password = await readPassword(section, sources);
  const ca = await readAuthority(["store", "caFile"], section.caFile, sources);
  const read = readStoreUrl(section.url);
  if (!read.ok) {
    findings.fault(["store", "url"], read.says, read.mend);
    return undefined;
  }
  const { encrypted, ...address } = read.address;
  if (section.caFile !== undefined && !encrypted) {
    findings.fault(
      ["store", "caFile"],
      "is of no use: the connection to this same machine is not encrypted",
      "Leave it out, or write the url with ?sslmode=require at its end",
    );
  }
  return {
    ...address,
    ...(password === undefined ? {} : { password }),
    ...(encrypted ? { tls: ca === undefined ? {} : { ca } } : {}),
  };
}

function readFileStore(
  { file = "./whyreboot.db", ...others }: StoreSection,
  { folder, findings }: SecretSources,
): StoreConfig {
  for (const key of Object.keys(others)) {
    // `has`, so that a faulty url is not told a second time as a missing one.
    if (findings.has(["store", "url"])) continue;
    findings.fault(
      ["store", key],
      "is for a PostgreSQL database, and store.url names none",
      "Write for example: url: postgres://whyreboot@127.0.0.1/whyreboot",
    );
  }
  return { file: resolve(folder, file) };
}

async function readPassword(
  { passwordEnv, passwordFile }: StoreSection,
  sources: SecretSources,
): Promise<string | undefined> {
  const place = { key: ["store", "passwordFile"], file: passwordFile } as const;
  const password = await readSecret(
    passwordEnv === undefined ? place : { ...place, variable: passwordEnv },
    sources,
  );
  if (password === "missing" && passwordEnv !== undefined) {
    sources.findings.fault(
      ["store", "passwordEnv"],
      `names ${passwordEnv}, which is not set or empty`,
      `Set the environment variable ${passwordEnv} to the password of the database`,
    );
  }
  return typeof password === "object" ? password.text : undefined;
}
