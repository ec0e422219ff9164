/** One command of a script: its text with the redirections taken off, and where its output goes. */
export interface CmdLine {
  /** As `echo` prints it: blanks at both ends are kept. */
  readonly text: string;
  readonly out: "stdout" | "nul";
  readonly err: "stderr" | "stdout" | "nul";
}

/**
 * `%NAME%` as an interactive `cmd` replaces it: without regard to case, and a name that is not set
 * stays as it stands.
 */
export function expand(line: string, value: (name: string) => string | undefined): string {
  return line.replace(/%([^%\s]+)%/gu, (whole, name: string) => value(name) ?? whole);
}

/** Undefined for what this little `cmd` has not: pipes, chains, blocks, escapes, other files. */
export function readCmdLine(line: string): CmdLine | undefined {
  let text = "";
  let out: CmdLine["out"] = "stdout";
  let err: CmdLine["err"] = "stderr";
  let rest = line.replace(/^[@\s]+/u, "");
  if (rest.startsWith("(")) return undefined;
  while (rest !== "") {
    const plain = /^(?:"[^"]*"?|[^"<>&|^\d]|\d(?!>)|(?<=\S)\d)+/u.exec(rest)?.[0] ?? "";
    text += plain;
    rest = rest.slice(plain.length);
    const redirection =
      /^(?:<\s*nul|(?<stream>[12]?)>{1,2}\s*(?<to>nul|&1))(?=\s|[<>]|\d>|$)/iu.exec(rest);
    if (redirection === null) {
      if (rest !== "") return undefined;
      break;
    }
    const { stream, to } = redirection.groups ?? {};
    if (stream === "2") err = to === "&1" ? out : "nul";
    else if (to === "&1") return undefined;
    else if (to !== undefined) out = "nul";
    rest = rest.slice(redirection[0].length);
  }
  return { text, out, err };
}
