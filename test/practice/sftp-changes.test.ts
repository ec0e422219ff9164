import { describe, expect, it } from "vitest";
import { ordinaryWindows } from "#practice/ordinary-windows.ts";
import type { PracticeWindows } from "#practice/windows.ts";
import { guest } from "./guest.ts";
import { visit } from "./visit.ts";

describe("SSH_FXP_RENAME", () => {
  it("moves a file, with its time", async () => {
    await using machine = await guest();
    const modified = new Date("1997-02-11T14:22:06Z");
    machine.windows.plant("C:\\a\\old.bat", "REM", { modified });
    await using visitor = await visit(machine.door);
    const files = await visitor.sftp();

    expect(await files.rename("C:/A/OLD.bat", "C:/a/New.bat")).toBe(0);
    expect(await files.lstat("C:/a/old.bat")).toBe(2);
    expect(await files.list("C:/a")).toEqual(["New.bat"]);
    expect(await files.lstat("C:/a/new.bat")).toMatchObject({ mtime: modified.getTime() / 1000 });
  });

  it("never overwrites", async () => {
    await using machine = await guest();
    machine.windows.plant("C:\\a\\one", "1");
    machine.windows.plant("C:\\a\\two", "2");
    await using visitor = await visit(machine.door);
    const files = await visitor.sftp();

    expect(await files.rename("C:/a/one", "C:/a/TWO")).toBe(4);
    expect(text(machine.windows, "C:\\a\\one")).toBe("1");
    expect(text(machine.windows, "C:\\a\\two")).toBe("2");
  });

  it("fails on a read-only file and leaves it with both names", async () => {
    await using machine = await guest();
    machine.windows.plant("C:\\a\\one", "1", { readOnly: true });
    await using visitor = await visit(machine.door);
    const files = await visitor.sftp();

    expect(await files.rename("C:/a/one", "C:/a/two")).toBe(3);
    expect(await files.list("C:/a")).toEqual(["one", "two"]);
    expect(await files.chmod("C:/a/two", 0o600)).toBe(0);
    expect(await files.lstat("C:/a/one")).toMatchObject({ mode: 0o100600 });
  });

  it("moves a folder, but not onto anything", async () => {
    await using machine = await guest();
    machine.windows.plant("C:\\a\\in\\file", "1");
    machine.windows.plantDirectory("C:\\a\\there");
    await using visitor = await visit(machine.door);
    const files = await visitor.sftp();

    expect(await files.rename("C:/a/in", "C:/a/there")).toBe(4);
    expect(await files.rename("C:/a/in", "C:/a/out")).toBe(0);
    expect(await files.read("C:/a/out/file")).toBe("1");
  });

  it.each([
    ["C:/nothing", "C:/x", 2],
    ["C:/a/one", "C:/nothing/x", 2],
    ["C:/a/one", "D:/x", 4],
    ["C:/a/one", "C:/locked/x", 3],
    ["C:/locked/file", "C:/a/x", 3],
  ])("answers %s to %s with status %i", async (from, to, code) => {
    await using machine = await guest(locked());
    await using visitor = await visit(machine.door);

    expect(await (await visitor.sftp()).rename(from, to)).toBe(code);
    expect(text(machine.windows, "C:\\a\\one")).toBe("1");
    expect(text(machine.windows, "C:\\locked\\file")).toBe("locked");
  });
});

describe("posix-rename@openssh.com", () => {
  it("moves a read-only file, which stays read-only", async () => {
    await using machine = await guest();
    machine.windows.plant("C:\\a\\one", "1", { readOnly: true });
    await using visitor = await visit(machine.door);
    const files = await visitor.sftp();

    expect(await files.posixRename("/C:/a/one", "/C:/a/two")).toBe(0);
    expect(await files.list("C:/a")).toEqual(["two"]);
    expect(await files.lstat("C:/a/two")).toMatchObject({ mode: 0o100400 });
  });

  it("overwrites what has the name, without a word", async () => {
    await using machine = await guest();
    machine.windows.plant("C:\\a\\one", "1");
    machine.windows.plant("C:\\a\\two", "2");
    await using visitor = await visit(machine.door);
    const files = await visitor.sftp();

    expect(await files.posixRename("C:/a/one", "C:/a/two")).toBe(0);
    expect(await files.list("C:/a")).toEqual(["two"]);
    expect(text(machine.windows, "C:\\a\\two")).toBe("1");
  });

  it("moves across drives, and changes the case of a name", async () => {
    await using machine = await guest(ordinaryWindows({ drives: ["C", "D"] }));
    machine.windows.plant("C:\\a\\one", "1");
    await using visitor = await visit(machine.door);
    const files = await visitor.sftp();

    expect(await files.posixRename("C:/a/one", "D:/one")).toBe(0);
    expect(await files.posixRename("D:/one", "D:/ONE")).toBe(0);
    expect(await files.list("D:/")).toEqual(["ONE"]);
  });

  it.each([
    ["C:/nothing", "C:/x", 2],
    ["C:/a/one", "C:/nothing/x", 2],
    ["C:/a/one", "C:/Windows", 3],
    ["C:/a/one", "C:/a/kept", 3],
    ["C:/a/one", "C:/locked/x", 3],
    ["C:/locked/file", "C:/a/x", 3],
    ["C:/a", "D:/a", 4],
  ])("answers %s to %s with status %i", async (from, to, code) => {
    await using machine = await guest(locked());
    await using visitor = await visit(machine.door);

    expect(await (await visitor.sftp()).posixRename(from, to)).toBe(code);
    expect(text(machine.windows, "C:\\a\\one")).toBe("1");
    expect(text(machine.windows, "C:\\a\\kept")).toBe("kept");
  });
});

