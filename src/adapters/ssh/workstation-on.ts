import type { Workstation } from "#bot/ports.ts";
import type { Machine } from "#checks/machine.ts";
import type { Sighting } from "#checks/sighting.ts";
import { commandAnswers } from "./answers.ts";
import type { Commands } from "./commands.ts";
import type { TextAnswer } from "./decode.ts";
import { textAnswers } from "./decode.ts";
import { openDialogue } from "./dialogue.ts";
import { sftpHands } from "./hands.ts";
import type { Session } from "./kept-sessions.ts";
import type { Lane } from "./lanes.ts";
import { lanes } from "./lanes.ts";
import { withSecondStart } from "./second-start.ts";
import type { SftpSession } from "./sftp-session.ts";
import { windowsFiles } from "./windows-files.ts";

export interface Talk {
  readonly commands: Commands;
  /** For each answer. */
  readonly milliseconds: number;
  readonly onCommand: (command: string) => void;
  /**
   * Called once, when the workstation is disposed of; `quiet` settles when nothing is under way any
   * more, and says whether everything was answered and nothing refused.
   */
  readonly onDone: (quiet: Promise<boolean>) => void;
}

/**
 * A workstation for one look or one act: its `cmd` and its answers are its own and end with it. The
 * channels are asked for in the same breath; looks and answers wait for what they need.
 */
export function workstationOn(
  { connection, sftp }: Session,
  { commands, milliseconds, onCommand, onDone }: Talk,
): Workstation {
  const { client, lifeline, hostKey, trust } = connection;
  const patience = { milliseconds, lifeline };
  const cmd = lanes((): Lane<TextAnswer> => {
    const dialogue = withSecondStart(openDialogue(client, patience, onCommand));
    return { ...dialogue, ask: textAnswers(commands, dialogue) };
  });
  const heard = hearing(commandAnswers(commands, cmd.ask));
  let done = false;
  const session: SftpSession = {
    async request(send) {
      // It may be somebody else's by now.
      if (done) return { ok: false, why: "connection-lost", detail: "the look has ended" };
      return await sftp.request(send);
    },
  };
  return {
    hostKey,
    trust,
    machine: { ...windowsFiles(session), ...heard.answers },
    hands: sftpHands(session),
    async [Symbol.asyncDispose]() {
      if (done) return;
      done = true;
      const quiet = Promise.all([cmd.end(), sftp.quiet()]);
      onDone(quiet.then((sound) => sound.every(Boolean) && heard.everything()));
      await Promise.resolve();
    },
  };
}

type Answers = Pick<Machine, "environment" | "registry" | "registryTree" | "events">;

/**
 * Notes whether each answer was one. A refusal may be a matter of rights, which a `cmd` has from the
 * login that started it.
 */
function hearing(answers: Answers): { readonly answers: Answers; everything(): boolean } {
  let everything = true;
  const noted = <Asked, T>(ask: (asked: Asked) => Promise<Sighting<T>>): typeof ask => {
    return async (asked) => {
      const sighting = await ask(asked);
      if (sighting.state === "unseen") everything = false;
      return sighting;
    };
  };
  return {
    answers: {
      environment: noted(async (name) => await answers.environment(name)),
      registry: noted(async (key) => await answers.registry(key)),
      registryTree: noted(async (key) => await answers.registryTree(key)),
      events: noted(async (query) => await answers.events(query)),
    },
    everything: () => everything,
  };
}
