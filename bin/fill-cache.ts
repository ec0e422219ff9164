// Loads all of whyreboot once, so that bin/whyreboot, which runs it, finds everything compiled.
import { globSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join } from "node:path";

enableCompileCache(join(import.meta.dirname, "../node_modules/.cache/whyreboot"));
const folder = join(import.meta.dirname, "../src");
// Nothing here does anything by itself, but for main.ts, which only helps.
for (const name of globSync("**/*.ts", { cwd: folder })) {
  await import(join(folder, name));
}
