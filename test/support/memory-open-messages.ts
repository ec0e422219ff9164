import type { OpenMessage, OpenMessages } from "#bot/open-messages.ts";

/** Open messages that end with the test. */
export function memoryOpenMessages(): OpenMessages {
  const messages = new Map<string, OpenMessage>();
  return {
    open: async (message) => {
      if (messages.has(message.id)) throw new Error(`${message.id} is open already`);
      messages.set(message.id, structuredClone(message));
    },
    move: async (id, place) => {
      const message = messages.get(id);
      if (message !== undefined) messages.set(id, { ...message, place });
    },
    close: async (id) => messages.delete(id),
    all: async () =>
      [...messages.values()].toSorted((one, other) => (key(one) < key(other) ? -1 : 1)),
  };
}

function key({ at, id }: OpenMessage): string {
  return `${at} ${id}`;
}
