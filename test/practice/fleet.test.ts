import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import type { PracticeFleet } from "#practice/fleet.ts";
import { startPractice } from "#practice/fleet.ts";
import type { Door } from "./visit.ts";
import { visit } from "./visit.ts";

const batch = "C:/Windows/_Mssetup.bat";
const runner = "C:/Windows/_Msrstrt.exe";
const updateKey =
  "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired";

describe("the practice fleet", () => {
  it("starts all eight on ports of their own, each with a known_hosts line", async () => {
    await using fleet = await started();

    expect(fleet.hosts.map(({ name }) => name)).toEqual(
      [42, 43, 44, 45, 46, 47, 48, 49].map((number) => `PC-${number}`),
    );
    expect(new Set(fleet.hosts.map(({ port }) => port)).size).toBe(8);
    expect(fleet.user).toBe("helpdesk");
    expect(fleet.privateKey).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----/u);
    for (const { address, port } of fleet.hosts) {
      expect(fleet.knownHosts).toContain(`[${address}]:${port} ssh-ed25519 AAAA`);
    }
  });

  it("has each workstation in one of two groups, for sweeps", async () => {
    await using fleet = await started("PC-45", "PC-46");

    expect(fleet.hosts.map(({ groups }) => groups)).toEqual([["lab"], ["office"]]);
  });

  it("starts only what is asked for, and refuses a name that it does not have", async () => {
    await using fleet = await started("PC-46");

    expect(fleet.hosts).toMatchObject([{ name: "PC-46", address: "127.0.0.1" }]);
    expect(() => fleet.windows("PC-42")).toThrow("PC-42");
    await expect(startPractice({ only: ["PC-50"] })).rejects.toThrow("PC-50");
  });

  it("presents the host keys that its known_hosts names", async () => {
    await using fleet = await started("PC-46");
    await using visitor = await visit(door(fleet, "PC-46"));

    expect(fleet.knownHosts).toContain(visitor.hostKey.toString("base64"));
  });
});

