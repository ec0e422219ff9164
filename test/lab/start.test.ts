import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { describeWithLab } from "./describe-with-lab.ts";
import { type Lab, startLab } from "./start.ts";
import { hostPath } from "./windows-path.ts";

describeWithLab("the lab", () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab();
  });
  afterAll(async () => {
    await lab.stop();
  });

  it("answers a script on the standard input of cmd", async () => {
    const { status, output } = await ssh(lab, "cmd /q /d", [
      "@echo off",
      "chcp 65001 >nul 2>nul <nul",
      "echo [root] %SystemRoot%",
      "echo [undefined] %WhyrebootUndefined%",
      `reg query "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion" /reg:64 <nul 2>nul`,
      "echo [version] %ERRORLEVEL%",
      `reg query "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage" /v OEMCP <nul 2>nul`,
      "echo [code page] %ERRORLEVEL%",
      `reg query "HKLM\\SOFTWARE\\WhyrebootAbsent" /reg:64 <nul 2>nul`,
      "echo [absent] %ERRORLEVEL%",
      "exit 0",
    ]);

    expect(output).toContain("[root] C:\\windows\r\n");
    expect(output).toContain("[undefined] %WhyrebootUndefined%\r\n");
    expect(output).toMatch(/ {4}SystemRoot {4}REG_SZ {4}C:\\windows\r\n/);
    expect(output).toContain("[version] 0\r\n");
    expect(output).toMatch(/ {4}OEMCP {4}REG_SZ {4}\d+\r\n/);
    expect(output).toContain("[code page] 0\r\n");
    expect(output).toContain("[absent] 1\r\n");
    expect(status).toBe(0);
  });

  it("passes on the exit code of the script", async () => {
    const { status } = await ssh(lab, "cmd.exe /q /d", ["@echo off", "exit 5"]);

    expect(status).toBe(5);
  });

  it("shows in a session what was written into the registry", async () => {
    const key = "HKLM\\SOFTWARE\\WhyrebootPlanted";
    await lab.reg(["add", key, "/v", "Word", "/d", "two words", "/f"]);

    const { output } = await ssh(lab, "cmd /q /d", [`reg query "${key}" <nul 2>nul`, "exit 0"]);

    expect(output).toContain("    Word    REG_SZ    two words\r\n");
  });

  it("runs no other command", async () => {
    const { status, output } = await ssh(lab, "id", []);

    expect({ status, output }).toEqual({ status: 1, output: "" });
  });

  it("finds names over SFTP whatever their case", async () => {
    const { output } = await sftp(lab, [
      "ls /c:/WINDOWS/System32/REG.EXE",
      "ls -1 C:/Windows/SYSTEM32/cmd.exe",
      "ls -1 /",
    ]);

    expect(output).toMatch(/^\/c:\/WINDOWS\/System32\/REG\.EXE\s*$/m);
    expect(output).toMatch(/^C:\/Windows\/SYSTEM32\/cmd\.exe\s*$/m);
    expect(output).toMatch(/^\/C:\s*$/m);
  });

  it("shows nothing of the host over SFTP", async () => {
    const host = join(import.meta.dirname, "start.ts");
    const { output, errors } = await sftp(lab, [
      `-ls ${host}`,
      `-ls /C:/../../../../../../../../../..${host}`,
      "-ls /Z:/",
    ]);

    expect(output.split("\n").filter((line) => !line.startsWith("sftp>"))).toEqual([""]);
    expect(errors.match(/not found/g)).toHaveLength(3);
  });

  it("never overwrites with SFTP's own rename, and does with posix-rename", async () => {
    await writeFile(hostPath(lab.driveC, "C:\\one.txt"), "one");
    await writeFile(hostPath(lab.driveC, "C:\\two.txt"), "two");

    const first = await sftp(lab, ["rename -l /C:/ONE.txt /C:/TWO.txt"]);
    expect(first.errors).toContain("Failure");
    expect(await readFile(hostPath(lab.driveC, "C:\\two.txt"), "utf8")).toBe("two");

    const second = await sftp(lab, ["rename /C:/ONE.txt /C:/TWO.txt"]);
    expect(second.status).toBe(0);
    expect(await readFile(hostPath(lab.driveC, "C:\\two.txt"), "utf8")).toBe("one");
  });

  it("moves a read-only file by posix-rename only; SFTP's own rename leaves two names", async () => {
    await writeFile(hostPath(lab.driveC, "C:\\kept.txt"), "kept", { mode: 0o444 });

    const removed = await sftp(lab, ["rm /C:/kept.txt"]);
    const renamed = await sftp(lab, ["rename -l /C:/kept.txt /C:/second.txt"]);
    const moved = await sftp(lab, ["rename /C:/kept.txt /C:/third.txt"]);

    expect([removed.errors, renamed.errors].join()).toMatch(
      /delete.*Permission denied[^]*rename.*Permission denied/,
    );
    expect(moved.status).toBe(0);
    expect(await readFile(hostPath(lab.driveC, "C:\\second.txt"), "utf8")).toBe("kept");
    expect(await readFile(hostPath(lab.driveC, "C:\\third.txt"), "utf8")).toBe("kept");
  });

  it("refuses what is denied, and all below it", async () => {
    await lab.deny("C:\\ProgramData");

    const { errors } = await sftp(lab, [
      "-mkdir /C:/PROGRAMDATA/new",
      "-rmdir /C:/programdata",
      "-mkdir /C:/ProgramData2",
    ]);

    expect(errors.match(/Permission denied/g)).toHaveLength(2);
  });
});

