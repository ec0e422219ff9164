import type { SFTPWrapper } from "ssh2";
import { afterEach, describe, expect, it } from "vitest";
import type { Workstation } from "#bot/ports.ts";
import type { RawFile } from "../../support/ssh-files.ts";
import { rawFile, serveFiles, status } from "../../support/ssh-files.ts";
import type { RawServer, Wire } from "../../support/ssh-server.ts";
import { startSshServer } from "../../support/ssh-server.ts";
import type { Client } from "../../support/ssh-settings.ts";
import { clientOf } from "../../support/ssh-settings.ts";

let server: RawServer;
let client: Client;

/** A workstation that serves these files, and whose changing requests go as the test says. */
async function workstationWith(
  files: Map<string, RawFile>,
  changes: (sftp: SFTPWrapper, wire: Wire) => void,
): Promise<Workstation> {
  server = await startSshServer({
    sftp: (sftp, wire) => {
      serveFiles(sftp, files);
      changes(sftp, wire);
    },
  });
  client = clientOf(server, { deadlines: { connect: 5000, call: 300 } });
  return await client.workstation();
}

afterEach(async () => {
  client.forget();
  await server.stop();
});

const [from, to] = ["C:\\kept\\a.bat", "C:\\Windows\\a.bat"] as const;
const [remoteFrom, remoteTo] = ["/C:/kept/a.bat", "/C:/Windows/a.bat"];

function one(file = rawFile("REM")): Map<string, RawFile> {
  return new Map([[remoteFrom, file]]);
}

describe("moving aside", () => {
  it("says failed, and changes nothing, when the server lacks the overwriting rename", async () => {
    const files = one();
    await using workstation = await workstationWith(files, () => {});

    const moved = await workstation.hands.moveAside(from, to);

    expect(moved).toMatchObject({ ok: false, why: "failed" });
    expect([...files.keys()]).toEqual([remoteFrom]);
  });

  it.each([0o040_700, 0o120_700])("never moves a directory or a link aside: %o", async (mode) => {
    await using workstation = await workstationWith(one(rawFile("", mode)), () => {});

    expect(await workstation.hands.moveAside(from, to)).toMatchObject({ why: "not-a-file" });
  });

  it("does not begin when it cannot see both names", async () => {
    await using workstation = await workstationWith(one(), (sftp) => {
      sftp.removeAllListeners("LSTAT");
      sftp.on("LSTAT", (id) => sftp.status(id, status.denied));
    });

    expect(await workstation.hands.moveAside(from, to)).toMatchObject({ why: "denied" });
  });

  it.each([
    ["C:\\a\\..\\b", to],
    [from, "\\\\server\\share\\a"],
  ])("never goes from %s to %s", async (source, target) => {
    await using workstation = await workstationWith(one(), () => {});

    expect(await workstation.hands.moveAside(source, target)).toMatchObject({
      why: "out-of-reach",
    });
    expect(await workstation.hands.putBack(source, target)).toMatchObject({ why: "out-of-reach" });
  });
});

describe("putting back", () => {
  it("is not known to have happened when the answer does not come", async () => {
    await using workstation = await workstationWith(one(), (sftp) => sftp.on("RENAME", () => {}));

    expect(await workstation.hands.putBack(from, to)).toMatchObject({
      ok: false,
      why: "timed-out",
    });
  });

  it("is not known to have happened when the connection dies under it", async () => {
    await using workstation = await workstationWith(one(), (sftp, { socket }) =>
      sftp.on("RENAME", () => socket.destroy()),
    );

    expect(await workstation.hands.putBack(from, to)).toMatchObject({
      ok: false,
      why: "connection-lost",
    });
  });

  it("says exists when something took the name between the look and the move", async () => {
    const files = one();
    await using workstation = await workstationWith(files, (sftp) =>
      sftp.on("RENAME", (id) => {
        files.set(remoteTo, rawFile("somebody else's"));
        sftp.status(id, status.failure);
      }),
    );

    expect(await workstation.hands.putBack(from, to)).toMatchObject({ ok: false, why: "exists" });
  });

  it("says failed, not exists, when the server leaves the file under both names", async () => {
    const files = one();
    await using workstation = await workstationWith(files, (sftp) =>
      sftp.on("RENAME", (id) => {
        files.set(remoteTo, rawFile("REM"));
        sftp.status(id, status.failure);
      }),
    );

    expect(await workstation.hands.putBack(from, to)).toMatchObject({
      ok: false,
      why: "failed",
      detail: "Failure; the file has both names now",
    });
  });

  it("takes the read-only attribute off only for the move itself", async () => {
    const file = rawFile("REM", 0o100_500);
    const files = one(file);
    const modes: number[] = [];
    await using workstation = await workstationWith(files, (sftp) =>
      sftp.on("RENAME", (id) => {
        modes.push(file.mode);
        files.delete(remoteFrom);
        files.set(remoteTo, file);
        sftp.status(id, status.ok);
      }),
    );

    expect(await workstation.hands.putBack(from, to)).toEqual({ ok: true });
    expect([...modes, file.mode]).toEqual([0o100_700, 0o100_500]);
  });

  it("sets the read-only attribute again when the move failed", async () => {
    const file = rawFile("REM", 0o100_500);
    await using workstation = await workstationWith(one(file), (sftp) =>
      sftp.on("RENAME", (id) => sftp.status(id, status.denied)),
    );

    expect(await workstation.hands.putBack(from, to)).toMatchObject({ ok: false, why: "denied" });
    expect(file.mode).toBe(0o100_500);
  });

  it("does not claim to be done when the attribute could not be set again", async () => {
    const file = rawFile("REM", 0o100_500);
    const files = one(file);
    await using workstation = await workstationWith(files, (sftp) =>
      sftp.on("RENAME", (id) => {
        files.delete(remoteFrom);
        sftp.status(id, status.ok);
      }),
    );

    expect(await workstation.hands.putBack(from, to)).toMatchObject({ ok: false });
  });
});

describe("directories", () => {
  it("are said to exist when the server only says failure, but the name is taken", async () => {
    await using workstation = await workstationWith(one(rawFile("", 0o040_700)), (sftp) =>
      sftp.on("MKDIR", (id) => sftp.status(id, status.failure)),
    );

    expect(await workstation.hands.makeDirectory(from)).toMatchObject({ why: "exists" });
  });

  it("are not said to exist when the server fails for another reason", async () => {
    await using workstation = await workstationWith(one(), (sftp) =>
      sftp.on("MKDIR", (id) => sftp.status(id, status.denied)),
    );

    expect(await workstation.hands.makeDirectory(to)).toMatchObject({ why: "denied" });
  });

  it("are not known to be made or removed when the answer does not come", async () => {
    await using workstation = await workstationWith(one(), (sftp) => {
      sftp.on("MKDIR", () => {});
      sftp.on("RMDIR", () => {});
    });

    expect(await workstation.hands.makeDirectory(to)).toMatchObject({ why: "timed-out" });
    expect(await workstation.hands.removeDirectory(to)).toMatchObject({ why: "timed-out" });
  });
});
