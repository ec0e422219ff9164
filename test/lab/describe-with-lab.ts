import { describe, vi } from "vitest";
import { missingForLab } from "./parts.ts";

/**
 * A suite that needs the lab. On a machine without its parts the suite is skipped under a name that
 * says so. In CI, where nobody would read that, it runs nevertheless and fails at `startLab`.
 */
export function describeWithLab(title: string, body: () => void): void {
  const missing = missingForLab();
  const skipped = missing.length > 0 && !process.env["CI"];
  const prefix = skipped ? `not run: lab (missing: ${missing.join(", ")}): ` : "";
  // The first lab of a machine makes the Wine prefix.
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });
  describe.skipIf(skipped)(`${prefix}${title}`, () => {
    body();
  });
}
