import type { ServerChannel } from "ssh2";
import { cmd } from "./cmd.ts";
import { cmdWords } from "./cmd-words.ts";
import type { Intercept } from "./sftp-session.ts";
import type { PracticeWindows } from "./windows.ts";

/**
 * Runs the command line of an exec request. The default shell is `cmd.exe`; the only program it
 * finds is `cmd /q /d`, which is told what to do on standard input, for as long as that is open.
 */
export function serveExec(
  { channel, command }: { readonly channel: ServerChannel; readonly command: string },
  windows: PracticeWindows,
  intercept: Intercept,
): void {
  const finish = (code: number): void => {
    channel.exit(code);
    channel.end();
  };
  if (intercept("exec", command, finish)) return;
  if (!/^\s*cmd(?:\.exe)?\s+(?:\/q\s+\/d|\/d\s+\/q)\s*$/iu.test(command)) {
    const word = command.trim().split(/\s+/u)[0] ?? "";
    channel.stderr.write(`'${word}' ${cmdWords[windows.language].notRecognised}`);
    return finish(1);
  }
  const { greeting } = windows.quirks;
  if (greeting !== undefined) channel.write(`${greeting.trimEnd()}\r\n`);
  const shell = cmd(windows, {
    out: (bytes) => channel.write(bytes),
    err: (bytes) => channel.stderr.write(bytes),
  });
  let ended = false;
  const end = (code: number): void => {
    if (!ended) finish(code);
    ended = true;
  };
  let unread = "";
  channel.on("data", (bytes: Buffer) => {
    unread += bytes.toString("latin1");
    const lines = unread.split(/\r?\n/u);
    unread = lines.pop() ?? "";
    for (const line of lines) {
      // After `exit`, what is left in the pipe belongs to nobody.
      if (ended) return;
      if (intercept("command", line, end)) {
        ended = true;
        return;
      }
      const code = shell.run(line);
      if (code !== undefined) end(code);
    }
  });
  channel.on("end", () => end(shell.end()));
}
