import { SSHError } from "node-ssh";
import type { UnreachableReason } from "#bot/ports.ts";

export interface ConnectFailure {
  readonly ok: false;
  readonly why: UnreachableReason;
  readonly detail: string;
}

const reasonOfCode: Readonly<Record<string, UnreachableReason>> = {
  ECONNREFUSED: "refused",
  ENOTFOUND: "name-not-found",
  EAI_AGAIN: "name-not-found",
  ETIMEDOUT: "no-answer",
  EHOSTUNREACH: "no-answer",
  EHOSTDOWN: "no-answer",
  ENETUNREACH: "no-answer",
};

/** ssh2 marks each error with where it arose. */
const reasonOfLevel: Readonly<Record<string, UnreachableReason>> = {
  "client-authentication": "login-refused",
  agent: "login-refused",
  "client-timeout": "no-answer",
  "client-dns": "name-not-found",
  // No algorithm in common, most often: it speaks SSH, but not with us.
  handshake: "refused",
};

/** sshd says these in plain text, before any SSH, to whom it does not want now (sshd.c). */
const turnedAway = /^(?:Exceeded MaxStartups|Not allowed at this time)/;

/**
 * Why there is no connection, from the error and from the first bytes that the other side sent.
 * `authenticating`: the host key was accepted, so what ends the connection now is the login.
 */
export function connectFailure(
  error: Error,
  seen: { readonly heard: string; readonly authenticating: boolean },
): ConnectFailure {
  const [firstLine = ""] = seen.heard.split(/\r?\n/);
  const detail = error.message;
  if (seen.heard !== "" && !/^SSH-/m.test(seen.heard)) {
    const why = turnedAway.test(firstLine) ? "refused" : "not-ssh";
    return { ok: false, why, detail: `${detail}; it said: ${firstLine}` };
  }
  const code = "code" in error ? error.code : undefined;
  const level = "level" in error ? error.level : undefined;
  // A number is the reason of an SSH disconnect: sshd hangs up after too many tries, for one.
  if (typeof code === "number" && seen.authenticating) {
    return { ok: false, why: "login-refused", detail };
  }
  // node-ssh says ETIMEDOUT of its own for every connection that closes before the login ends.
  const ofSystem = typeof code === "string" && !(error instanceof SSHError);
  const byCode = ofSystem ? reasonOfCode[code] : undefined;
  const byLevel = typeof level === "string" ? reasonOfLevel[level] : undefined;
  return { ok: false, why: byCode ?? byLevel ?? "lost", detail };
}
