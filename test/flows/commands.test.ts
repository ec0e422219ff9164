import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CommandDesk, openDesk, shellId } from "../support/command-desk.ts";
import { readReport } from "../support/command-report.ts";

const batch = "C:\\Windows\\_Mssetup.bat";
const runner = "C:\\Windows\\_Msrstrt.exe";

let desk: CommandDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(async () => {
  await desk.stop();
});

async function reportOn(name: string): Promise<ReturnType<typeof readReport>> {
  return readReport((await desk.run(["ask", `why does ${name} ask to reboot`, "--json"])).stdout);
}

function bothThere(name: string): readonly boolean[] {
  const windows = desk.fleet.windows(name);
  return [batch, runner].map((path) => windows.content(path) !== undefined);
}

describe("whyreboot ask", () => {
  test("answers in words on stdout, and says how to go on", async () => {
    const { status, stdout } = await desk.run(["ask", "why does PC-42 ask to reboot"]);

    expect(status).toBe(0);
    expect(stdout).toContain("PC-42 asks to restart because an old setup left two files behind.");
    expect(stdout).toMatch(/To remove: whyreboot clear [0-9A-Z]{4}-[0-9A-Z]{4}\n$/u);
    expect(stdout).not.toContain("\u001B");
  });

  test("prints the report and nothing else on stdout with --json", async () => {
    const { status, stdout, stderr } = await desk.run(["ask", "PC-42", "--json"]);

    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(readReport(stdout)).toMatchObject({
      workstation: "PC-42",
      headline: "restart-files",
      restartFiles: {
        verdict: "leftover",
        windowsDirectory: "C:\\Windows",
        files: [
          { name: "_Mssetup.bat", state: "present", path: batch, bytes: 255 },
          { name: "_Msrstrt.exe", state: "present", path: runner },
        ],
      },
      offers: [{ act: "clear-restart-files", confirm: "once" }],
    });
  });

  test("takes the configuration that --config names, with its own folder for relative paths", async () => {
    const words = ["ask", "PC-46", "--json", "--config", desk.path("whyreboot.yaml")];
    const { status, stdout } = await desk.run(words);

    expect({ status, headline: readReport(stdout).headline }).toEqual({
      status: 0,
      headline: "nothing-found",
    });
  });

  test("ends with 1 for a workstation that cannot be reached, and says why", async () => {
    // Nothing listens on port 1, so the connection is refused at once.
    await desk.configure((yaml) => yaml.replace(/(name: PC-47.* port:) \d+/u, "$1 1"));
    const { status, stdout } = await desk.run(["ask", "PC-47", "--json"]);
    const report = readReport(stdout);

    expect(status).toBe(1);
    expect(report).toMatchObject({ headline: "unreachable", why: "refused", offers: [] });
    expect(report.restartFiles).toBeUndefined();
  });

  test("ends with 1 for a name that the inventory does not have, and suggests one", async () => {
    const { status, stdout } = await desk.run(["ask", "why does PC-50 ask", "--json"]);
    const report = readReport(stdout);

    expect(status).toBe(1);
    expect(report).toMatchObject({ headline: "unknown-workstation", workstation: "PC-50" });
    expect(report.why).toEqual(expect.any(String));
    expect(report.restartFiles).toBeUndefined();
  });

  test("ends with 1 for a person without the right, and looks at nothing", async () => {
    await desk.configure((yaml) => yaml.replaceAll(shellId, "shell:user:somebody-else"));
    const { status, stdout, stderr } = await desk.run(["ask", "PC-42", "--json"]);

    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("You may not ask about workstations here.");
  });

  test("ends with 1 for everybody when no rights are configured", async () => {
    await desk.configure((yaml) => yaml.replace(/rights:\n.*\n.*\n/u, ""));
    const { status, stdout, stderr } = await desk.run(["ask", "PC-42"]);

    expect(status).toBe(1);
    expect(stdout).toContain("You may not ask about workstations here.");
    expect(stderr).toContain("rights.ask is empty, so nobody may ask.");
  });

  test("ends with 2 for words that hold no question, and gives examples", async () => {
    const { status, stdout } = await desk.run(["ask", "good morning"]);

    expect(status).toBe(2);
    expect(stdout).toContain("For example:");
  });
});

