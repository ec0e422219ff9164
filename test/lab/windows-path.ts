import { readdirSync } from "node:fs";
import { join } from "node:path";

/** `C:\Windows\x` as the lab's SFTP names it: `/C:/Windows/x`. */
export function drivesPath(path: string): string {
  return `/${path.replaceAll("\\", "/")}`;
}

/**
 * Where `C:\Windows\x` lies on the host: each name as it is there, whatever its case, and as it was
 * given where nothing has it.
 */
export function hostPath(driveC: string, path: string): string {
  const [drive, ...names] = path.split("\\");
  if (drive?.toUpperCase() !== "C:") {
    throw new Error(`the lab has no drive for ${path}`);
  }
  return names.reduce((folder, name) => join(folder, spelled(folder, name)), driveC);
}

function spelled(folder: string, name: string): string {
  const wanted = name.toLowerCase();
  return entries(folder).find((entry) => entry.toLowerCase() === wanted) ?? name;
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Not there yet, or a file: nothing lies below it.
    return [];
  }
}
