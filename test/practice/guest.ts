import type { OnRequest, PracticeFault, PracticeRequest } from "#practice/faults.ts";
import { freshKeys } from "#practice/fresh-keys.ts";
import { ordinaryWindows } from "#practice/ordinary-windows.ts";
import { practiceWorkstation } from "#practice/sshd.ts";
import type { PracticeWindows } from "#practice/windows.ts";
import type { Door } from "./visit.ts";

/** A practice workstation with one user, and the way in. */
export interface Guest extends AsyncDisposable {
  readonly windows: PracticeWindows;
  readonly door: Door;
}

export async function guest(
  windows: PracticeWindows = ordinaryWindows(),
  onRequest: OnRequest = () => undefined,
): Promise<Guest> {
  const keys = freshKeys();
  const options = { user: "helpdesk", clientKey: keys.public, onRequest };
  const workstation = await practiceWorkstation(windows, options);
  return {
    windows,
    door: {
      host: workstation.address,
      port: workstation.port,
      username: "helpdesk",
      privateKey: keys.private,
    },
    async [Symbol.asyncDispose]() {
      await workstation.stop();
    },
  };
}

/** A hook that strikes at requests of one kind whose path begins like this, and keeps them. */
export function strikeAt(
  kind: string,
  begins: string,
  fault: PracticeFault,
): { readonly onRequest: OnRequest; readonly struck: readonly PracticeRequest[] } {
  const struck: PracticeRequest[] = [];
  return {
    struck,
    onRequest(request) {
      if (request.kind !== kind || !request.path.startsWith(begins)) return undefined;
      struck.push(request);
      return fault;
    },
  };
}
