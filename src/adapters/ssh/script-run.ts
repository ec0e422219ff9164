import type { Client, ClientChannel } from "ssh2";
import type { Patience } from "./deadline.ts";
import type { Transcript } from "./transcript.ts";

/** Far more than all answers together; a workstation that says more is not giving answers. */
const mostBytes = 8 * 1024 * 1024;

/** No quotes and nothing that a shell reads: cmd and PowerShell as default shell pass it alike. */
const command = "cmd /q /d";

/**
 * Runs the script in one cmd, fed on its standard input, and writes what it says into the
 * transcript. Never throws; whatever goes wrong ends the transcript, so nobody waits for ever.
 * The deadline is for each answer, counted from the answer before it.
 */
export function runScript(
  connection: Client,
  { text, into, patience }: { text: string; into: Transcript; patience: Patience },
): void {
  let channel: ClientChannel | undefined;
  const giveUp = (...why: Parameters<Transcript["giveUp"]>): void => {
    clearTimeout(timer);
    stopListening();
    into.giveUp(...why);
    channel?.close();
  };
  const timer = setTimeout(() => {
    giveUp("timed-out", `no answer within ${patience.milliseconds} ms`);
  }, patience.milliseconds);
  let stopListening = (): void => {};
  stopListening = patience.lifeline.onEnd((how) => {
    giveUp("connection-lost", how);
  });

  const hear = (chunk: Buffer): void => {
    heard += chunk.length;
    if (into.hear(chunk).length > 0) timer.refresh();
    if (heard > mostBytes) giveUp("cut-off", "the workstation says more than any answer can be");
  };
  let heard = 0;

  const talk = (opened: ClientChannel): void => {
    channel = opened;
    opened.on("data", hear);
    // Unread, it would fill the channel's window and hold the answers up.
    opened.stderr.resume();
    opened.on("error", (error: Error) => {
      giveUp("failed", error.message);
    });
    opened.on("close", (code: number | null | undefined) => {
      giveUp("cut-off", `cmd ended early (exit ${code ?? "unknown"})`);
    });
    opened.end(text);
  };
  try {
    connection.exec(command, (error, opened) => {
      if (error === undefined) talk(opened);
      else giveUp("failed", `cmd could not be started: ${error.message}`);
    });
  } catch (error) {
    // ssh2 throws at once when the socket is already gone.
    giveUp("connection-lost", String(error));
  }
}