describe("whyreboot clear and undo", () => {
  test("remove and put back in processes of their own", async () => {
    const report = await reportOn("PC-42");

    const cleared = await desk.run(["clear", report.case, "--yes"]);
    expect(cleared.status).toBe(0);
    expect(cleared.stdout).toContain("Removed both restart files from PC-42.");
    expect(bothThere("PC-42")).toEqual([false, false]);

    const undone = await desk.run(["undo", report.case, "--yes"]);
    expect(undone.status).toBe(0);
    expect(undone.stdout).toContain("Put both restart files back on PC-42.");
    expect(bothThere("PC-42")).toEqual([true, true]);
  });

  test("print the outcome and nothing else on stdout with --json", async () => {
    const { case: id } = await reportOn("PC-42");
    const { status, stdout, stderr } = await desk.run(["clear", id, "--yes", "--json"]);

    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({
      schema: "whyreboot/act@1",
      case: id,
      workstation: "PC-42",
      outcome: "removed",
    });
  });

  test("ask first, and take a yes from standard input", async () => {
    const { case: id } = await reportOn("PC-42");
    const { status, stderr } = await desk.run(["clear", id], { input: "y\n" });

    expect(status).toBe(0);
    expect(stderr).toContain("Remove? [y/N]");
    expect(bothThere("PC-42")).toEqual([false, false]);
  });

  test.each([
    { input: "\n", what: "an empty line" },
    { input: "", what: "the end of the input" },
    { input: "yesterday\n", what: "anything but yes" },
  ])("change nothing at $what", async ({ input }) => {
    const { case: id } = await reportOn("PC-42");
    const { status, stderr } = await desk.run(["clear", id], { input });

    expect(status).toBe(1);
    expect(stderr).toContain("Nothing was changed.");
    expect(bothThere("PC-42")).toEqual([true, true]);
  });

  test("change nothing that would be lost for --yes alone", async () => {
    const { case: id } = await reportOn("PC-43");
    const { status, stderr } = await desk.run(["clear", id, "--yes"]);

    expect(status).toBe(1);
    expect(stderr).toContain("which were never done");
    expect(stderr).toContain("CTL3DV2.000");
    expect(stderr).toContain("Nothing was changed.");
    expect(bothThere("PC-43")).toEqual([true, true]);
  });

  test("remove what would be lost once --accept-loss says so, and can put it back", async () => {
    const { case: id } = await reportOn("PC-43");

    expect(await desk.run(["clear", id, "--yes", "--accept-loss"])).toMatchObject({ status: 0 });
    expect(bothThere("PC-43")).toEqual([false, false]);
    expect(await desk.run(["undo", id, "--yes"])).toMatchObject({ status: 0 });
    expect(bothThere("PC-43")).toEqual([true, true]);
  });

  test("hear both answers when they come on standard input one after the other", async () => {
    const { case: id } = await reportOn("PC-43");
    const { status } = await desk.run(["clear", id], { input: "y\ny\n" });

    expect(status).toBe(0);
    expect(bothThere("PC-43")).toEqual([false, false]);
  });

  test("end after the answer although standard input stays open", async () => {
    const { case: id } = await reportOn("PC-42");
    const { status } = await desk.run(["clear", id], { input: "yes\n", inputStaysOpen: true });

    expect(status).toBe(0);
  });

  test("change nothing when the evidence is no longer what was shown", async () => {
    const { case: id } = await reportOn("PC-49");
    const { status, stdout } = await desk.run(["clear", id, "--yes"]);

    expect(status).toBe(1);
    expect(stdout).toContain("Nothing was removed.");
    expect(bothThere("PC-49")).toEqual([true, true]);
  });

  test("change nothing for a person without the right", async () => {
    const { case: id } = await reportOn("PC-42");
    await desk.configure((yaml) =>
      yaml.replace(/(clear: .*")shell:user:[^"]*"/u, '$1shell:user:somebody-else"'),
    );
    const { status, stdout } = await desk.run(["clear", id, "--yes"]);

    expect(status).toBe(1);
    expect(stdout).toContain("You may not remove files on PC-42.");
    expect(bothThere("PC-42")).toEqual([true, true]);
  });

  test("end with 1 the second time", async () => {
    const { case: id } = await reportOn("PC-42");
    await desk.run(["clear", id, "--yes"]);
    const { status, stdout } = await desk.run(["clear", id, "--yes"]);

    expect(status).toBe(1);
    expect(stdout).toContain("This was already settled.");
  });

  test("end with 1 when the workstation does not answer, and the button stays", async () => {
    const { case: id } = await reportOn("PC-42");
    await desk.configure((yaml) => yaml.replace(/(name: PC-42.* port:) \d+/u, "$1 1"));
    const { status, stdout } = await desk.run(["clear", id, "--yes"]);
    expect(status).toBe(1);
    expect(stdout).toContain("Nothing was changed");

    await desk.configure((yaml) => yaml);
    expect(await desk.run(["clear", id, "--yes"])).toMatchObject({ status: 0 });
  });

  test.each(["clear", "undo"])("end with 1 for a case that nobody knows: %s", async (name) => {
    const { status, stdout, stderr } = await desk.run([name, "K7Q2-MD4X", "--yes"]);

    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("There is no case “K7Q2-MD4X”.");
  });

  test("end with 1 for a case that offers nothing", async () => {
    const { case: id } = await reportOn("PC-46");

    expect(await desk.run(["clear", id, "--yes"])).toMatchObject({ status: 1, stdout: "" });
    expect(await desk.run(["undo", id, "--yes"])).toMatchObject({ status: 1, stdout: "" });
  });
});

describe("what was typed wrong", () => {
  test.each([
    { words: ["frobnicate"] },
    { words: ["ask", "PC-42", "--practice", "--config", "whyreboot.yaml"] },
  ])("ends with 2 and the usage on stderr: $words", async ({ words }) => {
    const { status, stdout, stderr } = await desk.run(words);

    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("Usage:");
  });
});
