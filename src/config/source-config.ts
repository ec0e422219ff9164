/** Where more workstations are listed: one of `workstations.sources[]`. */
export interface SourceConfig {
  /** Such as `csvFile ./workstations.csv`; unique. */
  readonly name: string;
  readonly from:
    | {
        readonly kind: "csvFile" | "hostsFile" | "sshConfigFile" | "knownHostsFile";
        readonly file: string;
      }
    | { readonly kind: "names"; readonly pattern: string }
    | LdapConfig;
  /** Default none. */
  readonly groups: readonly string[];
  readonly match?: string;
  readonly domain?: string;
  /** Default 22. */
  readonly port: number;
  /** Default `ssh.user`. */
  readonly user: string;
}

export interface LdapConfig {
  readonly kind: "ldap";
  /** `ldaps://HOST[:PORT]`, or `ldap://` to this machine alone. */
  readonly url: string;
  readonly base: string;
  readonly filter: string;
  /** Default `none`. */
  readonly groupsFrom: "none" | "ou" | "memberOf";
  /** `bindDn`, with the password from the variable `passwordEnv` names or from `passwordFile`. */
  readonly bind?: { readonly dn: string; readonly password: string };
  /** The text of `caFile`. */
  readonly ca?: string;
  /** Milliseconds for the whole answer. */
  readonly deadline: number;
}

/** Reads a source that is on this machine, by whoever knows how. Never rejects. */
export type ReadSource = (source: SourceConfig) => Promise<SourceReading>;

type SourceReading =
  | {
      readonly ok: true;
      readonly workstations: readonly {
        readonly name: string;
        readonly groups: readonly string[];
      }[];
      /** Whole sentences on what was left out. */
      readonly notes: readonly string[];
    }
  | {
      readonly ok: false;
      readonly faults: readonly { readonly says: string; readonly mend: string }[];
    };
