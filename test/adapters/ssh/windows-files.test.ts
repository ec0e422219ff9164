import type { ServerChannel } from "ssh2";
import { afterEach, describe, expect, it } from "vitest";
import type { Workstation } from "#bot/ports.ts";
import type { RawFile } from "../../support/ssh-files.ts";
import { rawFile, serveFiles, status } from "../../support/ssh-files.ts";
import type { Behaviour, RawServer } from "../../support/ssh-server.ts";
import { startSshServer } from "../../support/ssh-server.ts";
import type { Client } from "../../support/ssh-settings.ts";
import { clientOf } from "../../support/ssh-settings.ts";

let server: RawServer;
let client: Client;

async function workstationWith(behaviour: Behaviour, call = 5000): Promise<Workstation> {
  server = await startSshServer(behaviour);
  client = clientOf(server, { deadlines: { connect: 5000, call } });
  return await client.workstation();
}

afterEach(async () => {
  client.forget();
  await server.stop();
});

const bat = "/C:/Windows/_Mssetup.bat";
const batPath = "C:\\Windows\\_Mssetup.bat";

/** A correct start of SFTP; then, in place of the answer to `lstat`, what no SFTP server says. */
function junkAfterGreeting(channel: ServerChannel): void {
  channel.write(Buffer.from("000000050200000003", "hex"));
  channel.on("data", (request: Buffer) => {
    const lstat = 7;
    if (request[4] === lstat) channel.write("Warning: low disk space\r\n");
  });
}

function filesWith(file: RawFile): Map<string, RawFile> {
  return new Map([[bat, file]]);
}

describe("looking at files", () => {
  it("sees size, time and the read-only attribute", async () => {
    const files = filesWith(rawFile("REM", 0o100_500));
    await using workstation = await workstationWith({ sftp: (sftp) => serveFiles(sftp, files) });

    expect(await workstation.machine.look(batPath)).toEqual({
      state: "present",
      seen: { kind: "file", bytes: 3, modified: "2001-02-03T04:05:06Z", readOnly: true },
    });
  });

  it("sees a link as neither file nor directory, and does not read it", async () => {
    const files = filesWith(rawFile("REM", 0o120_777));
    await using workstation = await workstationWith({ sftp: (sftp) => serveFiles(sftp, files) });

    expect(await workstation.machine.look(batPath)).toMatchObject({ seen: { kind: "other" } });
    expect(await workstation.machine.read(batPath, 10)).toMatchObject({ why: "not-a-file" });
  });

  it.each([
    ["denied", status.denied],
    ["failed", status.failure],
    ["failed", 5],
    ["failed", 8],
  ])("is unseen (%s) for status %i", async (why, code) => {
    await using workstation = await workstationWith({
      sftp: (sftp) => sftp.on("LSTAT", (id) => sftp.status(id, code)),
    });

    expect(await workstation.machine.look(batPath)).toMatchObject({ state: "unseen", why });
    expect(await workstation.machine.read(batPath, 10)).toMatchObject({ state: "unseen", why });
  });

  it("is odd when the server leaves attributes out", async () => {
    await using workstation = await workstationWith({
      sftp: (sftp) =>
        sftp.on("LSTAT", (id) => {
          // @ts-expect-error -- what the types demand is what this server leaves out
          sftp.attrs(id, { mode: 0o100_700 });
        }),
    });

    expect(await workstation.machine.look(batPath)).toMatchObject({ why: "odd-answer" });
  });

  it("times out when the server stays silent", async () => {
    await using workstation = await workstationWith(
      { sftp: (sftp) => sftp.on("LSTAT", () => {}) },
      100,
    );

    expect(await workstation.machine.look(batPath)).toMatchObject({
      state: "unseen",
      why: "timed-out",
    });
  });

  it("is lost, and settles, when the connection dies under the question", async () => {
    await using workstation = await workstationWith({
      sftp: (sftp, { socket }) => sftp.on("LSTAT", () => socket.destroy()),
    });

    expect(await workstation.machine.look(batPath)).toMatchObject({ why: "connection-lost" });
    expect(await workstation.machine.look(batPath)).toMatchObject({ why: "connection-lost" });
  });

  it("is lost, and settles, when only the SFTP channel closes", async () => {
    await using workstation = await workstationWith({
      sftp: (sftp) => sftp.on("LSTAT", () => sftp.end()),
    });

    expect(await workstation.machine.look(batPath)).toMatchObject({ why: "connection-lost" });
    expect(await workstation.machine.look(batPath)).toMatchObject({ why: "connection-lost" });
  });

  it("names the likely cause when a profile prints into the SFTP channel", async () => {
    await using workstation = await workstationWith({
      subsystem: (channel) => channel.write("Loading personal and system profiles took 812ms.\r\n"),
    });

    const sighting = await workstation.machine.look(batPath);

    expect(sighting).toMatchObject({ state: "unseen", why: "failed" });
    expect(JSON.stringify(sighting)).toContain("profile or AutoRun");
  });

  it("loses only the SFTP channel, not the connection, to junk in the middle of it", async () => {
    await using workstation = await workstationWith({
      subsystem: (channel) => {
        junkAfterGreeting(channel);
      },
    });

    expect(await workstation.machine.look(batPath)).toMatchObject({ why: "connection-lost" });
    expect(await workstation.machine.look(batPath)).toMatchObject({ why: "connection-lost" });
    expect(client.logged.filter((line) => !line.includes('"msg":"runs"'))).toEqual([]);
  });

  it("has failed when there is no SFTP subsystem", async () => {
    await using workstation = await workstationWith({});

    const sighting = await workstation.machine.look(batPath);

    expect(sighting).toMatchObject({ state: "unseen", why: "failed" });
    expect(JSON.stringify(sighting)).toContain("no SFTP");
  });
});

