import { afterAll } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { kills } from "./kills.ts";

const folder = await temporaryFolder();

afterAll(async () => {
  await folder[Symbol.asyncDispose]();
});

kills("SQLite", async () => [{ file: folder.path("one.db") }, { file: folder.path("other.db") }]);
