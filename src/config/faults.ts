/** One thing that is wrong with the configuration, and how to mend it. */
export interface Fault {
  /** In the file, from 1; absent for what lies outside it. */
  readonly line?: number;
  /** `workstations.hosts[0].port`, or the name of an environment variable; may be empty. */
  readonly path: string;
  /** Goes on after the path: `must be a whole number from 1 to 65535, not "ssh"`. */
  readonly says: string;
  /** A sentence without its final stop: `Write for example: port: 22`. */
  readonly mend: string;
}

/** `whyreboot.yaml:3: workstations.hosts[0].port must be …, not "ssh". Write for example: …` */
export function wordFault(file: string, { line, path, says, mend }: Fault): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return `${place}: ${[path, says].filter((part) => part !== "").join(" ")}. ${mend}`;
}

/** What stands in the file, in few words, and never what may be a secret. */
export function wordValue(value: unknown): string {
  if (value === null || value === undefined) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a group of keys";
  if (typeof value === "number" || typeof value === "bigint") return `the number ${value}`;
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "string") return "what is not text";
  if (looksSecret(value)) return "what looks like a secret (not shown)";
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}

/** Slack's and Discord's tokens, and keys pasted where their path belongs. */
function looksSecret(text: string): boolean {
  return (
    /xox[a-z]+-|xapp-|-----BEGIN|PRIVATE KEY|[\r\n]/.test(text) ||
    /[\w-]{18,}\.[\w-]{5,}\.[\w-]{18,}/.test(text)
  );
}
