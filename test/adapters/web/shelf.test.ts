import { expect, test } from "vitest";
import { createShelf } from "#adapters/web/shelf.ts";
import { picture, table } from "../../support/sweep-replies.ts";

const idOf = ({ path }: { readonly path: string }): string => path.replace("/files/", "");
const large = { ...table, bytes: new Uint8Array(20 * 1024 * 1024) };

test("gives every file an address of its own that nobody can guess", () => {
  const shelf = createShelf();

  const paths = [shelf.put(picture), shelf.put(picture)].map(({ path }) => path);

  expect(new Set(paths).size).toBe(2);
  expect(paths.filter((path) => /^\/files\/[\w-]{22}$/u.test(path))).toEqual(paths);
});

test("keeps the newest files only, by their number", () => {
  const shelf = createShelf();

  const ids = Array.from({ length: 41 }, () => idOf(shelf.put(table)));

  expect(ids.map((id) => shelf.find(id) === undefined)).toEqual([
    true,
    ...Array<boolean>(40).fill(false),
  ]);
});

test("keeps the newest files only, by their size", () => {
  const shelf = createShelf();

  const ids = [shelf.put(picture), shelf.put(large), shelf.put(large)].map(idOf);

  expect(ids.map((id) => shelf.find(id) === undefined)).toEqual([true, true, false]);
});
