import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Diagnosis } from "#checks/diagnose.ts";
import { cmd } from "#practice/cmd.ts";
import { freshKeys } from "#practice/fresh-keys.ts";
import { practiceWorkstation } from "#practice/sshd.ts";
import { stories } from "#practice/stories.ts";
import type { PracticeWindows } from "#practice/windows.ts";
import { lookOnce, workstationAt } from "./look.ts";

/** What a practice workstation says to one whole question of the current code. */
export interface Recording {
  readonly windows: PracticeWindows;
  readonly diagnosis: Diagnosis;
  /** What was run on it, each once. */
  readonly commands: readonly string[];
  /** The file that `session.c` reads. */
  readonly answers: Buffer;
}

/** Asks PC-46, an ordinary workstation on which nothing asks, and keeps what was said. */
export async function recordPractice(folder: string): Promise<Recording> {
  const story = stories["PC-46"]?.();
  if (story === undefined) throw new Error("there is no practice workstation PC-46");
  const { windows } = story;
  const keys = freshKeys();
  const user = "helpdesk";
  const lines = new Set<string>();
  const workstation = await practiceWorkstation(windows, {
    user,
    clientKey: keys.public,
    onRequest({ kind, path }) {
      if (kind === "command") lines.add(path);
      return undefined;
    },
  });
  try {
    const knownHostsFile = join(folder, "practice_known_hosts");
    await writeFile(knownHostsFile, `${workstation.knownHost}\n`);
    const { address, port } = workstation;
    const privateKey = keys.private;
    const practice = workstationAt({ address, port, user, privateKey, knownHostsFile });
    const diagnosis = await lookOnce(practice, address);
    const commands = [...lines].filter((line) => !/^(?:echo|exit) /u.test(line));
    return { windows, diagnosis, commands, answers: answersOf(windows, commands) };
  } finally {
    await workstation.stop();
  }
}

/** The first line shows cmd's banner as well; `set` leaves ERRORLEVEL as it finds it. */
function answersOf(windows: PracticeWindows, commands: readonly string[]): Buffer {
  return Buffer.concat(
    commands.flatMap((command) => {
      const first = command === commands[0];
      const afterError = answer(windows, { command, first, before: "no-such-program" });
      const afterSuccess = answer(windows, { command, first, before: "chcp 65001" });
      const kept = afterError.code === "9009" && afterSuccess.code === "0";
      const level = kept ? "keep" : afterSuccess.code;
      const { output } = afterSuccess;
      return [Buffer.from(`${command}\n${level} ${output.length}\n`), output];
    }),
  );
}

interface Asked {
  readonly command: string;
  readonly first: boolean;
  /** The line that sets ERRORLEVEL before. */
  readonly before: string;
}

function answer(
  windows: PracticeWindows,
  { command, first, before }: Asked,
): { readonly output: Buffer; readonly code: string } {
  const heard: Buffer[] = [];
  const shell = cmd(windows, { out: (bytes) => void heard.push(bytes), err: () => {} });
  if (!first) {
    shell.run(before);
    heard.splice(0);
  }
  shell.run(command);
  const output = Buffer.concat(heard.splice(0));
  if (first) shell.run(before);
  heard.splice(0);
  shell.run("echo %ERRORLEVEL%");
  return { output, code: Buffer.concat(heard).toString("latin1").trim() };
}
