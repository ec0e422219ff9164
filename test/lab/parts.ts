import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Programs of this machine that the lab is built from. */
export interface Parts {
  readonly sshd: string;
  readonly sshKeygen: string;
  readonly sftpServer: string;
  readonly wine: string;
  readonly wineserver: string;
  readonly compiler: string;
}

/** sshd wants to be called by its whole path, and lies where an ordinary PATH does not look. */
const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];

/** Debian's `wine` is a script that looks for two loaders at each call; the loader starts faster. */
const places: Readonly<Record<keyof Parts, readonly string[]>> = {
  sshd: onPath("sshd"),
  sshKeygen: onPath("ssh-keygen"),
  sftpServer: [
    "/usr/lib/openssh/sftp-server",
    "/usr/libexec/openssh/sftp-server",
    "/usr/lib/ssh/sftp-server",
    "/usr/libexec/sftp-server",
  ],
  wine: ["/usr/lib/wine/wine64", ...onPath("wine64"), ...onPath("wine")],
  wineserver: ["/usr/lib/wine/wineserver64", ...onPath("wineserver"), "/usr/lib/wine/wineserver"],
  compiler: [...onPath("cc"), ...onPath("gcc")],
};

/** What this machine lacks to run the lab, by name; empty when it can run. */
export function missingForLab(): readonly string[] {
  return [...missingForSshd(), ...(find("wine") && find("wineserver") ? [] : ["wine"])];
}

/** The same for the parts of it that need no Wine. */
export function missingForSshd(): readonly string[] {
  const lacking = {
    sshd: !(find("sshd") && find("sshKeygen") && find("sftpServer")),
    // A compiler without the C library's headers is there on many machines and builds nothing.
    "a C compiler": !(find("compiler") && existsSync("/usr/include/stdlib.h")),
  };
  return Object.entries(lacking).flatMap(([name, lacks]) => (lacks ? [name] : []));
}

/** OpenSSH's own server, without Wine; undefined where it is not installed. */
export function findSshd(): Pick<Parts, "sshd"> | undefined {
  const sshd = find("sshd");
  return sshd === undefined ? undefined : { sshd };
}

/** The programs; throws when one is missing. */
export function labParts(): Parts {
  return { ...sshdParts(), wine: need("wine"), wineserver: need("wineserver") };
}

/** Those that need no Wine; throws when one is missing. */
export type SshdParts = Omit<Parts, "wine" | "wineserver">;

export function sshdParts(): SshdParts {
  return {
    sshd: need("sshd"),
    sshKeygen: need("sshKeygen"),
    sftpServer: need("sftpServer"),
    compiler: need("compiler"),
  };
}

function need(part: keyof Parts): string {
  const path = find(part);
  if (path === undefined) {
    throw new Error(`the lab cannot run here; missing: ${missingForLab().join(", ")}`);
  }
  return path;
}

function find(part: keyof Parts): string | undefined {
  return places[part].find(isProgram);
}

function onPath(name: string): readonly string[] {
  return folders.map((folder) => join(folder, name));
}

/** Whether there is a program at that path. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there or not executable: either way nothing that can be run.
    return false;
  }
}
