import { watch } from "node:fs";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CommandDesk, openDesk } from "../support/command-desk.ts";
import { readReport } from "../support/command-report.ts";

let desk: CommandDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(async () => {
  await desk.stop();
});

describe("whyreboot ask --practice", () => {
  test.each([
    { name: "PC-42", headline: "restart-files", verdict: "leftover", offers: ["once"] },
    { name: "PC-43", headline: "restart-files", verdict: "stranded", offers: ["twice"] },
    { name: "PC-44", headline: "restart-files", verdict: "one-file", offers: ["once"] },
    { name: "PC-45", headline: "signals", verdict: "none", offers: [] },
    { name: "PC-46", headline: "nothing-found", verdict: "none", offers: [] },
    { name: "PC-48", headline: "cannot-tell", verdict: "cannot-tell", offers: [] },
    { name: "PC-49", headline: "restart-files", verdict: "leftover", offers: ["once"] },
  ])("finds $headline on $name", async ({ name, headline, verdict, offers }) => {
    const words = ["ask", `why does ${name} ask to reboot`, "--practice", "--json"];
    const { status, stdout, stderr } = await desk.run(words);
    const report = readReport(stdout);

    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(report).toMatchObject({ workstation: name, headline });
    expect(report.restartFiles?.verdict).toBe(verdict);
    expect(report.offers.map(({ confirm }) => confirm)).toEqual(offers);
    expect(await desk.left()).toEqual([]);
  });

  test("says that PC-47 does not answer, within seconds", async () => {
    const { status, stdout } = await desk.run(["ask", "PC-47", "--practice", "--json"]);

    expect(status).toBe(1);
    expect(readReport(stdout)).toMatchObject({ headline: "unreachable", why: "no-answer" });
    expect(await desk.left()).toEqual([]);
  });

  test("names what Windows Update waits for on PC-45", async () => {
    const { stdout } = await desk.run(["ask", "PC-45", "--practice", "--json"]);

    expect(readReport(stdout).signals.filter(({ state }) => state !== "absent")).toMatchObject([
      { id: "windows-update-reboot-required", verdict: "real" },
    ]);
  });

  test("does not say how to press a button that ends with the command", async () => {
    const { status, stdout } = await desk.run(["ask", "PC-42", "--practice"]);

    expect(status).toBe(0);
    expect(stdout).not.toContain("whyreboot clear");
  });
});

describe("whyreboot demo", () => {
  const listening = /^listening on (http:\/\/127\.0\.0\.1:(\d+))\n/u;

  test.each(["SIGTERM", "SIGINT"] as const)(
    "serves the page, ends with 0 on %s and leaves nothing behind",
    async (signal) => {
      const demo = desk.start(["demo", "--port", "0"]);
      const [line, url = ""] = await demo.printed(listening);

      const page = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      expect(page.status).toBe(200);
      expect(page.headers.get("content-type")).toContain("text/html");
      expect(await page.text()).toContain("Practice workstations");
      expect(await desk.left()).toHaveLength(1);

      demo.signal(signal);
      expect(await demo.ended).toEqual({ status: 0, stdout: line, stderr: "" });
      expect(await desk.left()).toEqual([]);
    },
  );

  test("ends in order when it is told so before it listens", async () => {
    using temporary = watchFolder(desk.path("temporary"));
    const demo = desk.start(["demo", "--port", "0"]);
    await temporary.changed;

    demo.signal("SIGTERM");

    expect(await demo.ended).toMatchObject({ status: 0 });
    expect(await desk.left()).toEqual([]);
  });

  test("answers on the loopback address alone", async () => {
    const demo = desk.start(["demo", "--port", "0"]);
    const [, , port] = await demo.printed(listening);

    const reached = await Promise.all(
      addressesElsewhere().map(async (address) => await answers(address, Number(port))),
    );

    expect(reached).not.toContain(true);
  });

  test("says in words that its port is taken, and leaves nothing behind", async () => {
    const first = desk.start(["demo", "--port", "0"]);
    const [, , port = ""] = await first.printed(listening);

    const { status, stdout, stderr } = await desk.run(["demo", "--port", port]);

    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("the port is taken");
    expect(stderr).not.toContain("    at ");
    expect(await desk.left()).toHaveLength(1);
  });
});

/** The first change in a folder from now on. */
function watchFolder(path: string): Disposable & { readonly changed: Promise<void> } {
  const { promise: changed, resolve } = Promise.withResolvers<void>();
  const watcher = watch(path, () => resolve());
  return { changed, [Symbol.dispose]: () => watcher.close() };
}

/** This machine's own, as others would call it; none where there is no network. */
function addressesElsewhere(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ internal, family }) => !internal && family === "IPv4")
    .map(({ address }) => address);
}

async function answers(host: string, port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host, port, timeout: 2_000 })
    .on("connect", () => resolve(true))
    .on("timeout", () => resolve(false))
    .on("error", () => resolve(false));
  try {
    return await promise;
  } finally {
    socket.destroy();
  }
}

describe("whyreboot sweep --practice", () => {
  test("looks at all of them, and tells the one that does not answer", async () => {
    const { status, stdout, stderr } = await desk.run(["sweep", "PC-4*", "--practice", "--json"]);

    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const report: unknown = JSON.parse(stdout);
    expect(report).toMatchObject({
      schema: "whyreboot/sweep@1",
      state: "ended",
      workstations: [
        { workstation: "PC-42", state: "looked", headline: "restart-files" },
        { workstation: "PC-43", state: "looked", headline: "restart-files" },
        { workstation: "PC-44", state: "looked", headline: "restart-files" },
        { workstation: "PC-45", state: "looked", headline: "signals" },
        { workstation: "PC-46", state: "looked", headline: "nothing-found" },
        { workstation: "PC-47", state: "unreachable", why: "no-answer", tries: 2 },
        { workstation: "PC-48", state: "looked", headline: "cannot-tell" },
        { workstation: "PC-49", state: "looked", headline: "restart-files" },
      ],
    });
    expect(await desk.left()).toEqual([]);
  });
});
