import type { Client, SFTPWrapper } from "ssh2";
import type { Called, Patience, Settle } from "./deadline.ts";
import { called } from "./deadline.ts";
import { lifeline } from "./lifeline.ts";

/** Sends one SFTP request, and gives its answer or why there is none. Never rejects. */
export interface SftpSession {
  request<T>(send: Send<T>): Promise<Called<T>>;
}

/** The session itself, which outlives a look. */
export interface SftpChannel extends SftpSession {
  /**
   * Settles when every request has its answer: whether all of them were plain ones and the channel
   * still stands. After a denial it does not count as sound: Windows gives a session the rights that
   * its account had at the login, whatever is granted later. Never rejects.
   */
  quiet(): Promise<boolean>;
  /** Whether the other side answers at all within so many milliseconds. Never rejects. */
  answers(milliseconds: number): Promise<boolean>;
}

/** Opens the SFTP channel at once; the requests wait for it. */
export function sftpSession(connection: Client, patience: Patience): SftpChannel {
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
  const underWay = new Set<Promise<unknown>>();
  let sound = true;
  const request = async <T>(milliseconds: number, send: Send<T>): Promise<Called<T>> => {
    const opened = await opening;
    if (!opened.ok) return withLikelyCause(opened);
    return await called({ milliseconds, lifeline: channel }, (settle) => {
      send(opened.value, settle);
    });
  };
  return {
    async request(send) {
      const asked = request(patience.milliseconds, send);
      underWay.add(asked);
      const answer = await asked;
      underWay.delete(asked);
      if (!answer.ok && answer.why !== "missing") sound = false;
      return answer;
    },
    async quiet() {
      const opened = await opening;
      await Promise.all(underWay);
      return opened.ok && sound && channel.ended() === undefined;
    },
    async answers(milliseconds) {
      // What every SFTP client asks first: a name that the server completes without its disk.
      const answer = await request<undefined>(milliseconds, (sftp, settle) => {
        sftp.realpath(".", (error) => {
          settle(error, undefined);
        });
      });
      return answer.ok;
    },
  };
}

type Send<T> = (sftp: SFTPWrapper, settle: Settle<T>) => void;

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
