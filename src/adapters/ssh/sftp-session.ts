import type { Client, SFTPWrapper } from "ssh2";
import type { Called, Patience, Settle } from "./deadline.ts";
import { called } from "./deadline.ts";
import { lifeline } from "./lifeline.ts";

/** Sends one SFTP request, and gives its answer or why there is none. Never rejects. */
export interface SftpSession {
  request<T>(send: (sftp: SFTPWrapper, settle: Settle<T>) => void): Promise<Called<T>>;
}

/** Opens the SFTP channel at once; the requests wait for it. */
export function sftpSession(connection: Client, patience: Patience): SftpSession {
  const channel = lifeline();
  patience.lifeline.onEnd((how) => {
    channel.end(how);
  });
  const opening = called<SFTPWrapper>(patience, (settle) => {
    connection.sftp((error, sftp) => {
      // ssh2 takes its own listeners off when the channel is ready; without a new one, junk in
      // the stream would be an uncaught error. It must be there before this function returns.
      sftp?.on("error", (fault: Error) => {
        channel.end(fault.message);
      });
      sftp?.on("close", () => {
        channel.end("the workstation closed the SFTP channel");
      });
      settle(error, sftp);
    });
  });
  return {
    async request(send) {
      const opened = await opening;
      if (!opened.ok) return withLikelyCause(opened);
      const { milliseconds } = patience;
      return await called({ milliseconds, lifeline: channel }, (settle) => {
        send(opened.value, settle);
      });
    },
  };
}

/**
 * Windows starts the SFTP subsystem through the account's shell, so whatever a profile or cmd's
 * AutoRun prints is read as SFTP (Win32-OpenSSH#1674, #2271).
 */
function withLikelyCause<T>(failure: Called<T> & { readonly ok: false }): Called<never> {
  if (failure.why !== "failed") return failure;
  const cause = /packet/i.test(failure.detail)
    ? "a shell profile or AutoRun of the account prints something"
    : "the SFTP subsystem is not there or does not start";
  return { ...failure, detail: `no SFTP: ${failure.detail} (likely: ${cause})` };
}
