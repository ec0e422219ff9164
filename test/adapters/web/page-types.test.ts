import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("the page's script agrees with its types", async () => {
  const root = fileURLToPath(new URL("../../../", import.meta.url));

  const checked = await promisify(execFile)(
    process.execPath,
    ["node_modules/typescript/bin/tsc", "-p", "src/adapters/web/page"],
    { cwd: root },
  ).catch((error: unknown) => error);

  expect(checked).toMatchObject({ stdout: "", stderr: "" });
  expect(checked).not.toBeInstanceOf(Error);
});
