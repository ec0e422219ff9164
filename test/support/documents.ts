import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

export interface Document {
  /** Below the checkout: `docs/signals/restart-files.md`. */
  readonly path: string;
  readonly text: string;
}

/** Every document for people: those of the first level, and all below docs. */
export async function documents(): Promise<readonly Document[]> {
  const first = await readdir(root);
  const below = (await readdir(join(root, "docs"), { recursive: true })).map(
    (one) => `docs/${one}`,
  );
  const paths = [...first, ...below].filter((path) => path.endsWith(".md"));
  return await Promise.all(paths.map(readDocument));
}

export async function readDocument(path: string): Promise<Document> {
  return { path, text: await readFile(join(root, path), "utf8") };
}

/** The insides of the fenced blocks in one language. */
export function fenced({ text }: Document, language: string): readonly string[] {
  const blocks = text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gmu);
  return Array.from(blocks, ([, of, inside]) => (of === language ? (inside ?? "") : "")).filter(
    (inside) => inside !== "",
  );
}

/** What stands between single backticks, fenced blocks left out. */
export function quoted({ text }: Document): readonly string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gmu, "");
  return Array.from(prose.matchAll(/`([^`\n]+)`/gu), ([, inside]) => inside ?? "");
}
