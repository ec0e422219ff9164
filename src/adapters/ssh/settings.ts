import type { Logger } from "pino";
import type { Asks } from "#checks/machine.ts";
import type { Clock } from "./clock.ts";

/** Where a workstation of the inventory answers, and as whom the bot logs in there. */
export interface Host {
  /** DNS name or IP address, as known_hosts names it. */
  readonly address: string;
  readonly port: number;
  readonly user: string;
}

/** At least one of them; they are tried in this order within one connection. */
export interface Credentials {
  /** The text of an OpenSSH or PEM private key. */
  readonly privateKey?: string;
  /** Of the private key. */
  readonly passphrase?: string;
  readonly password?: string;
  /** Path of an agent's socket. */
  readonly agent?: string;
}

export interface KnownHostsFile {
  readonly file: string;
  /** Takes the key of a host that the file does not name, and writes it there. */
  readonly trustOnFirstUse: boolean;
}

/** Milliseconds. */
export interface Deadlines {
  /** From the first packet to the end of the login. */
  readonly connect: number;
  /** For each answer after that. */
  readonly call: number;
}

export interface SshSettings {
  /** By the name that the inventory gives a workstation; nothing outside it is connected to. */
  readonly hosts: { get(name: string): Host | undefined };
  readonly credentials: Credentials;
  /** Every workstation is reached through it; it is logged in to with the same credentials. */
  readonly jump?: Host;
  readonly knownHosts: KnownHostsFile;
  /** Everything that may be asked of a process on a workstation. */
  readonly asks: Asks;
  readonly deadlines?: Deadlines;
  /** Milliseconds for which a login that nobody uses is kept; without it none is. */
  readonly keep?: number;
  /** By which it is kept. */
  readonly clock?: Clock;
  readonly log: Logger;
}

/**
 * Windows' sshd may look a domain up while it logs a user in, and has been seen to take 15 to
 * 120 seconds (Win32-OpenSSH#2425), so the connection gets longer than ssh2's default of 20.
 */
export const defaultDeadlines: Deadlines = { connect: 30_000, call: 15_000 };
