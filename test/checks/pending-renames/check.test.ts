import { describe, expect, it } from "vitest";
import { pendingRenames } from "#checks/pending-renames/check.ts";
import { absent, present, unseen } from "#checks/sighting.ts";
import type { PresentSignal, SignalFinding } from "#checks/signal.ts";
import type { World } from "../../support/world.ts";
import { world } from "../../support/world.ts";

const key = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager";
const first = `${key}\\PendingFileRenameOperations`;
const driver = "C:\\Windows\\System32\\drivers\\acme.sys";
const staged = "C:\\Windows\\Temp\\acme.new";
const chrome = "C:\\Program Files\\Google\\Chrome\\Temp\\scoped_dir1\\old_chrome.exe";
const program = "C:\\Program Files\\Acme\\acme.dll";

describe("nothing is asked", () => {
  it("when the list is not there", async () => {
    expect(await look(listing())).toEqual({ id: pendingRenames.id, state: "absent" });
  });

  it.each(["", "\\0", "  ", "\\0\\0\\0"])(
    "when it holds nothing but %j (setup.windows#150)",
    async (data) => {
      expect(await look(listing(data))).toMatchObject({ state: "absent" });
    },
  );
});

describe("nothing is said", () => {
  it("when the key was denied", async () => {
    const office = listing(nt(program));
    office.blind(key, "denied");

    expect(await look(office)).toMatchObject({ state: "unseen", why: "denied" });
  });

  it("when the machine says that the key is not there, for every Windows has it", async () => {
    await using workstation = await listing().open();
    const machine = { ...workstation.machine, registry: async () => absent };
    const windowsDirectory = Promise.resolve(present("C:\\Windows"));

    expect(await pendingRenames.look({ machine, windowsDirectory })).toMatchObject({
      state: "unseen",
      why: "odd-answer",
    });
  });
});

describe("real", () => {
  it("is a driver that waits to be replaced", async () => {
    const office = listing(`${nt(staged)}\\0!${nt(driver)}`);
    await office.plant(staged, "new");

    const finding = await seen(office);

    expect(finding.verdict).toBe("real");
    expect(finding.evidence).toEqual([first, nt(staged), `!${nt(driver)}`]);
    expect(groups(finding)).toEqual([
      {
        product: undefined,
        operations: [
          {
            does: "replace",
            source: staged,
            target: driver,
            state: "waits",
            touchesWindows: true,
            weight: "real",
          },
        ],
      },
    ]);
  });

  it("is a file of Windows that waits to be deleted, though it may have been installed again", async () => {
    const office = listing(nt(driver));
    await office.plant(driver, "again");

    const finding = await seen(office);

    expect(finding.verdict).toBe("real");
    expect(groups(finding)[0]?.operations[0]).toMatchObject({
      does: "delete",
      touchesWindows: true,
      weight: "real",
    });
  });

  it("is a program's file that waits to be replaced, whoever made it", async () => {
    const office = listing(`${nt(`${program}.tmp`)}\\0!${nt(program)}`);
    await office.plant(`${program}.tmp`, "new");

    expect(await seen(office)).toMatchObject({ verdict: "real" });
  });

  it("stays so beside what is harmless, odd or unseen, and comes first", async () => {
    const office = listing(
      `${nt("C:\\a?b")}\\0\\0${nt(chrome)}\\0\\0${nt(staged)}\\0!${nt(driver)}`,
    );
    await office.plant(staged, "new");
    await office.plant(chrome, "old");
    office.blind(driver, "denied");

    const finding = await seen(office);

    expect(finding.verdict).toBe("real");
    expect(groups(finding)[0]?.operations[0]?.does).toBe("replace");
  });

  it("is found in the second value as well", async () => {
    const office = world();
    office.plantKey(key, {
      PendingFileRenameOperations2: {
        type: "REG_MULTI_SZ",
        data: `${nt(staged)}\\0!${nt(driver)}`,
      },
    });
    await office.plant(staged, "new");

    const finding = await seen(office);

    expect(finding.verdict).toBe("real");
    expect(finding.evidence[0]).toBe(`${first}2`);
  });
});

