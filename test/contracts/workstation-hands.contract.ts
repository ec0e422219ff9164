import { describe, expect, it } from "vitest";
import type { Scene } from "./workstation.contract.ts";

/** The changes of a Workstation: the part that only an act uses. */
export function handsContract(scene: Scene): void {
  describe("hands", () => {
    it("moves a file into a fresh folder, after which the old name is absent", async () => {
      const place = await scene.freshPlace();
      const modified = new Date("2001-02-03T04:05:06Z");
      await scene.stage().plant(`${place}\\_Msrstrt.exe`, "MZ and more", { modified });
      await using workstation = await scene.stage().open();

      const made = await workstation.hands.makeDirectory(`${place}\\kept`);
      const moved = await workstation.hands.moveAside(
        `${place}\\_Msrstrt.exe`,
        `${place}\\kept\\_Msrstrt.exe`,
      );

      expect([made, moved]).toEqual([{ ok: true }, { ok: true }]);
      expect(await workstation.machine.look(`${place}\\_Msrstrt.exe`)).toEqual({
        state: "absent",
      });
      expect(await workstation.machine.look(`${place}\\kept\\_Msrstrt.exe`)).toMatchObject({
        state: "present",
        seen: { modified: "2001-02-03T04:05:06Z" },
      });
      expect(text(await scene.stage().content(`${place}\\kept\\_Msrstrt.exe`))).toBe("MZ and more");
    });

    it("puts a moved file back as it was, content and time", async () => {
      const place = await scene.freshPlace();
      const modified = new Date("2001-02-03T04:05:06Z");
      await scene.stage().plant(`${place}\\_Mssetup.bat`, "REN A B\r\n", { modified });
      await using workstation = await scene.stage().open();
      await workstation.hands.makeDirectory(`${place}\\kept`);
      await workstation.hands.moveAside(`${place}\\_Mssetup.bat`, `${place}\\kept\\_Mssetup.bat`);

      const back = await workstation.hands.putBack(
        `${place}\\kept\\_Mssetup.bat`,
        `${place}\\_Mssetup.bat`,
      );

      expect(back).toEqual({ ok: true });
      expect(text(await scene.stage().content(`${place}\\_Mssetup.bat`))).toBe("REN A B\r\n");
      expect(await scene.stage().content(`${place}\\kept\\_Mssetup.bat`)).toBeUndefined();
      expect(await workstation.machine.look(`${place}\\_Mssetup.bat`)).toMatchObject({
        state: "present",
        seen: { readOnly: false, modified: "2001-02-03T04:05:06Z" },
      });
    });

    it("moves and puts back a read-only file, which stays read-only", async () => {
      const place = await scene.freshPlace();
      await scene.stage().plant(`${place}\\_Mssetup.bat`, "REN A B", { readOnly: true });
      await using workstation = await scene.stage().open();
      await workstation.hands.makeDirectory(`${place}\\kept`);

      const moved = await workstation.hands.moveAside(
        `${place}\\_Mssetup.bat`,
        `${place}\\kept\\_Mssetup.bat`,
      );
      const back = await workstation.hands.putBack(
        `${place}\\kept\\_Mssetup.bat`,
        `${place}\\_Mssetup.bat`,
      );

      expect([moved, back]).toEqual([{ ok: true }, { ok: true }]);
      expect(await workstation.machine.look(`${place}\\_Mssetup.bat`)).toMatchObject({
        state: "present",
        seen: { readOnly: true, bytes: 7 },
      });
      expect(await scene.stage().content(`${place}\\kept\\_Mssetup.bat`)).toBeUndefined();
    });

    it("removes a file, also a read-only one", async () => {
      const place = await scene.freshPlace();
      await scene.stage().plant(`${place}\\_Mssetup.bat`, "REN A B", { readOnly: true });
      await scene.stage().plant(`${place}\\_Msrstrt.exe`, "MZ");
      await using workstation = await scene.stage().open();

      const removed = [
        await workstation.hands.removeFile(`${place}\\_Mssetup.bat`),
        await workstation.hands.removeFile(`${place}\\_Msrstrt.exe`),
      ];

      expect(removed).toEqual([{ ok: true }, { ok: true }]);
      expect(await workstation.machine.look(`${place}\\_Mssetup.bat`)).toEqual({ state: "absent" });
      expect(await workstation.machine.look(`${place}\\_Msrstrt.exe`)).toEqual({ state: "absent" });
    });

    it("removes no folder in a file's place, and says what is not there", async () => {
      const place = await scene.freshPlace();
      await scene.stage().plant(`${place}\\_Mssetup.bat\\inside.txt`, "x");
      await using workstation = await scene.stage().open();

      const folder = await workstation.hands.removeFile(`${place}\\_Mssetup.bat`);
      const nothing = await workstation.hands.removeFile(`${place}\\_Msrstrt.exe`);

      expect(folder).toMatchObject({ ok: false, why: "not-a-file" });
      expect(nothing).toMatchObject({ ok: false, why: "missing" });
      expect(text(await scene.stage().content(`${place}\\_Mssetup.bat\\inside.txt`))).toBe("x");
    });

    it("puts back a folder that was moved in a file's place", async () => {
      const place = await scene.freshPlace();
      await scene.stage().plant(`${place}\\kept\\_Mssetup.bat\\inside.txt`, "x");
      await using workstation = await scene.stage().open();

      const back = await workstation.hands.putBack(
        `${place}\\kept\\_Mssetup.bat`,
        `${place}\\_Mssetup.bat`,
      );

      expect(back).toEqual({ ok: true });
      expect(text(await scene.stage().content(`${place}\\_Mssetup.bat\\inside.txt`))).toBe("x");
    });

    it("never overwrites when it puts back", async () => {
      const place = await scene.freshPlace();
      await scene.stage().plant(`${place}\\kept\\_Mssetup.bat`, "old");
      await scene.stage().plant(`${place}\\_Mssetup.bat`, "new");
      await using workstation = await scene.stage().open();

      const back = await workstation.hands.putBack(
        `${place}\\kept\\_Mssetup.bat`,
        `${place}\\_Mssetup.bat`,
      );

      expect(back).toMatchObject({ ok: false, why: "exists" });
      expect(text(await scene.stage().content(`${place}\\kept\\_Mssetup.bat`))).toBe("old");
      expect(text(await scene.stage().content(`${place}\\_Mssetup.bat`))).toBe("new");
    });

    it("never overwrites when it moves aside", async () => {
      const place = await scene.freshPlace();
      await scene.stage().plant(`${place}\\kept\\_Mssetup.bat`, "old");
      await scene.stage().plant(`${place}\\_Mssetup.bat`, "new");
      await using workstation = await scene.stage().open();

      const moved = await workstation.hands.moveAside(
        `${place}\\_Mssetup.bat`,
        `${place}\\kept\\_Mssetup.bat`,
      );

      expect(moved).toMatchObject({ ok: false, why: "exists" });
      expect(text(await scene.stage().content(`${place}\\kept\\_Mssetup.bat`))).toBe("old");
      expect(text(await scene.stage().content(`${place}\\_Mssetup.bat`))).toBe("new");
    });

    it("says missing when there is nothing to move or to put back", async () => {
      const place = await scene.freshPlace();
      await using workstation = await scene.stage().open();
      const from = `${place}\\nothing.bat`;

      expect(await workstation.hands.moveAside(from, `${place}\\a.bat`)).toMatchObject({
        ok: false,
        why: "missing",
      });
      expect(await workstation.hands.putBack(from, `${place}\\b.bat`)).toMatchObject({
        ok: false,
        why: "missing",
      });
    });

    it("says exists when something has the name of the folder to be made", async () => {
      const place = await scene.freshPlace();
      await scene.stage().plant(`${place}\\file`, "x");
      await using workstation = await scene.stage().open();

      expect(await workstation.hands.makeDirectory(place.toUpperCase())).toMatchObject({
        ok: false,
        why: "exists",
      });
      expect(await workstation.hands.makeDirectory(`${place}\\file`)).toMatchObject({
        ok: false,
        why: "exists",
      });
    });

    it("removes an empty folder, and leaves one with something in it alone", async () => {
      const place = await scene.freshPlace();
      await scene.stage().plantDirectory(`${place}\\empty`);
      await scene.stage().plant(`${place}\\full\\file.txt`, "x");
      await using workstation = await scene.stage().open();

      expect(await workstation.hands.removeDirectory(`${place}\\empty`)).toEqual({ ok: true });
      expect(await workstation.machine.look(`${place}\\empty`)).toEqual({ state: "absent" });
      expect(await workstation.hands.removeDirectory(`${place}\\full`)).toMatchObject({
        ok: false,
      });
      expect(text(await scene.stage().content(`${place}\\full\\file.txt`))).toBe("x");
    });

    it("changes nothing where the machine refuses", async ({ skip }) => {
      skip(scene.stage().deny === undefined, "this stage cannot deny access");
      const place = await scene.freshPlace();
      await scene.stage().plant(`${place}\\locked\\_Mssetup.bat`, "x");
      await scene.stage().plantDirectory(`${place}\\kept`);
      await scene.stage().deny?.(`${place}\\locked`);
      await using workstation = await scene.stage().open();

      const moved = await workstation.hands.moveAside(
        `${place}\\locked\\_Mssetup.bat`,
        `${place}\\kept\\_Mssetup.bat`,
      );
      const made = await workstation.hands.makeDirectory(`${place}\\locked\\new`);

      expect(moved).toMatchObject({ ok: false, why: "denied" });
      expect(made).toMatchObject({ ok: false, why: "denied" });
      expect(await scene.stage().content(`${place}\\kept\\_Mssetup.bat`)).toBeUndefined();
    });
  });
}

function text(content: Uint8Array | undefined): string | undefined {
  return content && new TextDecoder().decode(content);
}