describe("the stories", () => {
  it("PC-42 has a pair whose work is all done: sources gone, targets there", async () => {
    await using fleet = await started("PC-42");
    await using visitor = await visit(door(fleet, "PC-42"));
    const files = await visitor.sftp();

    expect(await files.lstat(batch)).toMatchObject({ size: 255 });
    expect(await files.lstat(runner)).toMatchObject({ size: 5632 });
    expect(await files.read(batch)).toMatch(/^(?:(?:DEL|REN|COPY) [^\r\n]+\r\n)+$/u);
    expect(await files.list("C:/Windows/System")).toEqual([
      "CTL3DV2.DLL",
      "COMMDLG.DLL",
      "SHELL.DLL",
    ]);
    expect(await files.lstat("C:/MSAPPS/SETUP/SHELL.DL_")).toBe(2);
  });

  it("PC-43 has the same pair with everything still staged", async () => {
    await using fleet = await started("PC-43");
    await using visitor = await visit(door(fleet, "PC-43"));
    const files = await visitor.sftp();

    expect(await files.lstat(batch)).toMatchObject({ size: 255 });
    expect(await files.lstat(runner)).toMatchObject({ size: 5632 });
    expect(await files.list("C:/Windows/System")).toEqual([
      "CTL3DV2.DLL",
      "CTL3DV2.000",
      "COMMDLG.000",
      "SHELL.DLL",
    ]);
    expect(await files.lstat("C:/MSAPPS/SETUP/SHELL.DL_")).toMatchObject({ size: 3072 });
  });

  it("PC-44 has the runner alone", async () => {
    await using fleet = await started("PC-44");
    await using visitor = await visit(door(fleet, "PC-44"));
    const files = await visitor.sftp();

    expect(await files.lstat(batch)).toBe(2);
    expect(await files.read(runner)).toMatch(/^MZ/u);
  });

  it("PC-45 has Windows Update's key, and PC-46 has not", async () => {
    await using fleet = await started("PC-45", "PC-46");
    await using asking = await visit(door(fleet, "PC-45"));
    await using calm = await visit(door(fleet, "PC-46"));
    const script = `@echo off\r\nreg query "${updateKey}" /reg:64\r\nexit %ERRORLEVEL%\r\n`;
    const [asked, nothing] = await Promise.all([
      asking.exec("cmd /q /d", script),
      calm.exec("cmd /q /d", script),
    ]);

    expect(asked).toMatchObject({ code: 0 });
    expect(asked.out.toString()).toMatch(/\r\n {4}[0-9a-f-]{36} {4}REG_DWORD {4}0x1\r\n/u);
    expect(nothing).toMatchObject({ code: 1 });
    const files = await calm.sftp();
    expect([await files.lstat(batch), await files.lstat(runner)]).toEqual([2, 2]);
  });

  it("PC-47 takes the connection and never says a word", async () => {
    await using fleet = await started("PC-47");
    const { host, port } = door(fleet, "PC-47");
    const socket = connect({ host, port });
    let heard = 0;
    socket.on("data", () => {
      heard += 1;
    });
    await once(socket, "connect");
    socket.write("SSH-2.0-visitor\r\n");
    const reset = once(socket, "error");
    socket.end();

    // Its reset comes after all that it has said: nothing.
    expect(await reset).toMatchObject([{ code: "ECONNRESET" }]);
    expect(heard).toBe(0);
  });

  it("PC-48 shows its Windows directory, and refuses everything below", async () => {
    await using fleet = await started("PC-48");
    await using visitor = await visit(door(fleet, "PC-48"));
    const files = await visitor.sftp();

    expect(await files.lstat("C:/Windows")).toMatchObject({ mode: 0o40700 });
    expect(await files.lstat(batch)).toBe(3);
    expect(await files.lstat("C:/Windows/nothing")).toBe(3);
    expect(await files.mkdir("C:/Windows/new")).toBe(3);
    expect(await files.posixRename(batch, "C:/x")).toBe(3);
  });

  it("PC-49 gets more work once the first that read the batch has gone, and only once", async () => {
    await using fleet = await started("PC-49");
    const windows = fleet.windows("PC-49");
    const size = (): number => sizeOf(windows.content(batch));

    await look(door(fleet, "PC-49"));
    expect(size()).toBe(255);
    await look(door(fleet, "PC-49"), batch);
    await expect.poll(size).toBeGreaterThan(255);
    const grown = size();
    expect(windows.content("C:\\Windows\\System\\OLE2.000")).toBeDefined();
    expect(windows.content(batch)?.toString()).toMatch(
      /\r\nREN C:\\WINDOWS\\SYSTEM\\OLE2\.000 OLE2\.DLL\r\n$/u,
    );
    await look(door(fleet, "PC-49"), batch);
    await look(door(fleet, "PC-49"));
    expect(size()).toBe(grown);
  });
});

/** One whole connection: looks at the batch, reads a file if there is one to read, and goes. */
async function look(at: Door, read?: string): Promise<void> {
  const visitor = await visit(at);
  const files = await visitor.sftp();
  await files.lstat(batch);
  if (read !== undefined) await files.read(read);
  visitor.client.end();
  await visitor.closed;
}

async function started(...only: readonly string[]): Promise<PracticeFleet & AsyncDisposable> {
  const fleet = await startPractice(only.length === 0 ? {} : { only });
  return {
    ...fleet,
    async [Symbol.asyncDispose]() {
      await fleet.stop();
    },
  };
}

function door(fleet: PracticeFleet, name: string): Door {
  const found = fleet.hosts.find((host) => host.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  const { address: host, port } = found;
  return { host, port, username: fleet.user, privateKey: fleet.privateKey };
}

function sizeOf(content: Buffer | undefined): number {
  return content?.length ?? -1;
}
