import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type SecretSources, wordReadFault } from "./secrets.ts";

/** The text of a file with certificates; undefined without one, or when the findings tell of a fault. */
export async function readAuthority(
  key: readonly PropertyKey[],
  caFile: string | undefined,
  { folder, findings }: SecretSources,
): Promise<string | undefined> {
  if (caFile === undefined) return undefined;
  const file = resolve(folder, caFile);
  const mend =
    "Name a file with the certificate, in PEM, of the authority that signed the server's";
  try {
    const text = await readFile(file, "utf8");
    if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
    findings.fault(key, `names ${file}, which holds no certificate`, mend);
  } catch (error) {
    findings.fault(key, `names ${file}, ${wordReadFault(error)}`, mend);
  }
  return undefined;
}
