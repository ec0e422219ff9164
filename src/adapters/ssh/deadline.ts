import type { UnseenReason } from "#checks/sighting.ts";
import type { Lifeline } from "./lifeline.ts";

/** What a remote call gave. `missing` is the machine's own "no such file" (SFTP status 2). */
export type Called<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: CallFailure; readonly detail: string };

type CallFailure = UnseenReason | "missing";

/** How long an answer may take, and who must be there to give it. */
export interface Patience {
  readonly milliseconds: number;
  readonly lifeline: Lifeline;
}

export type Settle<T> = (error: Error | null | undefined, value: T) => void;

/**
 * Starts one remote call and settles by its answer, its deadline or the end of the connection,
 * whichever comes first. ssh2 alone would never settle a call on a dead connection: it buffers
 * the request and waits. Never rejects.
 */
export async function called<T>(
  patience: Patience,
  start: (settle: Settle<T>) => void,
): Promise<Called<T>> {
  const lost = patience.lifeline.ended();
  if (lost !== undefined) return { ok: false, why: "connection-lost", detail: lost };
  const { promise, resolve } = Promise.withResolvers<Called<T>>();
  const timer = setTimeout(() => {
    resolve({
      ok: false,
      why: "timed-out",
      detail: `no answer within ${patience.milliseconds} ms`,
    });
  }, patience.milliseconds);
  const stopListening = patience.lifeline.onEnd((how) => {
    resolve({ ok: false, why: "connection-lost", detail: how });
  });
  try {
    start((error, value) => {
      if (error instanceof Error) resolve(failureOf(error, patience.lifeline));
      else resolve({ ok: true, value });
    });
  } catch (error) {
    // ssh2 throws at once when the socket is gone or the server lacks an SFTP extension.
    resolve({ ok: false, why: "failed", detail: String(error) });
  }
  const answer = await promise;
  clearTimeout(timer);
  stopListening();
  return answer;
}

/** SFTP status codes of draft-ietf-secsh-filexfer-02, section 7. */
function failureOf(error: Error, lifeline: Lifeline): Called<never> {
  const code = "code" in error ? error.code : undefined;
  const detail = error.message;
  if (code === 2) return { ok: false, why: "missing", detail };
  if (code === 3) return { ok: false, why: "denied", detail };
  if (code === 6 || code === 7) return { ok: false, why: "connection-lost", detail };
  const lost = lifeline.ended();
  // "No response from server" is ssh2's word for a channel that closed under the request.
  if (lost !== undefined || (code === undefined && detail === "No response from server")) {
    return { ok: false, why: "connection-lost", detail: lost ?? detail };
  }
  return { ok: false, why: "failed", detail };
}
