import { randomBytes } from "node:crypto";
import type { Client, ClientChannel } from "ssh2";
import type { Patience } from "./deadline.ts";
import type { Answer } from "./transcript.ts";
import { transcript } from "./transcript.ts";

/** One `cmd` on the workstation that runs fixed commands as they are wanted. */
export interface Dialogue {
  /**
   * Gives what the command answered. Commands are sent at once and run in their order, so asking for
   * many together costs one round trip. Never rejects.
   */
  ask(command: string): Promise<Answer>;
  /** The workstation did not start this `cmd`, so nothing was run in it. */
  refused(): boolean;
  /**
   * Nothing more will be asked. Settles when the `cmd` is gone: whether it answered everything, or
   * was refused and so never started. Never rejects.
   */
  end(): Promise<boolean>;
}

/** Far more than all answers together; a workstation that says more is not giving answers. */
const mostBytes = 16 * 1024 * 1024;

/** No quotes and nothing that a shell reads: cmd and PowerShell as default shell pass it alike. */
const program = "cmd /q /d";

export const opening = "@echo off";
export const closing = "exit 0";

/**
 * `cmd` reads its standard input as if it were typed: no labels and no `goto`. The marks part the
 * answers from whatever else is printed; a new one for each connection, so that nothing on the
 * workstation can forge it.
 */
export function framed(marker: string, { number, command }: Numbered): readonly string[] {
  return [`echo ${marker} begin ${number}`, command, `echo ${marker} end ${number} %ERRORLEVEL%`];
}

interface Numbered {
  readonly number: number;
  readonly command: string;
}

export function newMarker(): string {
  return `whyreboot-${randomBytes(16).toString("hex")}`;
}

/**
 * Starts the `cmd` at once; commands wait for it. Whatever goes wrong ends the dialogue, so nobody
 * waits for ever. The deadline is for each answer, counted from the answer before it. `onCommand`
 * hears of each command that is sent.
 */
export function openDialogue(
  connection: Client,
  patience: Patience,
  onCommand: (command: string) => void,
): Dialogue {
  const marker = newMarker();
  const said = transcript(marker);
  const unsent: string[] = [opening];
  let channel: ClientChannel | undefined;
  let asked = 0;
  let outstanding = 0;
  let heard = 0;
  let over = false;
  let refused = false;
  const gone = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  let stopListening = (): void => {};

  const giveUp = (...why: Parameters<typeof said.giveUp>): void => {
    over = true;
    clearTimeout(timer);
    stopListening();
    said.giveUp(...why);
    channel?.close();
    gone.resolve();
  };
  const startWaiting = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      giveUp("timed-out", `no answer within ${patience.milliseconds} ms`);
    }, patience.milliseconds);
  };
  const send = (lines: readonly string[]): void => {
    unsent.push(...lines);
    // What is asked in one breath goes out in one packet: each costs both sides its own encryption.
    if (channel !== undefined && unsent.length === lines.length) setImmediate(flush);
  };
  const flush = (): void => {
    if (over || unsent.length === 0) return;
    channel?.write(
      unsent
        .splice(0)
        .map((line) => `${line}\r\n`)
        .join(""),
    );
  };
  const hear = (chunk: Buffer): void => {
    heard += chunk.length;
    const completed = said.hear(chunk);
    outstanding -= completed;
    if (over) return;
    if (outstanding === 0) clearTimeout(timer);
    else if (completed > 0) startWaiting();
    if (heard > mostBytes) giveUp("cut-off", "the workstation says more than any answer can be");
  };
  const talk = (opened: ClientChannel): void => {
    // It came after its deadline: nothing is run in it any more.
    if (over) {
      opened.close();
      return;
    }
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
    flush();
  };

  stopListening = patience.lifeline.onEnd((how) => {
    giveUp("connection-lost", how);
  });
  try {
    connection.exec(program, (error, opened) => {
      if (error === undefined) return talk(opened);
      refused = true;
      giveUp("failed", `cmd could not be started: ${error.message}`);
    });
  } catch (error) {
    // ssh2 throws at once when the socket is already gone.
    giveUp("connection-lost", String(error));
  }

  return {
    async ask(command) {
      const number = asked;
      asked += 1;
      const answer = said.answer(number);
      if (over) return await answer;
      if (outstanding === 0) startWaiting();
      outstanding += 1;
      onCommand(command);
      send(framed(marker, { number, command }));
      return await answer;
    },
    refused: () => refused,
    async end() {
      if (!over) send([closing]);
      // Who gives up the connection next must not be quicker.
      flush();
      await gone.promise;
      return outstanding === 0 || refused;
    },
  };
}
