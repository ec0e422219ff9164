import { afterAll, beforeAll, describe } from "vitest";
import type { Asks } from "#checks/machine.ts";
import type { Stage } from "../support/stage.ts";
import { handsContract } from "./workstation-hands.contract.ts";
import { lookingContract, nothingAsked } from "./workstation-looking.contract.ts";

/**
 * What the stage must be opened with (the asks of its workstation), and what it must hold beside
 * the files that the suite plants itself below `C:\Contract`:
 * - the environment variable SystemRoot, a path with a drive letter;
 * - `…\Windows NT\CurrentVersion`, present, with a REG_SZ value `ProductName`;
 * - `HKLM\SOFTWARE\Microsoft`, present, with a subkey `Windows NT`;
 * - no key `WhyrebootAbsent` below it;
 * - `…\Control\Nls\CodePage`, present, with a REG_SZ value `OEMCP`.
 */
export const contractAsks: Asks = {
  environment: ["SystemRoot"],
  registry: [
    "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion",
    "HKLM\\SOFTWARE\\Microsoft\\WhyrebootAbsent\\Below",
  ],
  trees: [
    "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage",
    "HKLM\\SOFTWARE\\Microsoft\\WhyrebootAbsent",
  ],
  events: [nothingAsked],
};

/** The stage of the running test, and a place on it that no other test uses. */
export interface Scene {
  stage(): Stage;
  /** A new empty folder. */
  freshPlace(): Promise<string>;
}

/** What every Workstation does, whatever stands behind it: a fake, a practice one, a real sshd. */
export function workstationContract(
  name: string,
  start: () => Promise<{ stage: Stage; stop(): Promise<void> }>,
): void {
  describe(`a workstation: ${name}`, () => {
    let stage: Stage;
    let stop: () => Promise<void> = async () => {};
    beforeAll(async () => {
      const started = await start();
      stage = started.stage;
      stop = async () => {
        await started.stop();
      };
    });
    afterAll(async () => {
      await stop();
    });

    let places = 0;
    const scene: Scene = {
      stage: () => stage,
      async freshPlace() {
        places += 1;
        const place = `C:\\Contract\\place ${places}`;
        await stage.plantDirectory(place);
        return place;
      },
    };

    lookingContract(scene);
    handsContract(scene);
  });
}
