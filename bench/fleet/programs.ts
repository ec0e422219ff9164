import { delimiter, join } from "node:path";
import { isProgram } from "../../test/lab/parts.ts";

/** Which of these programs are not on the PATH. */
export function missingPrograms(names: readonly string[]): readonly string[] {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return names.filter((name) => !folders.some((folder) => isProgram(join(folder, name))));
}
