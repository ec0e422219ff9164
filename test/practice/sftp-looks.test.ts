import { once } from "node:events";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { ordinaryWindows } from "#practice/ordinary-windows.ts";
import { guest } from "./guest.ts";
import { visit } from "./visit.ts";

const modified = new Date("1997-02-11T14:22:06Z");

describe("looking over SFTP", () => {
  it.each([
    "/C:/Windows/_Mssetup.bat",
    "C:/Windows/_Mssetup.bat",
    "C:\\Windows\\_Mssetup.bat",
    "/Windows/_Mssetup.bat",
    "c:/WINDOWS/_MSSETUP.BAT",
    "/C:/Windows/System32/../_Mssetup.bat",
    "/C:/Windows/_Mssetup.bat. .",
  ])("finds the same file as %s", async (path) => {
    await using machine = await guest();
    machine.windows.plant("C:\\Windows\\_Mssetup.bat", "REM", { modified });
    await using visitor = await visit(machine.door);
    const files = await visitor.sftp();

    expect(await files.lstat(path)).toMatchObject({
      mode: 0o100700,
      size: 3,
      mtime: modified.getTime() / 1000,
      uid: 0,
      gid: 0,
    });
    expect(await files.stat(path)).toMatchObject({ size: 3 });
  });

  it("takes a relative path from the profile", async () => {
    await using machine = await guest();
    machine.windows.plant("C:\\Users\\helpdesk\\note.txt", "hello");
    await using visitor = await visit(machine.door);
    const files = await visitor.sftp();

    expect(await files.read("note.txt")).toBe("hello");
    expect(await files.read("C:note.txt")).toBe("hello");
  });

  it.each([
    [".", "/C:/Users/helpdesk"],
    ["C:\\wInDoWs\\nothing\\..\\x.BAT", "/C:/wInDoWs/x.BAT"],
    ["/c:/Windows", "/c:/Windows"],
    ["C:", "/C:/"],
    ["/", "/"],
  ])("answers REALPATH of %s with %s, whether it is there or not", async (path, real) => {
    await using machine = await guest();
    await using visitor = await visit(machine.door);

    expect(await (await visitor.sftp()).realpath(path)).toBe(real);
  });

  it.each([
    ["C:/Windows/nothing.bat", 2],
    ["C:/nothing/nothing.bat", 2],
    ["C:/Windows/explorer.exe/nothing", 2],
    ["Q:/nothing.bat", 2],
    ["C:/Windows/_Ms*.bat", 2],
    ["//server/share/file.txt", 4],
    ["C:/Windows/locked/file.txt", 3],
    ["C:/Windows/locked/nothing.txt", 3],
    ["C:/Windows/locked", 3],
  ])("answers a look at %s with status %i", async (path, code) => {
    await using machine = await guest();
    machine.windows.plant("C:\\Windows\\locked\\file.txt", "x");
    machine.windows.deny("C:\\Windows\\locked");
    await using visitor = await visit(machine.door);
    const files = await visitor.sftp();

    expect(await files.lstat(path)).toBe(code);
    expect(await files.stat(path)).toBe(code);
    expect(await files.read(path)).toBe(code);
  });

  it("shows a directory, a read-only file and a file that cannot run by their mode bits", async () => {
    await using machine = await guest();
    machine.windows.plant("C:\\kept.EXE", "MZ", { readOnly: true });
    machine.windows.plant("C:\\plain.dll", "MZ");
    await using visitor = await visit(machine.door);
    const files = await visitor.sftp();

    expect(await files.lstat("C:/Windows")).toMatchObject({ mode: 0o40700 });
    expect(await files.lstat("C:/kept.exe")).toMatchObject({ mode: 0o100500 });
    expect(await files.lstat("C:/plain.dll")).toMatchObject({ mode: 0o100600 });
  });

  it("answers READLINK of what is no link with a bad message", async () => {
    await using machine = await guest();
    await using visitor = await visit(machine.door);
    const files = await visitor.sftp();

    expect(await files.readlink("C:/Windows")).toBe(5);
    expect(await files.readlink("C:/nothing")).toBe(2);
  });

  it("lists the drives, and a folder by the names that it was given", async () => {
    await using machine = await guest(ordinaryWindows({ drives: ["C", "D"] }));
    for (let at = 0; at < 250; at += 1) machine.windows.plant(`D:\\many\\File ${at}.txt`, "");
    await using visitor = await visit(machine.door);
    const files = await visitor.sftp();

    expect(await files.list("/")).toEqual(["C:", "D:"]);
    expect(await files.list("d:/MANY")).toHaveLength(250);
    expect(await files.list("d:/MANY")).toContain("File 249.txt");
    expect(await files.list("D:/nothing")).toBe(2);
  });

  it("closes the channel when the visitor has nothing more to ask", async () => {
    await using machine = await guest();
    await using visitor = await visit(machine.door);
    const openSubsystem = promisify(visitor.client.subsys.bind(visitor.client));
    const channel = await openSubsystem("sftp");
    const closed = once(channel.resume(), "close");
    channel.end();

    await expect(closed).resolves.toBeDefined();
  });

  it("lets a closed folder show itself, and not what is in it", async () => {
    await using machine = await guest();
    machine.windows.deny("C:\\Windows", "below");
    await using visitor = await visit(machine.door);
    const files = await visitor.sftp();

    expect(await files.lstat("C:/Windows")).toMatchObject({ mode: 0o40700 });
    expect(await files.list("C:/Windows")).toBe(3);
    expect(await files.lstat("C:/WINDOWS/explorer.exe")).toBe(3);
  });

  it("reads a file of several packets byte for byte", async () => {
    await using machine = await guest();
    const content = Buffer.from(Array.from({ length: 700_001 }, (_, at) => (at * 31) % 251));
    machine.windows.plant("C:\\big.bin", content);
    await using visitor = await visit(machine.door);

    const read = await (await visitor.sftp()).read("C:/BIG.bin");

    expect(Buffer.from(String(read), "latin1").equals(content)).toBe(true);
  });

  it("announces posix-rename and nothing else, on every channel of a connection", async () => {
    await using machine = await guest();
    await using visitor = await visit(machine.door);
    const [first, second] = await Promise.all([visitor.sftp(), visitor.sftp()]);

    expect(() => first.raw.ext_openssh_statvfs("C:/", () => {})).toThrow("does not support");
    expect(await first.posixRename("C:/nothing", "C:/x")).toBe(2);
    expect(await second.posixRename("C:/nothing", "C:/x")).toBe(2);
  });
});