describe("harmless", () => {
  it("is what Chrome leaves behind, as a real reg.exe prints it (dotnet/sdk#28993)", async () => {
    const temp = "C:\\Users\\me\\AppData\\Local\\Temp\\06482c31-11b0-4a14-ad6f-847164752608.tmp";
    const folder = "C:\\Program Files\\Google\\Chrome\\Temp";
    const office = listing([temp, chrome, `${folder}\\scoped_dir1`, folder].map(nt).join("\\0"));
    await office.plant(temp, "x");
    await office.plant(chrome, "old");

    const finding = await seen(office);

    expect(finding.verdict).toBe("harmless");
    expect(groups(finding).map(({ product }) => product)).toEqual([
      "temporary files",
      "Google Chrome",
    ]);
  });

  it("is Windows' own cache", async () => {
    const hive = "C:\\Windows\\AppCompat\\Programs\\Amcache.hve";
    const office = listing(`${nt(`${hive}.tmp`)}\\0!${nt(hive)}`);
    await office.plant(`${hive}.tmp`, "x");

    const finding = await seen(office);

    expect(finding.verdict).toBe("harmless");
    expect(groups(finding)[0]?.operations[0]?.touchesWindows).toBe(false);
  });

  it("stays so when its file was not seen: whatever is there may go", async () => {
    const office = listing(`*1${nt(chrome)}\\0`);
    office.blind(chrome, "denied");

    expect(await seen(office)).toMatchObject({ verdict: "harmless" });
  });

  it("is nothing while the Windows directory is unknown", async () => {
    const office = listing(nt(chrome));
    await office.plant(chrome, "old");

    expect(await seen(office, unseen("denied"))).toMatchObject({ verdict: "unseen" });
  });

  it("is no temporary file that goes to a driver's place", async () => {
    const office = listing(`${nt(staged)}\\0${nt(driver)}\\0\\0`);
    await office.plant(staged, "new");

    expect(await seen(office)).not.toMatchObject({ verdict: "harmless" });
  });
});

describe("stale", () => {
  it("is a list whose every source is gone", async () => {
    const office = listing(`${nt(program)}\\0\\0${nt(staged)}\\0!${nt(driver)}`);

    const finding = await seen(office);

    expect(finding.verdict).toBe("stale");
    expect(
      groups(finding).flatMap(({ operations }) => operations.map(({ state }) => state)),
    ).toEqual(["gone", "gone"]);
  });

  it("is not a list on a drive that is not there now", async () => {
    expect(await seen(listing(nt("X:\\Acme\\x.dll")))).toMatchObject({ verdict: "unseen" });
  });

  it("is not a source that an earlier operation brings", async () => {
    const office = listing(
      `${nt(staged)}\\0${nt(program)}\\0${nt(program)}\\0!${nt(driver)}\\0${nt(chrome)}\\0\\0${nt(chrome)}`,
    );
    await office.plant(staged, "new");

    const states = groups(await seen(office)).flatMap(({ operations }) => operations);

    expect(states.filter(({ target }) => target === driver)).toMatchObject([{ state: "waits" }]);
  });

  it("is not a source below a directory that an earlier operation brings", async () => {
    const office = listing(
      `${nt("C:\\Acme\\1")}\\0${nt("C:\\Acme\\2")}\\0${nt("C:\\Acme\\2\\x.dll")}\\0\\0${nt(chrome)}\\0`,
    );
    await office.plant("C:\\Acme\\1\\x.dll", "x");

    const operations = groups(await seen(office)).flatMap((group) => group.operations);

    expect(operations.find(({ source }) => source.endsWith("x.dll"))?.state).toBe("unseen");
  });

  it("is not said of a list too long to be followed", async () => {
    const office = listing(`${nt(program)}\\0\\0`.repeat(10_001));

    expect(await seen(office)).toMatchObject({ verdict: "unseen" });
  });
});

