interface RegKey {
  /** Without the root. */
  readonly key: string;
  /** The key with all below it is to be taken away. */
  readonly gone?: boolean;
  readonly values: readonly RegValue[];
}

interface RegValue {
  readonly name: string;
  readonly type?: string;
  /** As `reg.exe` prints it; undefined when the value is to be taken away. */
  readonly data: string | undefined;
}

/** For `reg import`. Wine reads multi-strings (`hex(7)`) rightly only from UTF-16 with its mark. */
export function regFile(keys: readonly RegKey[]): Buffer {
  const sections = keys.map(({ key, gone, values }) => {
    const head = `[${gone === true ? "-" : ""}HKEY_LOCAL_MACHINE\\${key}]`;
    return [head, ...(gone === true ? [] : values.map(valueLine)), ""];
  });
  const text = ["Windows Registry Editor Version 5.00", "", ...sections.flat(), ""].join("\r\n");
  return Buffer.from(`\ufeff${text}`, "utf16le");
}

function valueLine({ name, type, data }: RegValue): string {
  const label = name === "" ? "@" : `"${quoted(name)}"`;
  return `${label}=${data === undefined ? "-" : written(type ?? "REG_SZ", data)}`;
}

function written(type: string, data: string): string {
  switch (type) {
    case "REG_SZ":
      return `"${quoted(data)}"`;
    case "REG_DWORD":
      return `dword:${data.slice(2).padStart(8, "0")}`;
    case "REG_QWORD":
      return `hex(b):${bytes(Buffer.from(data.slice(2).padStart(16, "0"), "hex").toReversed())}`;
    case "REG_BINARY":
      return `hex:${bytes(Buffer.from(data, "hex"))}`;
    case "REG_EXPAND_SZ":
      return `hex(2):${bytes(Buffer.from(`${data}\0`, "utf16le"))}`;
    case "REG_MULTI_SZ":
      return `hex(7):${bytes(Buffer.from(`${members(data).join("\0")}\0\0`, "utf16le"))}`;
    default:
      throw new Error(`the lab cannot be given a ${type}`);
  }
}

/**
 * The members that `reg.exe` printed with `\0` between them. Of paths only a `\0` before another
 * path or at the end parts two: `\06482c31.tmp` is the name of a file.
 */
function members(printed: string): string[] {
  const paths = /^[!@*\d]*\\\?\?\\/u.test(printed);
  return printed.split(paths ? /\\0(?=\\0|[!@*\d]*\\\?\?\\|$)/u : "\\0");
}

function bytes(content: Uint8Array): string {
  return Array.from(content, (byte) => byte.toString(16).padStart(2, "0")).join(",");
}

function quoted(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
}
