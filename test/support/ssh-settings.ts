import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pino } from "pino";
import type { SshSettings } from "#adapters/ssh/workstations.ts";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import type { Opened, Workstation } from "#bot/ports.ts";
import type { RawServer } from "./ssh-server.ts";
import { ed25519 } from "./ssh-server.ts";

/** Who connects, how, and what it wrote into its log. */
export interface Client {
  readonly settings: SshSettings;
  readonly logged: readonly string[];
  readonly knownHostsFile: string;
  open(): Promise<Opened>;
  /** For a server that lets the client in; throws when it does not. */
  workstation(): Promise<Workstation>;
  /** Takes the files away. */
  forget(): void;
}

export interface ClientOptions extends Partial<Omit<SshSettings, "hosts" | "knownHosts" | "log">> {
  readonly address?: string;
  /** The text of known_hosts; by default it names the server with the usual key. */
  readonly knownHosts?: string;
  readonly trustOnFirstUse?: boolean;
  /** A folder that does not exist, to hold a known_hosts that therefore cannot be made. */
  readonly inFolder?: string;
}

/** A line for a server on this port, without a comment. */
export function knownHostsLine(port: number, publicKey: string, address = "127.0.0.1"): string {
  return `[${address}]:${port} ${publicKey.split(" ").slice(0, 2).join(" ")}\n`;
}

/** The real adapter, set up for one server under the name PC-1. */
export function clientOf(server: Pick<RawServer, "port">, options: ClientOptions = {}): Client {
  const {
    address = "127.0.0.1",
    knownHosts,
    trustOnFirstUse = false,
    inFolder = "",
    ...rest
  } = options;
  const folder = mkdtempSync(path.join(tmpdir(), "whyreboot-ssh-"));
  const knownHostsFile = path.join(folder, "known_hosts");
  writeFileSync(knownHostsFile, knownHosts ?? knownHostsLine(server.port, ed25519.public, address));
  const file = path.join(folder, inFolder, "known_hosts");
  const logged: string[] = [];
  const settings: SshSettings = {
    hosts: new Map([["PC-1", { address, port: server.port, user: "helpdesk" }]]),
    credentials: { privateKey: ed25519.private },
    knownHosts: { file, trustOnFirstUse },
    asks: { environment: [], registry: [], trees: [], events: [] },
    log: pino({ level: "debug" }, { write: (line: string) => logged.push(line) }),
    ...rest,
  };
  const open = async (): Promise<Opened> => await sshWorkstations(settings).open("PC-1");
  return {
    settings,
    logged,
    knownHostsFile,
    open,
    async workstation() {
      const opened = await open();
      if (!opened.ok) throw new Error(`not opened: ${opened.why}, ${opened.detail}`);
      return opened.workstation;
    },
    forget() {
      rmSync(folder, { recursive: true });
    },
  };
}

/** `why: detail` of a workstation that could not be opened. */
export function refusal(opened: Opened): string {
  return opened.ok ? "opened" : `${opened.why}: ${opened.detail}`;
}
