import { randomUUID } from "node:crypto";
import type { ProcessMark } from "./act/process-mark.ts";
import { thisProcess } from "./act/process-mark.ts";
import type { Log } from "./ports.ts";

/** A place in a chat at which somebody waits for the bot's last word. */
export interface OpenMessage {
  readonly id: string;
  readonly platform: string;
  /** Where it is, in words that only the platform's adapter reads. Never a secret. */
  readonly place: string;
  /** What the pressed button is about (`subjectOf`); absent for a question. */
  readonly offer?: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Who is to say the last word. */
  readonly process: ProcessMark;
}

/** Where open messages are kept, so that the next start finds those of a process that was killed. */
export interface OpenMessages {
  open(message: OpenMessage): Promise<void>;
  /** Its place is known better now. */
  move(id: string, place: string): Promise<void>;
  /** True for the one that closed it, across processes. */
  close(id: string): Promise<boolean>;
  /** Oldest first. */
  all(): Promise<readonly OpenMessage[]>;
}

/** The record of one message while its answer is being made. */
export interface Watched {
  moved(place: string): void;
  /** Resolves when it is written down that the last word was said. Never rejects. */
  closed(): Promise<void>;
}

/** The record never delays an answer, and a store that fails takes nothing from it. */
export function watchMessage(
  { open, log }: { readonly open: OpenMessages; readonly log: Pick<Log, "warn"> },
  about: Pick<OpenMessage, "platform" | "place" | "offer">,
): Watched {
  const id = randomUUID();
  const at = new Date().toISOString();
  const written = async (write: () => Promise<unknown>): Promise<void> => {
    try {
      await write();
    } catch (error) {
      log.warn({ err: error }, "an open message could not be written down");
    }
  };
  // One after the other: closed before it was opened, it would stay open for ever.
  let last = written(async () => await open.open({ ...about, id, at, process: thisProcess }));
  const next = (write: () => Promise<unknown>): Promise<void> => {
    last = last.then(async () => await written(write));
    return last;
  };
  return {
    moved: (place) => void next(async () => await open.move(id, place)),
    closed: async () => await next(async () => await open.close(id)),
  };
}
