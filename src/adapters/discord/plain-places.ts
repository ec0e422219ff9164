import type { Ticket } from "./api.ts";

/**
 * Where plain words may stand: Discord never takes IS_COMPONENTS_V2 from a message that has it. What
 * is not known to be plain is taken for a message of components; its answer is then posted anew.
 */
export interface PlainPlaces {
  /** A message of the bot. */
  hasMessage(message: string): boolean;
  noteMessage(message: string, plainly: boolean): void;
  /** The response to an interaction; plain, or still empty. */
  hasResponse(ticket: Ticket): boolean;
  noteResponse(ticket: Ticket, plainly: boolean): void;
}

/** Buttons are pressed on the latest messages. */
const mostMessages = 1000;

export function createPlainPlaces(): PlainPlaces {
  const plain = new Set<string>();
  const responsesOfComponents = new WeakSet<Ticket>();
  return {
    hasMessage: (message) => plain.has(message),
    noteMessage(message, plainly) {
      plain.delete(message);
      if (!plainly) return;
      const [oldest] = plain;
      if (oldest !== undefined && plain.size >= mostMessages) plain.delete(oldest);
      plain.add(message);
    },
    hasResponse: (ticket) => !responsesOfComponents.has(ticket),
    noteResponse(ticket, plainly) {
      if (!plainly) responsesOfComponents.add(ticket);
    },
  };
}