describe("making and removing", () => {
  it.each([
    ["C:/a/new", 0],
    ["C:/A", 4],
    ["C:/a/one", 4],
    ["C:/nothing/new", 2],
    ["C:/locked/new", 3],
    ["C:/a/n*w", 5],
  ])("answers MKDIR of %s with status %i", async (path, code) => {
    await using machine = await guest(locked());
    await using visitor = await visit(machine.door);

    expect(await (await visitor.sftp()).mkdir(path)).toBe(code);
  });

  it.each([
    ["C:/empty", 0],
    ["C:/a", 4],
    ["C:/nothing", 2],
    ["C:/a/one", 5],
    ["C:/locked", 3],
    ["C:/", 3],
  ])("answers RMDIR of %s with status %i", async (path, code) => {
    await using machine = await guest(locked());
    await using visitor = await visit(machine.door);

    expect(await (await visitor.sftp()).rmdir(path)).toBe(code);
    expect(text(machine.windows, "C:\\a\\one")).toBe("1");
  });

  it.each([
    ["C:/a/one", 0],
    ["C:/a/kept", 3],
    ["C:/a", 3],
    ["C:/a/nothing", 2],
    ["C:/locked/file", 3],
  ])("answers REMOVE of %s with status %i", async (path, code) => {
    await using machine = await guest(locked());
    await using visitor = await visit(machine.door);

    expect(await (await visitor.sftp()).remove(path)).toBe(code);
    expect(text(machine.windows, "C:\\a\\kept")).toBe("kept");
  });

  it("removes a read-only file only after its attribute is taken off", async () => {
    await using machine = await guest(locked());
    await using visitor = await visit(machine.door);
    const files = await visitor.sftp();

    expect(await files.chmod("C:/a/kept", 0o777)).toBe(0);
    expect(await files.lstat("C:/a/kept")).toMatchObject({ mode: 0o100600 });
    expect(await files.remove("C:/a/kept")).toBe(0);
  });
});

describe("writing", () => {
  it("makes, replaces and extends a file", async () => {
    await using machine = await guest();
    await using visitor = await visit(machine.door);
    const files = await visitor.sftp();

    expect(await files.write("C:/new.txt", "long text")).toBe(0);
    expect(await files.write("C:/NEW.txt", "short")).toBe(0);
    expect(await files.write("C:/new.txt", " and more", "a")).toBe(0);
    expect(text(machine.windows, "C:\\new.txt")).toBe("short and more");
  });

  it.each([
    ["C:/a/one", 4],
    ["C:/a/kept", 4],
    ["C:/nothing/new", 2],
    ["C:/locked/new", 3],
  ])("refuses to make %s anew with status %i", async (path, code) => {
    await using machine = await guest(locked());
    await using visitor = await visit(machine.door);

    expect(await (await visitor.sftp()).write(path, "x", "wx")).toBe(code);
    expect(text(machine.windows, "C:\\a\\one")).toBe("1");
  });

  it("refuses to write to a read-only file and to a folder", async () => {
    await using machine = await guest(locked());
    await using visitor = await visit(machine.door);
    const files = await visitor.sftp();

    expect(await files.write("C:/a/kept", "x")).toBe(3);
    expect(await files.write("C:/a", "x")).toBe(3);
    expect(text(machine.windows, "C:\\a\\kept")).toBe("kept");
  });
});

function locked(): PracticeWindows {
  const windows = ordinaryWindows({ drives: ["C", "D"] });
  windows.plant("C:\\a\\one", "1");
  windows.plant("C:\\a\\kept", "kept", { readOnly: true });
  windows.plant("C:\\locked\\file", "locked");
  windows.plantDirectory("C:\\empty");
  windows.deny("C:\\locked");
  return windows;
}

function text(windows: PracticeWindows, path: string): string | undefined {
  return windows.content(path)?.toString("latin1");
}
