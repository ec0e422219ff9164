import type { Attributes } from "ssh2";
import { expect, it } from "vitest";
import { guest } from "./guest.ts";
import { visit } from "./visit.ts";

function formatOf(seen: Attributes | number): number | undefined {
  return typeof seen === "number" ? undefined : seen.mode & 0o170000;
}

it("shows a symbolic link as a link, and reads what it leads to", async () => {
  await using machine = await guest();
  machine.windows.plant("C:\\Users\\Public\\real.bat", "REM real");
  machine.windows.plantLink("C:\\Windows\\_Mssetup.bat", "C:\\Users\\Public\\real.bat");
  await using visitor = await visit(machine.door);
  const files = await visitor.sftp();

  const seen = await files.lstat("C:/Windows/_Mssetup.bat");

  expect(formatOf(seen)).toBe(0o120000);
  expect(await files.stat("C:/Windows/_Mssetup.bat")).toMatchObject({ size: 8 });
  expect(await files.read("C:/Windows/_Mssetup.bat")).toBe("REM real");
});

it("shows a junction as a plain folder, and goes through it", async () => {
  await using machine = await guest();
  machine.windows.plant("C:\\Users\\Public\\trap\\inside.txt", "x");
  machine.windows.plantJunction("C:\\Windows\\whyreboot", "C:\\Users\\Public\\trap");
  await using visitor = await visit(machine.door);
  const files = await visitor.sftp();

  const seen = await files.lstat("C:/Windows/whyreboot");

  expect(formatOf(seen)).toBe(0o040000);
  expect(await files.read("C:/Windows/whyreboot/inside.txt")).toBe("x");
  expect(await files.rmdir("C:/Windows/whyreboot")).toBe(0);
  expect(machine.windows.content("C:\\Users\\Public\\trap\\inside.txt")?.toString()).toBe("x");
});

it("moves the link and not what it leads to", async () => {
  await using machine = await guest();
  machine.windows.plant("C:\\Users\\Public\\real.bat", "REM real");
  machine.windows.plantLink("C:\\Windows\\a.bat", "C:\\Users\\Public\\real.bat");
  await using visitor = await visit(machine.door);
  const files = await visitor.sftp();

  expect(await files.posixRename("C:/Windows/a.bat", "C:/Windows/b.bat")).toBe(0);
  expect(await files.rename("C:/Windows/b.bat", "C:/Windows/c.bat")).toBe(0);
  expect(await files.read("C:/Windows/c.bat")).toBe("REM real");
  expect(await files.lstat("C:/Windows/a.bat")).toBe(2);
  expect(machine.windows.content("C:\\Users\\Public\\real.bat")?.toString()).toBe("REM real");
});

it("answers for a link that leads round in circles, or nowhere", async () => {
  await using machine = await guest();
  machine.windows.plantLink("C:\\Windows\\one", "C:\\Windows\\two");
  machine.windows.plantLink("C:\\Windows\\two", "C:\\Windows\\one");
  machine.windows.plantLink("C:\\Windows\\lost", "C:\\nothing");
  await using visitor = await visit(machine.door);
  const files = await visitor.sftp();

  expect(await files.stat("C:/Windows/one")).toBe(2);
  expect(await files.read("C:/Windows/one/inside.txt")).toBe(2);
  expect(await files.read("C:/Windows/lost")).toBe(2);
});
