import type { PastLook } from "../past/look.ts";
import type { RestartFilesFinding } from "../restart-files/finding.ts";
import type { SignalFinding } from "../signal.ts";
import { maskSecrets } from "./mask.ts";

/**
 * Every finding passes through here before it leaves the checks, so that no report, reply, offer,
 * journal or log can hold a password: none of them ever sees one. The checks themselves judge the
 * true text; hash and size stay those of the true file.
 */
export function maskRestartFiles(finding: RestartFilesFinding): RestartFilesFinding {
  const { windowsDirectory, batch, runner } = finding;
  // An act works with these paths, so they stay as they are.
  return { ...maskAll(finding), windowsDirectory, batch, runner };
}

export function maskSignals(findings: readonly SignalFinding[]): readonly SignalFinding[] {
  return maskAll(findings);
}

/** Cases that were written down before passwords were masked. */
export function maskPast(past: readonly PastLook[]): readonly PastLook[] {
  return maskAll(past);
}

/** Every text in it, whatever fields it has or will have. */
function maskAll<Value extends object>(value: Value): Value {
  const copy = structuredClone(value);
  maskWithin(copy);
  return copy;
}

function maskWithin(value: object): void {
  for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
    if (typeof inner === "string") Reflect.set(value, key, maskSecrets(inner));
    else if (typeof inner === "object" && inner !== null) maskWithin(inner);
  }
}
