import ssh2 from "ssh2";
import { expect, test } from "vitest";
import { freshKeys } from "#practice/fresh-keys.ts";

test("a thousand fresh keys can all be read back, though the library spoils one in 256", () => {
  const halves = Array.from({ length: 1000 }, () => freshKeys()).flatMap((keys) => [
    ssh2.utils.parseKey(keys.private),
    ssh2.utils.parseKey(keys.public),
  ]);

  expect(halves.filter((half) => half instanceof Error)).toEqual([]);
});

test("a locked key is read with its passphrase only", () => {
  const { private: locked } = freshKeys("open sesame");

  expect(ssh2.utils.parseKey(locked)).toBeInstanceOf(Error);
  expect(ssh2.utils.parseKey(locked, "open sesame")).not.toBeInstanceOf(Error);
});
