import { describe, expect, it } from "vitest";
import type { EventQuery } from "#checks/machine.ts";
import type { Sighting } from "#checks/sighting.ts";
import type { Scene } from "./workstation.contract.ts";

/** A source that no workstation has. */
export const nothingAsked: EventQuery = {
  log: "System",
  sources: [{ provider: "Whyreboot-Contract", ids: [1] }],
  newest: 1,
};

/** Looking, reading and the fixed queries: the part of a Workstation that a check uses. */
export function lookingContract(scene: Scene): void {
  describe("looking", () => {
    it("shows a file with its size and its time", async () => {
      const place = await scene.freshPlace();
      const modified = new Date("2024-03-31T01:30:02Z");
      await scene.stage().plant(`${place}\\_Mssetup.bat`, "REM nothing\r\n", { modified });
      await using workstation = await scene.stage().open();

      expect(await workstation.machine.look(`${place}\\_Mssetup.bat`)).toEqual({
        state: "present",
        seen: { kind: "file", bytes: 13, modified: "2024-03-31T01:30:02Z", readOnly: false },
      });
    });

    it("says absent when nothing has the name", async () => {
      const place = await scene.freshPlace();
      await using workstation = await scene.stage().open();

      expect(await workstation.machine.look(`${place}\\nothing.bat`)).toEqual({
        state: "absent",
      });
    });

    it("says absent when the folder is not there either", async () => {
      const place = await scene.freshPlace();
      await using workstation = await scene.stage().open();

      expect(await workstation.machine.look(`${place}\\no folder\\nothing.bat`)).toEqual({
        state: "absent",
      });
    });

    it("finds a name in whatever case it is asked for", async () => {
      const place = await scene.freshPlace();
      await scene.stage().plant(`${place}\\_MSSETUP.BAT`, "x");
      await using workstation = await scene.stage().open();

      expect(await workstation.machine.look(`${place}\\_Mssetup.bat`)).toMatchObject({
        state: "present",
        seen: { kind: "file", bytes: 1 },
      });
    });

    it("finds a name with blanks, brackets and letters beyond ASCII", async () => {
      const place = await scene.freshPlace();
      await scene.stage().plant(`${place}\\Größe & Maß (1).dll`, "ab");
      await using workstation = await scene.stage().open();

      expect(await workstation.machine.look(`${place}\\Größe & Maß (1).dll`)).toMatchObject({
        state: "present",
        seen: { bytes: 2 },
      });
    });

    it("shows a folder as a directory", async () => {
      const place = await scene.freshPlace();
      await using workstation = await scene.stage().open();

      expect(await workstation.machine.look(place)).toMatchObject({
        state: "present",
        seen: { kind: "directory" },
      });
    });

    it("shows the read-only attribute", async () => {
      const place = await scene.freshPlace();
      await scene.stage().plant(`${place}\\kept.exe`, "x", { readOnly: true });
      await using workstation = await scene.stage().open();

      expect(await workstation.machine.look(`${place}\\kept.exe`)).toMatchObject({
        state: "present",
        seen: { readOnly: true },
      });
    });

    it.each(["\\\\server\\share\\file.txt", "file.txt", "C:file.txt", "C:\\a\\..\\b", "/etc/x"])(
      "never goes to %s",
      async (path) => {
        await using workstation = await scene.stage().open();

        expect(await workstation.machine.look(path)).toMatchObject({
          state: "unseen",
          why: "out-of-reach",
        });
        expect(await workstation.machine.read(path, 10)).toMatchObject({
          state: "unseen",
          why: "out-of-reach",
        });
      },
    );

    it("says denied, never absent, for what the machine refuses to show", async ({ skip }) => {
      skip(scene.stage().deny === undefined, "this stage cannot deny access");
      const place = await scene.freshPlace();
      await scene.stage().plant(`${place}\\_Mssetup.bat`, "x");
      await scene.stage().deny?.(place);
      await using workstation = await scene.stage().open();

      expect(await workstation.machine.look(`${place}\\_Mssetup.bat`)).toMatchObject({
        state: "unseen",
        why: "denied",
      });
      expect(await workstation.machine.look(`${place}\\nothing.bat`)).toMatchObject({
        state: "unseen",
        why: "denied",
      });
      expect(await workstation.machine.read(`${place}\\_Mssetup.bat`, 100)).toMatchObject({
        state: "unseen",
        why: "denied",
      });
    });
  });

  describe("reading", () => {
    it("gives the whole content, byte for byte, with the entry", async () => {
      const place = await scene.freshPlace();
      const content = Uint8Array.from({ length: 150_001 }, (_, at) => (at * 7 + (at >> 8)) % 256);
      await scene.stage().plant(`${place}\\big.bin`, content);
      await using workstation = await scene.stage().open();

      const sighting = await workstation.machine.read(`${place}\\BIG.BIN`, 200_000);

      expect(sighting).toMatchObject({
        state: "present",
        seen: { entry: { kind: "file", bytes: 150_001 } },
      });
      expect(Buffer.from(seen(sighting).content).equals(content)).toBe(true);
    });

    it("gives an empty file as present and empty", async () => {
      const place = await scene.freshPlace();
      await scene.stage().plant(`${place}\\empty.bat`, "");
      await using workstation = await scene.stage().open();

      const sighting = await workstation.machine.read(`${place}\\empty.bat`, 100);

      expect(sighting).toMatchObject({ state: "present", seen: { entry: { bytes: 0 } } });
      expect(seen(sighting).content).toHaveLength(0);
    });

    it("reads up to the limit, and says too-large one byte past it", async () => {
      const place = await scene.freshPlace();
      await scene.stage().plant(`${place}\\ten.txt`, "0123456789");
      await using workstation = await scene.stage().open();

      expect(await workstation.machine.read(`${place}\\ten.txt`, 10)).toMatchObject({
        state: "present",
      });
      expect(await workstation.machine.read(`${place}\\ten.txt`, 9)).toMatchObject({
        state: "unseen",
        why: "too-large",
      });
    });

    it("says not-a-file for a folder", async () => {
      const place = await scene.freshPlace();
      await using workstation = await scene.stage().open();

      expect(await workstation.machine.read(place, 100)).toMatchObject({
        state: "unseen",
        why: "not-a-file",
      });
    });

    it("says absent when nothing has the name", async () => {
      const place = await scene.freshPlace();
      await using workstation = await scene.stage().open();

      expect(await workstation.machine.read(`${place}\\nothing.bat`, 100)).toEqual({
        state: "absent",
      });
    });
  });

  describe("fixed queries", () => {
    it("tells where Windows is", async () => {
      await using workstation = await scene.stage().open();

      const directory = seen(await workstation.machine.environment("SystemRoot"));

      expect(directory).toMatch(/^[A-Za-z]:\\\S+$/);
    });

    it("lists the values of a registry key", async () => {
      await using workstation = await scene.stage().open();

      const { values } = seen(
        await workstation.machine.registry("HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"),
      );

      expect(values.find((value) => value.name === "ProductName")).toMatchObject({
        type: "REG_SZ",
      });
    });

    it("lists the subkeys of a registry key by their own names", async () => {
      await using workstation = await scene.stage().open();

      const { subkeys } = seen(await workstation.machine.registry("HKLM\\SOFTWARE\\Microsoft"));

      expect(subkeys).toContain("Windows NT");
    });

    it("says absent for a key that its listed parent does not have", async () => {
      await using workstation = await scene.stage().open();

      expect(
        await workstation.machine.registry("HKLM\\SOFTWARE\\Microsoft\\WhyrebootAbsent"),
      ).toEqual({ state: "absent" });
    });

    it("says absent for a key below one that its listed parent does not have", async () => {
      await using workstation = await scene.stage().open();

      expect(
        await workstation.machine.registry("HKLM\\SOFTWARE\\Microsoft\\WhyrebootAbsent\\Below"),
      ).toEqual({ state: "absent" });
    });

    it("gives a key with everything below it", async () => {
      await using workstation = await scene.stage().open();

      const tree = seen(
        await workstation.machine.registryTree(
          "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage",
        ),
      );

      expect(tree[0]?.below).toEqual([]);
      expect(tree[0]?.values.find(({ name }) => name === "OEMCP")).toMatchObject({
        type: "REG_SZ",
      });
    });

    it("says absent for a tree that its listed parent does not have", async () => {
      await using workstation = await scene.stage().open();

      expect(
        await workstation.machine.registryTree("HKLM\\SOFTWARE\\Microsoft\\WhyrebootAbsent"),
      ).toEqual({ state: "absent" });
    });

    it("gives no event, or says why not, for a source that writes none", async () => {
      await using workstation = await scene.stage().open();

      const events = await workstation.machine.events(nothingAsked);

      // Wine's wevtutil ends well and says nothing at all.
      expect(events).toEqual({ state: "present", seen: [] });
    });

    it("answers many questions at the same time on one connection", async () => {
      const place = await scene.freshPlace();
      await scene.stage().plant(`${place}\\here.txt`, "here");
      await using workstation = await scene.stage().open();
      const { machine } = workstation;

      const sightings = await Promise.all([
        machine.environment("SystemRoot"),
        machine.look(`${place}\\here.txt`),
        machine.read(`${place}\\here.txt`, 100),
        machine.look(`${place}\\not here.txt`),
        machine.registry("HKLM\\SOFTWARE\\Microsoft"),
        machine.environment("SystemRoot"),
      ]);

      expect(sightings.map((sighting) => sighting.state)).toEqual([
        "present",
        "present",
        "present",
        "absent",
        "present",
        "present",
      ]);
    });

    it("says unseen, never absent, once the connection is closed", async () => {
      const place = await scene.freshPlace();
      await using workstation = await scene.stage().open();
      await workstation[Symbol.asyncDispose]();

      expect(await workstation.machine.look(`${place}\\nothing.bat`)).toMatchObject({
        state: "unseen",
        why: "connection-lost",
      });
      expect(await workstation.hands.makeDirectory(`${place}\\late`)).toMatchObject({
        ok: false,
        why: "connection-lost",
      });
    });
  });
}

function seen<T>(sighting: Sighting<T>): T {
  if (sighting.state !== "present") {
    throw new Error(`not present: ${JSON.stringify(sighting)}`);
  }
  return sighting.seen;
}
