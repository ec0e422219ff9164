import { writeFile } from "node:fs/promises";
import { type SourceReader, sourceReader } from "#adapters/inventory/read-source.ts";
import type { Listed, Reading, Source } from "#adapters/inventory/source.ts";
import { listRules } from "../../../src/config/rules.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

type FileKind = Extract<Source["from"], { readonly file: string }>["kind"];
type Change = Partial<Omit<Source, "from">>;

/** A file with workstations, and what is read from it. */
export interface ListFile extends AsyncDisposable {
  readonly file: string;
  readonly reader: SourceReader;
  write(content: string | Uint8Array): Promise<void>;
  read(): Promise<Reading>;
}

export async function listFile(
  kind: FileKind,
  content: string | Uint8Array,
  change: Change = {},
): Promise<ListFile> {
  const folder = await temporaryFolder();
  const file = folder.path("list");
  await writeFile(file, content);
  const reader = sourceReader(listRules);
  const source = sourceOf({ kind, file }, change);
  return {
    file,
    reader,
    write: async (now) => {
      await writeFile(file, now);
    },
    read: async () => await reader.read(source),
    [Symbol.asyncDispose]: async () => {
      await folder[Symbol.asyncDispose]();
    },
  };
}

export function sourceOf(from: Source["from"], change: Change = {}): Source {
  return { name: from.kind, from, groups: [], port: 22, user: "helpdesk", ...change };
}

export async function readOnce(
  kind: FileKind,
  content: string | Uint8Array,
  change: Change = {},
): Promise<Reading> {
  await using list = await listFile(kind, content, change);
  return await list.read();
}

/** `PC-42 at pc-42.example.net:22 as helpdesk in lab, floor 3`, one line each; or each fault. */
export function told(reading: Reading): readonly string[] {
  return reading.ok
    ? reading.workstations.map(wordListed)
    : reading.faults.map(({ says }) => `fault: ${says}`);
}

function wordListed({ name, address, port, user, groups }: Listed): string {
  const inside = groups.length === 0 ? "" : ` in ${groups.join(", ")}`;
  return `${name} at ${address}:${port} as ${user}${inside}`;
}
