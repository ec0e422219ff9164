import { createHash } from "node:crypto";
import { lstat, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { userInfo } from "node:os";
import { basename, dirname, join } from "node:path";
import { cached } from "./cache.ts";
import type { Parts, SshdParts } from "./parts.ts";
import { run } from "./run.ts";

/** Folders of 670 MB that no test writes into: every lab has them as hard links. */
const linked = ["windows/system32", "windows/winsxs"];

/** What every process of Wine in the lab gets, and nothing of the caller's environment besides. */
export function wineEnvironment(prefix: string, home: string): Record<string, string> {
  return {
    PATH: "/usr/bin:/bin",
    HOME: home,
    LANG: "C.UTF-8",
    WINEPREFIX: prefix,
    WINEDEBUG: "-all",
    // Without these it asks, in a window, to download Mono and Gecko, and writes desktop menus.
    WINEDLLOVERRIDES: "mscoree=;mshtml=;winemenubuilder.exe=d",
  };
}

/** A Wine prefix of its own in `folder`, copied from one that is made once per version of Wine. */
export async function makePrefix(folder: string, parts: Parts): Promise<void> {
  const version = await run(parts.wine, ["--version"], { PATH: "/usr/bin:/bin" });
  const key = createHash("sha256").update(`${version}${userInfo().username}`).digest("hex");
  const template = await cached(`prefix-${key.slice(0, 16)}`, async (path) => {
    await buildTemplate(path, parts);
  });
  await run("cp", ["-a", "--reflink=auto", join(template, "prefix"), join(folder, "prefix")]);
  for (const name of linked) {
    const from = join(template, "linked", name);
    const to = join(folder, "prefix/drive_c", name);
    await run("cp", ["-al", from, to]);
  }
}

async function buildTemplate(path: string, parts: Parts): Promise<void> {
  const prefix = join(path, "prefix");
  await mkdir(join(path, "home"), { recursive: true });
  const environment = wineEnvironment(prefix, join(path, "home"));
  await run(parts.wine, ["wineboot", "-i"], environment);
  // Until its server is gone, the registry is in memory only.
  await run(parts.wineserver, ["-w"], environment);
  // Wine shows the whole host as Z: and the home folder as the profile's documents.
  await rm(join(prefix, "dosdevices/z:"), { force: true });
  await replaceLinks(join(prefix, "drive_c/users"));
  for (const name of linked) {
    await mkdir(dirname(join(path, "linked", name)), { recursive: true });
    await rename(join(prefix, "drive_c", name), join(path, "linked", name));
  }
}

async function replaceLinks(folder: string): Promise<void> {
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    if ((await lstat(path)).isSymbolicLink()) {
      await rm(path);
      await mkdir(path);
    }
  }
}

/** The library that shows a prefix's C: to sftp-server. */
export async function makePreload(parts: SshdParts): Promise<string> {
  const source = join(import.meta.dirname, "windows-paths.c");
  return await compiled(parts, source, ["-shared", "-fPIC"]);
}

/** The program that feeds Wine's cmd line by line. */
export async function makeLinePipe(parts: Parts): Promise<string> {
  return await compiled(parts, join(import.meta.dirname, "line-pipe.c"));
}

/** Compiled once per version of the source. */
export async function compiled(
  parts: SshdParts,
  source: string,
  options: readonly string[] = [],
): Promise<string> {
  const key = createHash("sha256")
    .update(await readFile(source))
    .digest("hex")
    .slice(0, 16);
  return await cached(`${basename(source)}-${key}`, async (path) => {
    await run(parts.compiler, [...options, "-O2", "-o", path, source]);
  });
}