describe("reading files", () => {
  it("reads in pieces and puts them together in order", async () => {
    const content = Array.from({ length: 20_000 }, (_, at) => `${at}\r\n`).join("");
    const files = filesWith(rawFile(content));
    await using workstation = await workstationWith({ sftp: (sftp) => serveFiles(sftp, files) });

    const sighting = await workstation.machine.read(batPath, 1_000_000);

    expect(sighting).toMatchObject({ state: "present", seen: { content: Buffer.from(content) } });
  });

  it("says changing when the file grows while it is read", async () => {
    const file = rawFile("REN A B\r\n");
    await using workstation = await workstationWith({
      sftp: (sftp) => {
        sftp.on("READ", () => {
          file.content += "REN C D\r\n";
        });
        serveFiles(sftp, filesWith(file));
      },
    });

    expect(await workstation.machine.read(batPath, 100)).toMatchObject({ why: "changing" });
  });

  it("says changing when the file is written to without growing", async () => {
    const file = rawFile("REN A B\r\n");
    await using workstation = await workstationWith({
      sftp: (sftp) => {
        sftp.on("READ", () => {
          file.modified += 1;
        });
        serveFiles(sftp, filesWith(file));
      },
    });

    expect(await workstation.machine.read(batPath, 100)).toMatchObject({ why: "changing" });
  });

  it("says changing when the file goes away between look and read", async () => {
    await using workstation = await workstationWith({
      sftp: (sftp) => {
        sftp.on("OPEN", (id) => sftp.status(id, status.noSuchFile));
        sftp.on("LSTAT", (id) => {
          sftp.attrs(id, { size: 3, mode: 0o100_700, uid: 0, gid: 0, atime: 1, mtime: 1 });
        });
      },
    });

    expect(await workstation.machine.read(batPath, 100)).toMatchObject({
      state: "unseen",
      why: "changing",
    });
  });

  it("is odd when fewer bytes come than the file has", async () => {
    await using workstation = await workstationWith({
      sftp: (sftp) => {
        serveFiles(sftp, filesWith(rawFile("REN A B\r\n")));
        sftp.removeAllListeners("READ");
        sftp.on("READ", (id) => sftp.data(id, Buffer.from("REN")));
      },
    });

    expect(await workstation.machine.read(batPath, 100)).toMatchObject({ why: "odd-answer" });
  });

  it("is unseen when the file may be looked at but not read", async () => {
    await using workstation = await workstationWith({
      sftp: (sftp) => {
        serveFiles(sftp, filesWith(rawFile("REN A B\r\n")));
        sftp.removeAllListeners("OPEN");
        sftp.on("OPEN", (id) => sftp.status(id, status.denied));
      },
    });

    expect(await workstation.machine.read(batPath, 100)).toMatchObject({ why: "denied" });
  });
});
