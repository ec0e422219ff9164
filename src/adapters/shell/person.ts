import { userInfo } from "node:os";
import type { Person } from "#bot/ports.ts";

/** Whoever runs the command, by the operating system's word: `shell:user:alice`. */
export function shellPerson(): Person {
  const name = userInfo().username;
  const id = `shell:user:${name}`;
  return {
    id,
    name,
    place: "shell",
    alone: true,
    holds: async (ids) => (ids.includes(id) ? "yes" : "no"),
  };
}
