import type { Confirmation, Reply, ReplyFile } from "#bot/reply.ts";
import { sayLostQuestion } from "#bot/words/resumed.ts";
import {
  evidenceChanged,
  lastWarning,
  putBack,
  removed,
  removedHalf,
  waitingForSecond,
} from "./act.ts";
import {
  answerAboutMachine,
  answerAboutStory,
  answerAboutUnknown,
  answerWhenUnreachable,
} from "./look.ts";
import { sweepFiles, sweepOver, sweepStopped, sweepUnderWay } from "./sweep.ts";

/**
 * What the bot can say, each under the name of its golden files and of its picture. All come from
 * the real bot over machines in memory, at a fixed time.
 */
export const replies: Readonly<Record<string, () => Promise<Reply>>> = {
  leftover: async () => await answerAboutStory("PC-42"),
  stranded: async () => await answerAboutStory("PC-43"),
  pending: async () => await answerAboutMachine("PC-51", "restart-files-pending-32-bit"),
  "one-file": async () =>
    await answerAboutMachine("PC-44", "restart-files-runner-alone-visual-basic"),
  "cannot-tell": async () => await answerAboutMachine("PC-52", "restart-files-unknown-command"),
  denied: async () => await answerAboutStory("PC-48"),
  "windows-update": async () => await answerAboutMachine("PC-45", "windows-update-german"),
  harmless: async () => await answerAboutMachine("PC-53", "pending-renames-edge"),
  stale: async () => await answerAboutMachine("PC-54", "windows-update-survived-restart"),
  "nothing-found": async () => await answerAboutMachine("PC-46", "ordinary-windows-11"),
  unreachable: async () => await answerWhenUnreachable("PC-47", "no-answer"),
  "unknown-workstation": async () => await answerAboutUnknown("PC-422", "PC-42"),
  removed,
  "removed-half": removedHalf,
  "put-back": putBack,
  "evidence-changed": evidenceChanged,
  "waiting-for-second": waitingForSecond,
  "lost-question": async () => sayLostQuestion(),
  "sweep-progress": async () => sweepUnderWay(),
  "sweep-result": async () => sweepOver(),
  "sweep-stopped": async () => sweepStopped(),
};

/** Those that come with a reply; Discord shows them in the message itself. */
export function filesWith(name: string): readonly ReplyFile[] {
  return name === "sweep-result" ? sweepFiles : [];
}

/** What is asked in private before an act, where the platform's own dialog is too small for it. */
export const confirmations: Readonly<Record<string, () => Promise<Confirmation>>> = {
  "last-warning": lastWarning,
};