describeWithLab("the end of a lab", () => {
  it("leaves no server and no folder behind", async () => {
    const lab = await startLab();
    expect(await answers(lab.port)).toBe(true);

    await lab.stop();

    expect(await answers(lab.port)).toBe(false);
    await expect(stat(lab.driveC)).rejects.toThrow("ENOENT");
  });

  it("ends when its starter is killed", async () => {
    const starter = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const { port, driveC } = started.parse(JSON.parse(await firstLine(starter.stdout)));
    expect(await answers(port)).toBe(true);

    starter.kill("SIGKILL");

    // Its folder is the last thing that a lab takes away, after sshd and Wine.
    await expect.poll(() => existsSync(driveC), { timeout: 20_000 }).toBe(false);
    expect(await answers(port)).toBe(false);
  });
});

const started = z.object({ port: z.number(), driveC: z.string() });

interface Ended {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

async function ssh(lab: Lab, command: string, script: readonly string[]): Promise<Ended> {
  const options = ["-p", String(lab.port), ...common(lab), `${lab.user}@${lab.address}`, command];
  return await client("ssh", options, script.map((line) => `${line}\r\n`).join(""));
}

async function sftp(lab: Lab, commands: readonly string[]): Promise<Ended> {
  const options = ["-P", String(lab.port), ...common(lab), "-b", "-"];
  return await client("sftp", [...options, `${lab.user}@${lab.address}`], commands.join("\n"));
}

function common(lab: Lab): readonly string[] {
  return [
    ["-F", "none", "-q", "-i", lab.privateKeyFile, "-o", "IdentitiesOnly=yes"],
    ["-o", `UserKnownHostsFile=${lab.knownHostsFile}`, "-o", "StrictHostKeyChecking=yes"],
    ["-o", "BatchMode=yes"],
  ].flat();
}

async function client(program: string, options: readonly string[], input: string): Promise<Ended> {
  const child = spawn(program, options, { timeout: 30_000 });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  child.stdin.end(input);
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await exited, output, errors };
}

async function firstLine(stream: Readable): Promise<string> {
  for await (const line of createInterface(stream)) {
    return line;
  }
  throw new Error("the lab did not start");
}

async function answers(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", () => {
      resolve(false);
    });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}
