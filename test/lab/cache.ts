import { randomBytes } from "node:crypto";
import { accessSync, constants, mkdirSync } from "node:fs";
import { readdir, rename, rm, stat } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/** The folder that outlives a lab: the Wine prefix takes ten seconds and more to make. */
function cacheFolder(): string {
  const own = join(import.meta.dirname, "../../node_modules/.cache/whyreboot-lab");
  const other = join(tmpdir(), `whyreboot-lab-${userInfo().uid}`);
  for (const folder of [own, other]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      accessSync(folder, constants.W_OK);
      return folder;
    } catch {
      // Not ours to write (a checkout of another user): the next place.
    }
  }
  throw new Error(`the lab needs a folder that it can write: ${own} or ${other}`);
}

/** A name for something of this process in the cache; `sweep` takes it away when the process died. */
export function ownFolder(kind: "building" | "lab"): string {
  return join(cacheFolder(), `${kind}-${process.pid}-${randomBytes(4).toString("hex")}`);
}

/**
 * The thing of this name in the cache, made first if it is not there. It appears whole or not at
 * all, so that two test files may start at the same time.
 */
export async function cached(name: string, make: (path: string) => Promise<void>): Promise<string> {
  const home = join(cacheFolder(), name);
  if (await exists(home)) {
    return home;
  }
  const building = ownFolder("building");
  await make(building);
  try {
    await rename(building, home);
  } catch (cause) {
    // The other one was faster; what it made is the same.
    await rm(building, { recursive: true, force: true });
    if (!(await exists(home))) {
      throw new Error(`could not keep ${home}`, { cause });
    }
  }
  return home;
}

/** Removes what killed processes left in the cache. */
export async function sweep(): Promise<void> {
  for (const name of await readdir(cacheFolder())) {
    const pid = /^(?:building|lab)-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !(await exists(`/proc/${pid}`))) {
      await rm(join(cacheFolder(), name), { recursive: true, force: true });
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
