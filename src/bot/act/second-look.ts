import type { Machine } from "#checks/machine.ts";
import { sha256 } from "#checks/restart-files/look-at-files.ts";
import type { FileAfter } from "../words/outcome.ts";
import type { ActFile } from "./acting.ts";

/** Where every file of the act is now; this alone decides the outcome. */
export async function lookAgain(machine: Machine, files: readonly ActFile[]): Promise<FileAfter[]> {
  return (await lookAtBoth(machine, files)).map(fileAfter);
}

/** A file of the act, and what has its name in both places. */
export interface SeenTwice {
  readonly file: ActFile;
  readonly home: SeenAt;
  readonly kept: SeenAt;
}

export async function lookAtBoth(
  machine: Machine,
  files: readonly ActFile[],
): Promise<SeenTwice[]> {
  return await Promise.all(
    files.map(async (file) => ({
      file,
      home: await seeAt(machine, file.home, file),
      kept: await seeAt(machine, file.kept, file),
    })),
  );
}

export function fileAfter({ file, home, kept }: SeenTwice): FileAfter {
  return { name: file.name, at: whereIsIt(home, kept) };
}

type SeenAt = "same" | "other" | "absent" | "unseen";

/** Whether the very file that was shown lies at `path`: same bytes, not only the same name. */
export async function seeAt(
  machine: Machine,
  path: string,
  file: Pick<ActFile, "bytes" | "sha256">,
): Promise<SeenAt> {
  const read = await machine.read(path, file.bytes);
  if (read.state === "absent") return "absent";
  if (read.state === "unseen") {
    return read.why === "too-large" || read.why === "not-a-file" ? "other" : "unseen";
  }
  return sha256(read.seen.content) === file.sha256 ? "same" : "other";
}

function whereIsIt(home: SeenAt, kept: SeenAt): FileAfter["at"] {
  // The very bytes at home prove that nothing was taken away, whatever the other place hides.
  if (home === "same") return kept === "same" ? "both" : "home";
  if (home === "unseen" || kept === "unseen") return "unseen";
  if (kept === "same") return home === "absent" ? "kept" : "both";
  if (kept !== "absent") return "other";
  return home === "absent" ? "neither" : "replaced";
}
