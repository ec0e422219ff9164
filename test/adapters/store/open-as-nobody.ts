/**
 * Run as a process of its own: gives up root if it has it (root may write anywhere, whatever the
 * rights say), opens the store, and prints why that failed.
 */
import { openStore } from "#adapters/store/open-store.ts";

const [, , file = ""] = process.argv;
if (process.getuid?.() === 0) process.setuid?.(65_534);
try {
  await using store = await openStore({ file });
  await store.claim("one");
  process.stdout.write("opened\n");
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : "?"}\n`);
}
