import type { Step } from "#bot/ports.ts";
import type { Called } from "./deadline.ts";
import type { SftpSession } from "./sftp-session.ts";
import type { Names } from "./step.ts";
import { failed, movable, stepOf } from "./step.ts";
import { lookAt } from "./windows-files.ts";

const ownerMayWrite = 0o200;

/**
 * SSH_FXP_RENAME, which Windows' sshd does as a hard link and a deletion: it never overwrites,
 * but a read-only file cannot be deleted, so the name it came from would stay beside the new one.
 * The attribute is therefore taken off before, and set again after.
 *
 * A folder or a link goes back as well: it may have taken the file's name between the look and the
 * move, and then it was moved in its place. For these the server looks at the new name and renames,
 * and MoveFileEx puts nothing over a folder (read in sftp-server.c, not tried on a real Windows).
 */
export async function putBack(session: SftpSession, names: Names): Promise<Step> {
  const may = await movable(session, names);
  if (!may.ok) return may;
  if (may.entry.kind !== "file" || !may.entry.readOnly) return await rename(session, names);
  const mode = await modeOf(session, names.from);
  if (!mode.ok) return stepOf(mode);
  const cleared = await setMode(session, names.from, mode.value | ownerMayWrite);
  if (!cleared.ok) return stepOf(cleared);
  const renamed = await rename(session, names);
  const marked = await setMode(session, renamed.ok ? names.to : names.from, mode.value);
  if (!renamed.ok || marked.ok) return renamed;
  return failed(
    marked.why,
    `it is back, but the read-only attribute could not be set: ${marked.detail}`,
  );
}

async function rename(session: SftpSession, names: Names): Promise<Step> {
  const renamed = await session.request<undefined>((sftp, settle) => {
    sftp.rename(names.from, names.to, (error) => {
      settle(error, undefined);
    });
  });
  if (renamed.ok || renamed.why === "timed-out" || renamed.why === "connection-lost") {
    return stepOf(renamed);
  }
  const [source, target] = await Promise.all([
    lookAt(session, names.from),
    lookAt(session, names.to),
  ]);
  if (target.state !== "present") return stepOf(renamed);
  if (source.state !== "present") return failed("failed", `${renamed.detail}; yet it moved`);
  // The link was made and the deletion failed: the same file under two names, nobody's else.
  const same =
    source.seen.bytes === target.seen.bytes && source.seen.modified === target.seen.modified;
  return same
    ? failed("failed", `${renamed.detail}; the file has both names now`)
    : failed("exists", renamed.detail);
}

async function modeOf(session: SftpSession, remote: string): Promise<Called<number>> {
  return await session.request<number>((sftp, settle) => {
    sftp.lstat(remote, (error, stats) => {
      // Without an answer there are no stats, whatever their type says.
      settle(error, error instanceof Error ? 0 : stats.mode & 0o7777);
    });
  });
}

async function setMode(
  session: SftpSession,
  remote: string,
  mode: number,
): Promise<Called<undefined>> {
  return await session.request<undefined>((sftp, settle) => {
    sftp.chmod(remote, mode, (error) => {
      settle(error, undefined);
    });
  });
}
