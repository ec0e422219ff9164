import { resolve } from "node:path";
import { z } from "zod";
import { readAuthority } from "./authority.ts";
import type { Findings } from "./findings.ts";
import { keys } from "./keys.ts";
import { readLdapUrl } from "./ldap-url.ts";
import { soundKeys } from "./schema.ts";
import { readSecret, type SecretSources } from "./secrets.ts";
import type { LdapConfig, SourceConfig } from "./source-config.ts";
import {
  type LdapSection,
  partialLdapSection,
  type SourceSection,
  sourceKinds,
  sourceSection,
} from "./source-schema.ts";

type Path = readonly PropertyKey[];
type Kind = (typeof sourceKinds)[number];

/** A source, and where the configuration names it. */
export interface PlacedSource {
  readonly source: SourceConfig;
  readonly at: Path;
}

/** Milliseconds for the whole answer of a directory. */
const deadline = 60_000;

/** Those that nothing is wrong with; the findings tell what is wrong with the others. */
export async function readSources(
  given: unknown,
  user: string,
  sources: SecretSources,
): Promise<readonly PlacedSource[]> {
  const placed: PlacedSource[] = [];
  for (const [index, one] of (Array.isArray(given) ? given : []).entries()) {
    const at = ["workstations", "sources", index];
    const section = soundKeys(sourceSection, one);
    const kind = section && kindAt(at, sources.findings);
    if (section === undefined || kind === undefined) continue;
    checkDomain(kind, at, sources.findings);
    const from = await readFrom({ section, kind, at, given: one }, sources);
    if (from === undefined) continue;
    const names = placed.map(({ source }) => source.name);
    placed.push({
      at: [...at, kind],
      source: {
        name: unique(nameOf(section, kind), names),
        from,
        groups: section.groups,
        ...(section.match === undefined ? {} : { match: section.match }),
        ...(section.domain === undefined ? {} : { domain: section.domain }),
        port: section.port,
        user: section.user ?? user,
      },
    });
  }
  return placed;
}

function kindAt(at: Path, findings: Findings): Kind | undefined {
  const [kind, other] = sourceKinds.filter((one) => findings.has([...at, one]));
  if (kind !== undefined && other === undefined) return kind;
  const known = sourceKinds.join(", ");
  if (kind === undefined) {
    findings.fault(at, "names no list of workstations", `Known are: ${known}`);
  } else {
    const says = `stands beside ${kind}, and one source is one list`;
    findings.fault([...at, other ?? kind], says, "Write a source of its own for each");
  }
  return undefined;
}

function checkDomain(kind: Kind, at: Path, findings: Findings): void {
  if ((kind !== "hostsFile" && kind !== "sshConfigFile") || !findings.has([...at, "domain"]))
    return;
  findings.fault(
    [...at, "domain"],
    `is of no use: a ${kind} tells addresses itself`,
    "Leave it out",
  );
}

interface Written {
  readonly section: SourceSection;
  readonly kind: Kind;
  readonly at: Path;
  /** As it stands in the file. */
  readonly given: unknown;
}

const written = z.looseObject({ ldap: z.unknown().optional() });

async function readFrom(
  { section, kind, at, given }: Written,
  sources: SecretSources,
): Promise<SourceConfig["from"] | undefined> {
  if (kind === "ldap") {
    const { ldap = soundKeys(partialLdapSection, written.safeParse(given).data?.ldap) } = section;
    return ldap && (await readLdap(ldap, [...at, kind], sources));
  }
  const text = section[kind];
  if (text === undefined) return undefined;
  if (kind === "names") return { kind, pattern: text };
  return { kind, file: resolve(sources.folder, text) };
}

async function readLdap(
  { url: written, base, filter, groupsFrom, bindDn, caFile, ...secrets }: LdapSection,
  at: Path,
  sources: SecretSources,
): Promise<LdapConfig | undefined> {
  const { findings } = sources;
  const url = written === undefined ? undefined : readLdapUrl(written);
  const words = keys["workstations.sources[].ldap.url"];
  if (written !== undefined && url === undefined) {
    findings.fault(
      [...at, "url"],
      `must be ${words?.must}`,
      `Write for example: ${words?.example}`,
    );
  }
  const ca = await readAuthority([...at, "caFile"], caFile, sources);
  if (caFile !== undefined && url?.encrypted === false) {
    findings.fault([...at, "caFile"], "is of no use: ldap:// is not encrypted", "Leave it out");
  }
  const password = await readPassword(secrets, at, sources);
  if (password === "faulty") return undefined;
  if ((bindDn === undefined) !== (password === "missing")) {
    const [says, mend] =
      bindDn === undefined
        ? [
            "has a password and no bindDn",
            'Write for example: bindDn: "CN=whyreboot,OU=Service,DC=example,DC=net"',
          ]
        : ["has a bindDn and no password", "Write for example: passwordFile: ./ldap-password"];
    // A faulty one is told of already.
    if (bindDn !== undefined || !findings.has([...at, "bindDn"])) findings.fault(at, says, mend);
    return undefined;
  }
  if (url === undefined || base === undefined) return undefined;
  if (filter === undefined || groupsFrom === undefined) return undefined;
  return {
    kind: "ldap",
    url: url.text,
    base,
    filter,
    groupsFrom,
    ...(bindDn === undefined || password === "missing"
      ? {}
      : { bind: { dn: bindDn, password: password.text } }),
    ...(ca === undefined ? {} : { ca }),
    deadline,
  };
}

async function readPassword(
  { passwordEnv, passwordFile }: LdapSection,
  at: Path,
  sources: SecretSources,
): Promise<{ readonly text: string } | "missing" | "faulty"> {
  const place = { key: [...at, "passwordFile"], file: passwordFile };
  const password = await readSecret(
    passwordEnv === undefined ? place : { ...place, variable: passwordEnv },
    sources,
  );
  if (password === "missing" && passwordEnv !== undefined) {
    sources.findings.fault(
      [...at, "passwordEnv"],
      `names ${passwordEnv}, which is not set or empty`,
      `Set the environment variable ${passwordEnv} to the password of the account`,
    );
    return "faulty";
  }
  return password;
}

function nameOf(section: SourceSection, kind: Kind): string {
  return `${kind} ${kind === "ldap" ? (readLdapUrl(section.ldap?.url ?? "")?.text ?? "") : section[kind]}`;
}

function unique(name: string, taken: readonly string[], count = 1): string {
  const tried = count === 1 ? name : `${name} (${count})`;
  return taken.includes(tried) ? unique(name, taken, count + 1) : tried;
}
