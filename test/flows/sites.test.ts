import { chmod, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { type CommandDesk, openDesk } from "../support/command-desk.ts";
import { readReport } from "../support/command-report.ts";
import { describeWithPostgres, type PostgresServer, startPostgres } from "../support/postgres.ts";

const examined = z.array(z.looseObject({ what: z.string(), ok: z.boolean(), says: z.string() }));

// Each command is a process of its own.
vi.setConfig({ testTimeout: 60_000 });

describeWithPostgres("workstations of a site", () => {
  let server: PostgresServer;
  let desk: CommandDesk;
  beforeAll(async () => {
    server = await startPostgres();
    const place = await server.database();
    desk = await openDesk();
    await writeFile(desk.path("store-password"), place.password ?? "");
    await chmod(desk.path("store-password"), 0o600);
    await desk.configure((yaml) =>
      yaml
        .replace(/slack:\n.*\ndiscord:\n.*\n/u, "")
        .replace(/(?<pc>name: PC-4[23],)/gu, "$<pc> groups: [berlin],")
        .replace(
          "file: ./whyreboot.db",
          `url: ${place.url}\n  passwordFile: ./store-password\nsites:\n  berlin: { groups: [berlin] }`,
        ),
    );
  });
  afterAll(async () => {
    await desk.stop();
    await server[Symbol.asyncDispose]();
  });

  it("are not asked without a worker, which is said, and the others are", async () => {
    const [far, near] = await Promise.all([
      desk.run(["ask", "PC-42", "--json"]),
      desk.run(["ask", "PC-46", "--json"]),
    ]);

    expect(readReport(far.stdout)).toMatchObject({ headline: "unreachable", why: "no-worker" });
    expect(far.status).toBe(1);
    expect(near.status).toBe(0);
  });

  it("are missed by the doctor while no worker is there", async () => {
    const { stdout } = await desk.run(["doctor", "--json"]);

    expect(examined.parse(JSON.parse(stdout))).toContainEqual(
      expect.objectContaining({ what: "workers of site berlin", ok: false, says: "none" }),
    );
  });

  it("are asked, cleared and put back through a worker, which the doctor sees", async () => {
    const worker = desk.start(["work", "--site", "berlin"], { inputStaysOpen: true });
    await worker.printed(/ready; works for this site/u);

    const asked = await desk.run(["ask", "PC-42", "--json"]);
    const id = readReport(asked.stdout).case;
    const cleared = await desk.run(["clear", id, "--yes", "--json"]);
    const undone = await desk.run(["undo", id, "--yes", "--json"]);
    const doctor = await desk.run(["doctor", "--json"]);

    expect(JSON.parse(cleared.stdout)).toMatchObject({ workstation: "PC-42", outcome: "removed" });
    expect(JSON.parse(undone.stdout)).toMatchObject({ workstation: "PC-42", outcome: "restored" });
    expect(examined.parse(JSON.parse(doctor.stdout))).toContainEqual(
      expect.objectContaining({ what: "workers of site berlin", ok: true }),
    );
    worker.signal("SIGTERM");
    expect((await worker.ended).status).toBe(0);
  });

  it("have no worker of a site that the configuration does not name", async () => {
    const { status, stderr } = await desk.run(["work", "--site", "paris"]);

    expect(status).toBe(2);
    expect(stderr).toBe("The configuration names no site paris. Known are: berlin.\n");
  });
});
