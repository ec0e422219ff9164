import type { Hands, Step } from "#bot/ports.ts";
import type { WindowsPath } from "#checks/machine.ts";
import { putBack } from "./put-back.ts";
import type { SftpSession } from "./sftp-session.ts";
import type { Names } from "./step.ts";
import { failed, movable, stepOf } from "./step.ts";
import { lookAt } from "./windows-files.ts";
import { sftpPath } from "./windows-path.ts";

/** The changes that an act makes, each one SFTP request with a look before it. */
export function sftpHands(session: SftpSession): Hands {
  return {
    async makeDirectory(path) {
      const remote = sftpPath(path);
      return remote === undefined ? failed("out-of-reach") : await makeDirectory(session, remote);
    },
    async moveAside(from, to) {
      const names = namesOf(from, to);
      return names === undefined ? failed("out-of-reach") : await moveAside(session, names);
    },
    async putBack(from, to) {
      const names = namesOf(from, to);
      return names === undefined ? failed("out-of-reach") : await putBack(session, names);
    },
    async removeFile(path) {
      const remote = sftpPath(path);
      return remote === undefined ? failed("out-of-reach") : await removeFile(session, remote);
    },
    async removeDirectory(path) {
      const remote = sftpPath(path);
      if (remote === undefined) return failed("out-of-reach");
      const removed = await session.request<undefined>((sftp, settle) => {
        sftp.rmdir(remote, (error) => {
          settle(error, undefined);
        });
      });
      return stepOf(removed);
    },
  };
}

/** Windows deletes no read-only file, so that mark is taken off first. */
async function removeFile(session: SftpSession, remote: string): Promise<Step> {
  const there = await lookAt(session, remote);
  if (there.state === "unseen") return failed(there.why, there.detail);
  if (there.state === "absent") return failed("missing");
  if (there.seen.kind !== "file") return failed("not-a-file");
  if (there.seen.readOnly) {
    const unlocked = await session.request<undefined>((sftp, settle) => {
      sftp.chmod(remote, 0o666, (error) => {
        settle(error, undefined);
      });
    });
    if (!unlocked.ok) return stepOf(unlocked);
  }
  const removed = await session.request<undefined>((sftp, settle) => {
    sftp.unlink(remote, (error) => {
      settle(error, undefined);
    });
  });
  return stepOf(removed);
}

function namesOf(from: WindowsPath, to: WindowsPath): Names | undefined {
  const [source, target] = [sftpPath(from), sftpPath(to)];
  return source === undefined || target === undefined ? undefined : { from: source, to: target };
}

async function makeDirectory(session: SftpSession, remote: string): Promise<Step> {
  const made = await session.request<undefined>((sftp, settle) => {
    sftp.mkdir(remote, (error) => {
      settle(error, undefined);
    });
  });
  if (made.ok || made.why === "timed-out" || made.why === "connection-lost") return stepOf(made);
  // SFTP has no status for "exists": servers answer failure or denied.
  const there = await lookAt(session, remote);
  return there.state === "present" ? failed("exists", made.detail) : stepOf(made);
}

/**
 * `posix-rename@openssh.com` is MoveFileEx on Windows since 8.6: the one rename that also moves a
 * read-only or running file in a single step. It overwrites its target silently, and the look
 * before it cannot close that gap: what protects is that the target's folder was made freshly and
 * uniquely by the same act. Older servers rename by deleting first (Win32-OpenSSH#1849), but
 * those, too, find nothing to delete there. ssh2 throws when the server lacks the extension.
 */
async function moveAside(session: SftpSession, names: Names): Promise<Step> {
  const may = await movable(session, names);
  if (!may.ok) return may;
  if (may.entry.kind !== "file") return failed("not-a-file");
  const moved = await session.request<undefined>((sftp, settle) => {
    sftp.ext_openssh_rename(names.from, names.to, (error) => {
      settle(error, undefined);
    });
  });
  return stepOf(moved);
}
