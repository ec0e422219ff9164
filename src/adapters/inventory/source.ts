import { legible } from "#bot/legible.ts";

/** Where workstations are listed, as the configuration names it. Paths are absolute. */
export interface Source {
  /** How people call it, such as `csvFile ./workstations.csv`: unique, and never with a secret. */
  readonly name: string;
  readonly from: From;
  /** Every workstation of it is in these. */
  readonly groups: readonly string[];
  /** Only names that fit this pattern (`globOf`). */
  readonly match?: string;
  /** Makes an address of a name, and a name of an address: `example.net`. */
  readonly domain?: string;
  /** Of workstations for which the list says nothing else. */
  readonly port: number;
  readonly user: string;
}

type From = FileOfNames | { readonly kind: "names"; readonly pattern: string } | Directory;

export interface FileOfNames {
  readonly kind: "csvFile" | "hostsFile" | "sshConfigFile" | "knownHostsFile";
  readonly file: string;
}

/** A directory that speaks LDAP, such as Active Directory. */
export interface Directory {
  readonly kind: "ldap";
  /** `ldaps://…`, or `ldap://` to this machine alone. */
  readonly url: string;
  readonly base: string;
  readonly filter: string;
  readonly groupsFrom: "none" | "ou" | "memberOf";
  /** Absent: it is asked without a login. */
  readonly bind?: { readonly dn: string; readonly password: string };
  /** The text of certificates; absent: the authorities that Node knows. */
  readonly ca?: string;
  /** Milliseconds for the whole answer. */
  readonly deadline: number;
}

/** One workstation of a list. */
export interface Listed {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly groups: readonly string[];
}

export type Reading =
  | {
      readonly ok: true;
      readonly workstations: readonly Listed[];
      /** Whole sentences on what was left out. */
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly faults: readonly SourceFault[] };

export interface SourceFault {
  /** Goes on after the name of the source: `has in line 3 …`. Some of it may be foreign text. */
  readonly says: string;
  /** A sentence without its final stop. */
  readonly mend: string;
}

/** What a list says of one workstation, before anything is made of it. Hostile text. */
export interface Row {
  readonly name: string;
  readonly address?: string;
  readonly port?: number;
  readonly user?: string;
  readonly groups?: readonly string[];
}

export interface Rows {
  readonly rows: readonly Row[];
  readonly faults: readonly SourceFault[];
  readonly notes: readonly string[];
}

/** What the configuration takes for a name, an address, an account and a group. */
export interface Rules {
  readonly isName: (text: string) => boolean;
  readonly isAddress: (text: string) => boolean;
  readonly isAccount: (text: string) => boolean;
  readonly isGroup: (text: string) => boolean;
}

/** More workstations than this are no helpdesk's, but a slip or an attack. */
export const mostWorkstations = 200_000;

export const tooMany: SourceFault = {
  says: `names more than ${mostWorkstations} workstations`,
  mend: "Name fewer, for example with match: or with a narrower list",
};

/** A fault of one line, or of the whole when it has none. */
export function faultAt(line: number | undefined, says: string, mend: string): SourceFault {
  return { says: line === undefined ? says : `line ${line}: ${says}`, mend };
}

/** Foreign text in few words and on one line. */
export function shown(text: string): string {
  return legible(JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text));
}

/** A number of a port that is written as text. */
export function readPort(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}
