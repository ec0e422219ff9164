import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import type { RawServer } from "../../support/ssh-server.ts";
import { ecdsa, ed25519, otherEd25519, startSshServer } from "../../support/ssh-server.ts";
import type { Client, ClientOptions } from "../../support/ssh-settings.ts";
import { clientOf, knownHostsLine, refusal } from "../../support/ssh-settings.ts";

let server: RawServer;
let client: Client;

async function start(
  hostKeys: readonly string[],
  options: (port: number) => ClientOptions,
): Promise<void> {
  server = await startSshServer({ hostKeys });
  client = clientOf(server, options(server.port));
}

afterEach(async () => {
  client.forget();
  await server.stop();
});

describe("the host key", () => {
  it("is given as ssh-keygen -l prints it", async () => {
    await start([ed25519.private], () => ({}));

    await using workstation = await client.workstation();

    expect(workstation.hostKey).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
    expect(workstation.trust).toBe("known");
  });

  it("is refused when known_hosts does not have it, before any login", async () => {
    await start([ed25519.private], () => ({ knownHosts: "" }));

    expect(refusal(await client.open())).toMatch(/^host-key-unknown: .*ssh-ed25519 SHA256:/);
    expect(server.logins).toEqual([]);
  });

  it("is refused when there is no known_hosts file", async () => {
    await start([ed25519.private], () => ({}));
    rmSync(client.knownHostsFile);

    expect(await client.open()).toMatchObject({ ok: false, why: "host-key-unknown" });
    expect(server.logins).toEqual([]);
  });

  it("is refused when known_hosts cannot be read", async () => {
    await start([ed25519.private], () => ({}));
    rmSync(client.knownHostsFile);
    mkdirSync(client.knownHostsFile);

    expect(refusal(await client.open())).toMatch(/^host-key-unknown: .*could not be read/);
  });

  it.each([false, true])(
    "is refused when known_hosts has another one (trust on first use: %s)",
    async (trustOnFirstUse) => {
      await start([otherEd25519.private], () => ({ trustOnFirstUse }));

      expect(refusal(await client.open())).toMatch(
        /^host-key-changed: .*shows ssh-ed25519 SHA256:.*has ssh-ed25519 SHA256:/,
      );
      expect(server.logins).toEqual([]);
      expect(readFileSync(client.knownHostsFile, "utf8")).toBe(
        knownHostsLine(server.port, ed25519.public),
      );
    },
  );

  it.each([false, true])(
    "is refused when it was revoked (trust on first use: %s)",
    async (trustOnFirstUse) => {
      await start([ed25519.private], (port) => ({
        knownHosts: `@revoked ${knownHostsLine(port, ed25519.public)}`,
        trustOnFirstUse,
      }));

      expect(refusal(await client.open())).toMatch(/^host-key-changed: .*@revoked/);
    },
  );

  it("is asked for by the type that known_hosts has, not by the one that ssh2 likes best", async () => {
    await start([ed25519.private, ecdsa.private], (port) => ({
      knownHosts: knownHostsLine(port, ecdsa.public),
    }));

    expect(await client.open()).toMatchObject({ ok: true });
  });
});

describe("trust on first use", () => {
  it("takes an unknown key, writes it down, and says that nobody vouched for it", async () => {
    await start([ed25519.private], () => ({ knownHosts: "", trustOnFirstUse: true }));

    await using first = await client.workstation();
    await using second = await client.workstation();

    expect([first.trust, second.trust]).toEqual(["first-use", "known"]);
    expect(readFileSync(client.knownHostsFile, "utf8")).toBe(
      knownHostsLine(server.port, ed25519.public),
    );
    expect(client.logged.join("")).toContain("unknown host keys are taken on first use");
  });

  it("makes the file, for nobody else to write, when there is none", async () => {
    await start([ed25519.private], () => ({ trustOnFirstUse: true }));
    rmSync(client.knownHostsFile);

    await using workstation = await client.workstation();

    expect(workstation.trust).toBe("first-use");
    expect(existsSync(client.knownHostsFile)).toBe(true);
  });

  it("starts a line of its own after a last line that was not ended", async () => {
    await start([ed25519.private], () => ({ knownHosts: "# mine", trustOnFirstUse: true }));

    await using _workstation = await client.workstation();

    expect(readFileSync(client.knownHostsFile, "utf8")).toBe(
      `# mine\n${knownHostsLine(server.port, ed25519.public)}`,
    );
  });

  it("writes one line when two questions come at the same time", async () => {
    await start([ed25519.private], () => ({ knownHosts: "", trustOnFirstUse: true }));

    const opened = await Promise.all([client.workstation(), client.workstation()]);
    await Promise.all(opened.map(async (one) => await one[Symbol.asyncDispose]()));

    expect(opened.map(({ trust }) => trust).toSorted()).toEqual(["first-use", "known"]);
    expect(readFileSync(client.knownHostsFile, "utf8")).toBe(
      knownHostsLine(server.port, ed25519.public),
    );
  });

  it("refuses when the key cannot be written down: every time would be the first", async () => {
    await start([ed25519.private], () => ({}));
    const client = clientOf(server, { trustOnFirstUse: true, inFolder: "not/there" });

    expect(refusal(await client.open())).toMatch(/^host-key-unknown: .*could not be noted/);
    expect(server.logins).toEqual([]);
    client.forget();
  });
});
