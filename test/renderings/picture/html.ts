/** Markup that may be shown as it is; only what is in this folder makes it. */
export interface Html {
  readonly html: string;
}

/** What is filled in is text and is escaped, unless it was made here. */
export function html(
  parts: TemplateStringsArray,
  ...filled: readonly (string | Html | readonly Html[])[]
): Html {
  const text = parts.reduce((all, part, index) => `${all}${shown(filled[index - 1] ?? "")}${part}`);
  return { html: text };
}

function shown(value: string | Html | readonly Html[]): string {
  if (typeof value === "string") return escape(value);
  return "html" in value ? value.html : value.map((one) => one.html).join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (character) => entities[character] ?? "");
}