describe("unseen", () => {
  it.each(["denied", "timed-out", "connection-lost", "failed"] as const)(
    "is a replacement whose source was %s",
    async (why) => {
      const office = listing(`${nt(staged)}\\0!${nt(driver)}`);
      office.blind(staged, why);

      const finding = await seen(office);

      expect(finding.verdict).toBe("unseen");
      expect(groups(finding)[0]?.operations[0]?.state).toBe("unseen");
    },
  );

  it.each([
    "\\??\\C:\\Acme\\\ufffdtude\\x.tmp",
    "\\??\\UNC\\server\\share\\x.tmp",
    "\\??\\Volume{1}\\x.tmp",
    "\\??\\C:\\Windows\\Temp\\..\\x.tmp",
  ])("is the place %s, which is never gone to", async (text) => {
    expect(await seen(listing(text))).toMatchObject({ verdict: "unseen" });
  });

  it("is a program's file that waits to be deleted: it may have been installed again since", async () => {
    const office = listing(nt(program));
    await office.plant(program, "again");

    const finding = await seen(office);

    expect(finding.verdict).toBe("unseen");
    expect(groups(finding)[0]?.operations[0]).toMatchObject({
      state: "waits",
      touchesWindows: false,
    });
  });

  it("is a move onto something that is there, which Windows refuses (KB 202071)", async () => {
    const office = listing(`${nt(chrome)}\\0\\0${nt(staged)}\\0${nt(driver)}`);
    await office.plant(staged, "new");
    await office.plant(driver, "old");

    expect(await seen(office)).toMatchObject({ verdict: "unseen" });
  });

  it("is a temporary file that may be deleted or become a driver", async () => {
    const temp = "C:\\Users\\me\\AppData\\Local\\Temp\\new.tmp";
    const office = listing(`${nt(temp)}\\0${nt(driver)}`);
    await office.plant(temp, "new");

    const finding = await seen(office);
    const operations = groups(finding).flatMap((group) => group.operations);

    expect(finding.verdict).toBe("unseen");
    expect(operations.find(({ source }) => source === temp)?.touchesWindows).toBe(true);
  });

  it("is a list with odd text, whose text is kept", async () => {
    const office = listing(`${nt(chrome)}\\0\\0junk`);

    const finding = await seen(office);

    expect(finding).toMatchObject({
      verdict: "unseen",
      evidence: [first, `${nt(chrome)}\\0\\0junk`],
    });
  });

  it("is a value of another type, whose text is kept", async () => {
    const office = world();
    office.plantKey(key, { PendingFileRenameOperations: nt(chrome) });

    expect(await seen(office)).toMatchObject({ verdict: "unseen", evidence: [first, nt(chrome)] });
  });

  it("is what more entries name than are looked at", async () => {
    const paths = Array.from({ length: 600 }, (_, index) => nt(`C:\\Acme\\${index}.dll`));

    expect(await seen(listing(`${paths.join("\\0\\0")}\\0`))).toMatchObject({ verdict: "unseen" });
  });
});

describe("a list of ten thousand entries", () => {
  it("is judged whole and shown in part", async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => nt(`${chrome}${index}`));
    const office = listing([...many, nt(staged), `!${nt(driver)}`].join("\\0"));
    await office.plant(staged, "new");

    const finding = await seen(office);

    expect(finding.evidence).toHaveLength(201);
    expect(groups(finding).flatMap(({ operations }) => operations)).toHaveLength(500);
    expect(finding.verdict).not.toBe("harmless");
  });
});

describe("junk", () => {
  it.each([
    ["entries in a row before a target", `${"\\??\\C:\\a\\0".repeat(150_000)}!\\??\\C:\\b`],
    ["entries with empty members", "\\??\\C:\\a\\0\\0".repeat(100_000)],
    [
      "one path to and fro",
      "\\??\\C:\\a\\0!\\??\\C:\\b\\0\\??\\C:\\b\\0!\\??\\C:\\a\\0".repeat(25_000),
    ],
    ["separators", "\\0".repeat(1_500_000) + "x"],
    ["backslashes behind a drive", `\\??\\C:${"\\".repeat(2_000_000)}`],
  ])("of megabytes, %s, is never clean and ends", async (_what, data) => {
    const office = listing(data);
    await office.plant("C:\\a", "x");

    const { verdict } = await seen(office);

    expect(["harmless", "stale"]).not.toContain(verdict);
  });
});

function listing(data?: string): World {
  const office = world();
  const value =
    data === undefined ? {} : { PendingFileRenameOperations: { type: "REG_MULTI_SZ", data } };
  office.plantKey(key, { ...value, ObjectDirectories: "\\Windows" });
  return office;
}

function nt(path: string): string {
  return `\\??\\${path}`;
}

async function look(
  office: World,
  windowsDirectory: ReturnType<typeof present<string>> | ReturnType<typeof unseen> = present(
    "C:\\Windows",
  ),
): Promise<SignalFinding> {
  await using workstation = await office.open();
  return await pendingRenames.look({
    machine: workstation.machine,
    windowsDirectory: Promise.resolve(windowsDirectory),
  });
}

async function seen(...asked: Parameters<typeof look>): Promise<PresentSignal> {
  const finding = await look(...asked);
  if (finding.state !== "present") throw new Error(`the list was ${finding.state}`);
  return finding;
}

function groups({
  detail,
}: PresentSignal): Extract<PresentSignal["detail"], { kind: "renames" }>["groups"] {
  if (detail?.kind !== "renames") throw new Error("the operations are not told");
  return detail.groups;
}
