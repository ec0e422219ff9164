import { createHmac } from "node:crypto";
import { rm, utimes, writeFile } from "node:fs/promises";
import { array, assert, asyncProperty, constantFrom, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { standingOf } from "#adapters/ssh/known-hosts.ts";
import { knownHostsReader } from "#adapters/ssh/known-hosts-file.ts";
import { parseKnownHosts } from "#adapters/ssh/known-hosts-index.ts";
import { ed25519, otherEd25519 } from "../../support/ssh-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const [line, otherLine] = [ed25519.public.trimEnd(), otherEd25519.public.trimEnd()];
const key = Buffer.from(line.split(" ")[1] ?? "", "base64");
const host = { address: "pc-42", port: 22 };
const long = new Date("2026-01-01T00:00:00Z");

function hashed(name: string): string {
  const salt = Buffer.alloc(20, 7);
  const digest = createHmac("sha1", salt).update(name).digest("base64");
  return `|1|${salt.toString("base64")}|${digest}`;
}

describe("a known_hosts file that changes", () => {
  it("is heard at once, also when its time and its size are what they were", async () => {
    await using folder = await temporaryFolder();
    const file = folder.path("known_hosts");
    const reader = knownHostsReader(file);
    const standings: string[] = [];
    for (const text of [`pc-42 ${line}\n`, `pc-43 ${line}\n`, `pc-42 ${otherLine}\n`]) {
      await writeFile(file, text);
      await utimes(file, long, long);
      standings.push(standingOf(key, host, await reader.read()).state);
    }

    expect(standings).toEqual(["known", "unknown", "changed"]);
  });

  it("is heard when it is gone, and when it is there again", async () => {
    await using folder = await temporaryFolder();
    const file = folder.path("known_hosts");
    const reader = knownHostsReader(file);
    await writeFile(file, `pc-42 ${line}\n`);
    expect(standingOf(key, host, await reader.read()).state).toBe("known");

    await rm(file);
    expect(standingOf(key, host, await reader.read()).state).toBe("unknown");

    await writeFile(file, `pc-42 ${line}\n`);
    expect(standingOf(key, host, await reader.read()).state).toBe("known");
  });

  it("says after each addition what the whole file says", async () => {
    await using folder = await temporaryFolder();
    const file = folder.path("known_hosts");
    const names = ["pc-42", "pc-4*", "!pc-42,pc-*", "other,PC-42", "*", hashed("pc-42"), "# no"];
    const lineOf = tuple(
      constantFrom("", "@revoked "),
      constantFrom(...names),
      constantFrom(line, otherLine),
    ).map(([marker, name, ending]) => `${marker}${name} ${ending}`);
    const breaks = constantFrom("\n", "\r\n", "");

    await assert(
      asyncProperty(array(tuple(lineOf, breaks), { maxLength: 8 }), async (added) => {
        const reader = knownHostsReader(file);
        let text = "";
        for (const [more, end] of added) {
          text += more + end;
          await writeFile(file, text);
          const whole = standingOf(key, host, parseKnownHosts(text));
          expect(standingOf(key, host, await reader.read())).toEqual(whole);
        }
      }),
      { numRuns: 60 },
    );
  });
});
