import { describe, expect, it } from "vitest";
import { freshKeys } from "#practice/fresh-keys.ts";
import { ordinaryWindows } from "#practice/ordinary-windows.ts";
import { guest, strikeAt } from "./guest.ts";
import { refusal, visit } from "./visit.ts";

describe("a practice workstation", () => {
  it("names itself as Windows' OpenSSH does", async () => {
    await using machine = await guest();
    await using visitor = await visit(machine.door);

    expect(visitor.greeting).toBe("SSH-2.0-OpenSSH_for_Windows_9.5");
  });

  it("lets in its one key, under its one user in whatever case, and nobody else", async () => {
    await using machine = await guest();
    const stranger = freshKeys().private;

    expect(await refusal({ ...machine.door, username: "HelpDesk" })).toBe("let in");
    expect(await refusal({ ...machine.door, username: "root" })).toMatch(/authentication/u);
    expect(await refusal({ ...machine.door, privateKey: stranger })).toMatch(/authentication/u);
  });

  it("answers the end of a connection with a reset", async () => {
    await using machine = await guest();
    const visitor = await visit(machine.door);
    visitor.client.end();

    expect(await visitor.closed).toMatchObject([{ code: "ECONNRESET" }]);
  });

  it("runs a script on the standard input of cmd /q /d", async () => {
    await using machine = await guest();
    await using visitor = await visit(machine.door);
    const ran = await visitor.exec(
      "cmd.exe /q /d",
      "@echo off\r\necho one\r\nexit 7\r\necho two\r\n",
    );

    expect(ran).toMatchObject({ code: 7 });
    expect(ran.out.toString()).toMatch(/>@echo off\r\none\r\n$/u);
  });

  it("ends a script without exit when its standard input ends", async () => {
    await using machine = await guest();
    await using visitor = await visit(machine.door);
    const ran = await visitor.exec("cmd /q /d", "@echo off\r\nnothing\r\n");

    expect(ran).toMatchObject({ code: 9009 });
    expect(ran.err.toString()).toContain("'nothing' is not recognized");
  });

  it.each(["cmd /c dir", "powershell", "cmd /q /d & del x", "dir", "cmd /q /d /c ver"])(
    "answers %s as an unknown command",
    async (command) => {
      await using machine = await guest();
      await using visitor = await visit(machine.door);
      const ran = await visitor.exec(command);

      expect(ran).toMatchObject({ code: 1 });
      expect(ran.out).toHaveLength(0);
      expect(ran.err.toString()).toContain("is not recognized as an internal or external command");
    },
  );

  it("has ten sessions for one connection, and no eleventh", async () => {
    await using machine = await guest();
    await using visitor = await visit(machine.door);
    await Promise.all(Array.from({ length: 10 }, async () => await visitor.sftp()));

    await expect(visitor.sftp()).rejects.toThrow("Channel open failure");
  });
});

describe("faults of a practice workstation", () => {
  it("drops the connection at the request that a test picks", async () => {
    const { onRequest, struck } = strikeAt("posix-rename", "C:\\Windows\\explorer.exe", "reset");
    await using machine = await guest(ordinaryWindows(), onRequest);
    const visitor = await visit(machine.door);
    const files = await visitor.sftp();

    expect(await files.lstat("C:/Windows/explorer.exe")).toMatchObject({ uid: 0 });
    files.raw.ext_openssh_rename("C:/Windows/explorer.exe", "C:/x", () => {});
    await visitor.closed;
    expect(struck).toEqual([
      { connection: 1, kind: "posix-rename", path: "C:\\Windows\\explorer.exe" },
    ]);
    expect(machine.windows.content("C:\\Windows\\explorer.exe")).toBeDefined();
  });

  it("answers with the status that a test picks, and changes nothing", async () => {
    await using machine = await guest(ordinaryWindows(), strikeAt("remove", "", 4).onRequest);
    await using visitor = await visit(machine.door);

    expect(await (await visitor.sftp()).remove("C:/Windows/explorer.exe")).toBe(4);
    expect(machine.windows.content("C:\\Windows\\explorer.exe")).toBeDefined();
  });

  it("stays silent in the middle of a script, and still answers elsewhere", async () => {
    const { onRequest, struck } = strikeAt("command", "reg", "silence");
    await using machine = await guest(ordinaryWindows(), onRequest);
    const visitor = await visit(machine.door);
    const ran = visitor.exec("cmd /q /d", "@echo off\r\necho one\r\nreg query x\r\nexit 0\r\n");

    await expect.poll(() => struck).toMatchObject([{ path: "reg query x" }]);
    expect(await (await visitor.sftp()).lstat("C:/Windows")).toMatchObject({ uid: 0 });
    visitor.client.end();
    expect(await ran).toMatchObject({ code: null });
  });

  it("ends an exec with the exit code that a test picks", async () => {
    const { onRequest } = strikeAt("exec", "cmd", 3_221_225_477);
    await using machine = await guest(ordinaryWindows(), onRequest);
    await using visitor = await visit(machine.door);

    expect(await visitor.exec("cmd /q /d")).toMatchObject({ code: 3_221_225_477 });
  });
});
