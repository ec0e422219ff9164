import type { OnRequest } from "./faults.ts";
import { ordinaryWindows } from "./ordinary-windows.ts";
import {
  appendWork,
  batchPath,
  plantDoneWork,
  plantRunner,
  plantStrandedWork,
} from "./restart-files.ts";
import type { PracticeWindows } from "./windows.ts";

/** A furnished machine, and what happens on it while it is visited. */
export interface Story {
  readonly windows: PracticeWindows;
  readonly onRequest?: OnRequest;
}

/** Every practice workstation by name, each told anew with every call. */
export const stories: Readonly<Record<string, () => Story>> = {
  /** Both restart files; their work is done. */
  "PC-42": () => furnished(plantDoneWork),
  /** Both restart files; their work was never done. */
  "PC-43": () => {
    const windows = ordinaryWindows({ language: "de", oemCodePage: 850 });
    plantStrandedWork(windows);
    return { windows };
  },
  /** Only `_Msrstrt.exe`. */
  "PC-44": () => furnished(plantRunner),
  /** No restart files; Windows Update asks. */
  "PC-45": () => furnished(plantUpdateRequest),
  /** Nothing asks. */
  "PC-46": () => furnished(() => {}),
  /** Takes the connection and never says a word. */
  "PC-47": () => ({
    windows: ordinaryWindows(),
    onRequest: ({ kind }) => (kind === "connect" ? "silence" : undefined),
  }),
  /** The Windows directory shows that it is there, and nothing else. */
  "PC-48": () =>
    furnished((windows) => {
      plantDoneWork(windows);
      windows.deny("C:\\Windows", "below");
    }),
  /** Like PC-42, until a setup adds to the batch, once, right after somebody has read it. */
  "PC-49": () => {
    const windows = ordinaryWindows();
    plantDoneWork(windows);
    return { windows, onRequest: afterReader(batchPath, () => appendWork(windows)) };
  },
};

function furnished(furnish: (windows: PracticeWindows) => void): Story {
  const windows = ordinaryWindows();
  furnish(windows);
  return { windows };
}

function plantUpdateRequest({ registry }: PracticeWindows): void {
  const autoUpdate = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update";
  registry.plant(`${autoUpdate}\\RebootRequired`, [
    // One value for each update that waits; made up, in the form of the real ones.
    { name: "7f3d2c1e-5a84-4b6f-9c0d-2e1a8b7c6d54", type: "REG_DWORD", data: "0x1" },
  ]);
}

/** Lets something happen once, when the first connection that read the file has closed. */
function afterReader(path: string, happen: () => void): OnRequest {
  let reader: number | "done" | undefined;
  return (request) => {
    const isRead = request.kind === "read" && request.path.toUpperCase() === path.toUpperCase();
    if (reader === undefined && isRead) reader = request.connection;
    if (request.kind === "disconnect" && request.connection === reader) {
      reader = "done";
      happen();
    }
    return undefined;
  };
}
