import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of its own, gone with all that is in it at the end of the test. */
export async function temporaryFolder(): Promise<
  AsyncDisposable & { path(...parts: string[]): string }
> {
  const folder = await mkdtemp(join(tmpdir(), "whyreboot-test-"));
  return {
    path: (...parts) => join(folder, ...parts),
    [Symbol.asyncDispose]: async () => {
      await rm(folder, { recursive: true, force: true });
    },
  };
}
