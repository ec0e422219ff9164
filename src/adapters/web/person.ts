import type { Person } from "#bot/ports.ts";

export interface LocalPerson {
  /** `web:user:local` */
  readonly id: string;
  readonly name: string;
}

/** Whoever has the page on this machine's loopback address: one person, in no group. */
export function personOf({ id, name }: LocalPerson): Person {
  return {
    id,
    name,
    place: "web:page",
    alone: true,
    holds: (ids) => Promise.resolve(ids.includes(id) ? "yes" : "no"),
  };
}
