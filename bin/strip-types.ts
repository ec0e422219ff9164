// Prints all sources of whyreboot without their types: JSON, by URL. bin/whyreboot runs it.
import { globSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = join(import.meta.dirname, "../src");
const stripped = globSync("**/*.ts", { cwd: folder }).map((name): [string, string] => {
  const file = join(folder, name);
  return [pathToFileURL(file).href, stripTypeScriptTypes(readFileSync(file, "utf8"))];
});
process.stdout.write(JSON.stringify(Object.fromEntries(stripped)));
