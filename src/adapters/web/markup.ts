import { html } from "hono/html";

/** HTML that needs no more escaping. Only `markup` makes it. */
export interface Markup {
  readonly isEscaped: true;
  toString(): string;
}

export type Part = string | number | undefined | Markup | readonly Part[];

/** A template whose every value is escaped unless it is markup itself. */
export function markup(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  const made = html(strings, ...values);
  // Hono's tag turns asynchronous as soon as one value is a promise; the types above allow none.
  if (made instanceof Promise) throw new TypeError("A promise was given to a page template");
  return made;
}
