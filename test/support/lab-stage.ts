import { chmod, lstat, mkdir, readFile, rm, rmdir, utimes, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { pino } from "pino";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import type { Workstation } from "#bot/ports.ts";
import type { Asks } from "#checks/machine.ts";
import type { Lab } from "../lab/start.ts";
import { hostPath } from "../lab/windows-path.ts";
import type { Stage } from "./stage.ts";

/** A running lab as a stage: looked at through the real SSH adapter, furnished from outside. */
export function labStage(lab: Lab, asks: Asks): Stage {
  const at = (path: string): string => hostPath(lab.driveC, path);
  const workstations = sshWorkstations({
    hosts: new Map([["LAB", { address: lab.address, port: lab.port, user: lab.user }]]),
    credentials: { privateKey: lab.privateKey },
    knownHosts: { file: lab.knownHostsFile, trustOnFirstUse: false },
    asks,
    log: pino({ level: "silent" }),
  });
  return {
    async open(): Promise<Workstation> {
      const opened = await workstations.open("LAB");
      if (!opened.ok) {
        throw new Error(`the lab did not open: ${opened.why} (${opened.detail})`);
      }
      return opened.workstation;
    },
    async plant(path, content, extra = {}) {
      const file = at(path);
      // Never written over in place: Windows' own files are shared with other labs by hard links.
      await rm(file, { force: true });
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
      if (extra.modified !== undefined) {
        await utimes(file, extra.modified, extra.modified);
      }
      if (extra.readOnly === true) {
        await chmod(file, 0o444);
      }
    },
    async plantDirectory(path) {
      await mkdir(at(path), { recursive: true });
    },
    async remove(path) {
      const file = at(path);
      const isFolder = (await lstat(file)).isDirectory();
      await (isFolder ? rmdir(file) : rm(file));
    },
    async content(path) {
      try {
        return await readFile(at(path));
      } catch (cause) {
        if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") {
          return undefined;
        }
        throw cause;
      }
    },
    async deny(path) {
      await lab.deny(path);
    },
  };
}
