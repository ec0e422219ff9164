import type { SourceConfig } from "./source-config.ts";

/** The whole configuration, checked: what may be absent is absent, all paths are absolute. */
export interface Config {
  /** `workstations.hosts`, in the order of the file. Names are unique whatever their case. */
  readonly hosts: readonly HostConfig[];
  /** More lists of workstations, in the order of the file; absent: none. */
  readonly sources?: readonly SourceConfig[];
  /** Milliseconds between two readings of them: `workstations.refreshMinutes`, default 15. */
  readonly refresh?: number;
  readonly ssh: SshConfig;
  /** Absent when the file does not name Slack, or when tokens were not asked for. */
  readonly slack?: SlackConfig;
  /** Absent when the file does not name Discord, or when tokens were not asked for. */
  readonly discord?: DiscordConfig;
  /** The local chat page; absent when the file does not name it. */
  readonly web?: WebConfig;
  /** Where the bot tells whether it can be heard: on 127.0.0.1; absent when the file does not name it. */
  readonly health?: { readonly port: number };
  readonly rights: RightsConfig;
  /** Which removals need a second person; absent: none. */
  readonly approval?: ApprovalConfig;
  /** Lists of ids that are one person's; absent: each id is somebody. */
  readonly people?: readonly (readonly string[])[];
  readonly store: StoreConfig;
  /** By name: the groups whose workstations only workers of that site reach. Absent: none. */
  readonly sites?: Readonly<Record<string, { readonly groups: readonly string[] }>>;
  /** Days for which what was removed is kept: `kept.days`, default 30; absent: for ever. */
  readonly keptDays?: number;
  /** Absent only where there is no file: the defaults. */
  readonly clearMany?: ClearManyConfig;
  /** Absent only where there is no file: for practice. */
  readonly limits?: LimitsConfig;
}

/** `workstations.hosts[]` */
interface HostConfig {
  /** Letters, digits, `-`, `_` and `.`, at most 64. */
  readonly name: string;
  /** DNS name or IP address, as known_hosts names it. */
  readonly address: string;
  /** Default 22. */
  readonly port: number;
  /** Default `ssh.user`. */
  readonly user: string;
  /** By which rights and approvals may differ; default none. */
  readonly groups?: readonly string[];
}

export interface SshConfig {
  /** At least one of privateKey, password and agent. */
  readonly credentials: {
    /** The text of `ssh.privateKeyFile`; it was parsed, with its passphrase if it has one. */
    readonly privateKey?: string;
    /** From the variable that `ssh.passphraseEnv` names, or from `ssh.passphraseFile`. */
    readonly passphrase?: string;
    /** The text of `ssh.passwordFile`, without its final line break. */
    readonly password?: string;
    /** The socket of an agent: `ssh.agent: true` takes SSH_AUTH_SOCK, a path takes that. */
    readonly agent?: string;
  };
  /** `ssh.jump`: every workstation is reached through it. Its user is by default `ssh.user`. */
  readonly jump?: { readonly address: string; readonly port: number; readonly user: string };
  readonly knownHosts: {
    /** `ssh.knownHostsFile`; it may not exist yet. */
    readonly file: string;
    /** Default false. */
    readonly trustOnFirstUse: boolean;
  };
  /** Milliseconds: `ssh.connectSeconds` (default 30) and `ssh.callSeconds` (default 15). */
  readonly deadlines: { readonly connect: number; readonly call: number };
  /** Milliseconds: `ssh.keepSeconds` (default 60); 0: every question logs in anew. */
  readonly keep: number;
}

export interface SlackConfig {
  /** SLACK_BOT_TOKEN, or the file named by SLACK_BOT_TOKEN_FILE or `slack.botTokenFile`. */
  readonly botToken: string;
  /** WHYREBOOT_SLACK_API_URL or `slack.apiUrl`, ending in `/`; HTTPS, or loopback for tests. */
  readonly apiUrl?: string;
  /** `slack.transport`; without it Socket Mode when there is an app token. */
  readonly transport:
    | {
        readonly kind: "socket";
        /** SLACK_APP_TOKEN, or the file named by SLACK_APP_TOKEN_FILE or `slack.appTokenFile`. */
        readonly appToken: string;
      }
    | {
        readonly kind: "http";
        /** SLACK_SIGNING_SECRET, SLACK_SIGNING_SECRET_FILE or `slack.signingSecretFile`. */
        readonly signingSecret: string;
        /** Default 127.0.0.1: a reverse proxy with TLS stands before it. */
        readonly host: string;
        /** Default 3000; 0 takes any free port. */
        readonly port: number;
      };
}

export interface DiscordConfig {
  /** DISCORD_TOKEN, or the file named by DISCORD_TOKEN_FILE or `discord.tokenFile`. */
  readonly token: string;
  /** WHYREBOOT_DISCORD_API_URL or `discord.apiUrl`, not ending in `/`; HTTPS, or loopback. */
  readonly apiUrl?: string;
}

interface WebConfig {
  /** Default 8642; 0 takes any free port. Always on 127.0.0.1. */
  readonly port: number;
}

/** Platform ids; an empty list means nobody. */
interface RightsConfig extends RightListsConfig {
  /** Who may ask about a workstation. */
  readonly ask: readonly string[];
  /** Who may remove restart files. */
  readonly clear: readonly string[];
  /** By the name of a group: these stand there in place of the general ones. */
  readonly groups?: Readonly<Record<string, RightListsConfig>>;
}

interface RightListsConfig {
  readonly ask?: readonly string[];
  /** Who may ask about many workstations at once; left out, as `clear`. */
  readonly sweep?: readonly string[];
  readonly clear?: readonly string[];
  /** Who may put back what was removed; left out, as `clear`. */
  readonly undo?: readonly string[];
  /** Who may say the second yes; left out, nobody. */
  readonly approve?: readonly string[];
  /** Who may read what was asked and done; left out, as `clear`. */
  readonly audit?: readonly string[];
}

interface ApprovalConfig {
  /** Default none. */
  readonly groups: readonly string[];
  /** Default none. */
  readonly verdicts: readonly ("leftover" | "stranded" | "one-file")[];
  /** Default 60. */
  readonly minutes: number;
}

/** Removals on many workstations by one yes. */
interface ClearManyConfig {
  /** Default 10: more workstations than these need their number typed. */
  readonly typeAbove: number;
  /** Default 3: so many on which it did not succeed end it. */
  readonly stopAfterFailures: number;
}

/** Refusals beyond these say how long to wait. */
interface LimitsConfig {
  readonly questionsPerMinute: {
    /** Default 60. */
    readonly person: number;
    /** Default 300. */
    readonly channel: number;
    /** Default 60; a question that shares the look of another one does not count. */
    readonly workstation: number;
  };
  /** Default 32; of all questions and acts at once. The others wait. */
  readonly connections: number;
}

/** An SQLite file, or a PostgreSQL database. */
export type StoreConfig =
  | {
      /** Default `whyreboot.db` beside the configuration file. */
      readonly file: string;
    }
  | PostgresConfig;

export interface PostgresConfig {
  /** `store.url` as it is written; it holds no password. */
  readonly url: string;
  /** A DNS name, an IP address, or the folder of a socket. */
  readonly host: string;
  /** Default 5432. */
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** From the variable that `store.passwordEnv` names, or from `store.passwordFile`. */
  readonly password?: string;
  /** The server must show a certificate for its name; absent only on this same machine. */
  readonly tls?: {
    /** The text of `store.caFile`; without it the authorities that Node knows. */
    readonly ca?: string;
  };
}
