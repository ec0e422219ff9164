import type { YAMLError } from "yaml";
import type { Fault } from "./faults.ts";

interface YamlFault extends Fault {
  /** After `syntax` nothing else of the text can be relied on. */
  readonly kind: "syntax" | "content";
}

export const aliasFault: YamlFault = {
  kind: "syntax",
  path: "",
  says: "an alias (*name) is not read here",
  mend: "Write out in full what it stands for",
};

export const noKeysFault: YamlFault = {
  kind: "syntax",
  path: "",
  says: "holds no keys",
  mend: "Begin with for example: workstations: { hosts: [ { name: PC-42, address: 192.0.2.42 } ] }",
};

export function wordYamlError({ code, message }: YAMLError): YamlFault {
  const kind = code === "DUPLICATE_KEY" ? "content" : "syntax";
  const known = words[code];
  return {
    kind,
    path: "",
    says: known?.says ?? `is not valid YAML: ${message}`,
    mend: known?.mend ?? lookAround,
  };
}

const lookAround =
  "Look at the indentation, the brackets and the quotation marks here and one line above";

const words: Readonly<Partial<Record<YAMLError["code"], Pick<Fault, "says" | "mend">>>> = {
  DUPLICATE_KEY: { says: "a key stands twice in the same group", mend: "Keep one of the two" },
  TAB_AS_INDENT: { says: "is not valid YAML: a tab", mend: "Indent with blanks, not with tabs" },
  MULTIPLE_DOCS: {
    says: "a second document begins here",
    mend: "Take the line with --- away, and keep one document",
  },
  RESOURCE_EXHAUSTION: { says: "is nested too deeply", mend: "Write it with fewer brackets" },
  TAG_RESOLVE_FAILED: { says: "a tag (!name) is not read here", mend: "Take the tag away" },
  // The library's own words repeat the text here, which may be a secret.
  UNEXPECTED_TOKEN: { says: "is not valid YAML", mend: lookAround },
};
