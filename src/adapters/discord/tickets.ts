import type { Ticket } from "./api.ts";

/**
 * Which responses can still be changed by their interaction's own token. A command works also where
 * the bot cannot see the channel; there it is the only way, and a token is never written down.
 */
export interface Tickets {
  keep(message: string, ticket: Ticket): void;
  of(message: string): Ticket | undefined;
}

/** Milliseconds; Discord's are 15 minutes, of which a call takes some. */
const goodFor = 14 * 60_000;

export function createTickets(): Tickets {
  const kept = new Map<string, { readonly ticket: Ticket; readonly until: number }>();
  return {
    keep(message, ticket) {
      const now = performance.now();
      for (const [old, { until }] of kept) if (until <= now) kept.delete(old);
      kept.set(message, { ticket, until: now + goodFor });
    },
    of(message) {
      const found = kept.get(message);
      return found === undefined || found.until <= performance.now() ? undefined : found.ticket;
    },
  };
}
