import type { ServerChannel } from "ssh2";

/** What the pretended workstation answers: variables by name, `reg query` by key. */
export interface CmdWorld {
  readonly environment?: Readonly<Record<string, string>>;
  /** The printed lines, or the exit code when nothing is printed. */
  readonly registry?: Readonly<Record<string, readonly string[] | number>>;
  /** By log, the same for wevtutil. */
  readonly events?: Readonly<Record<string, readonly string[] | number>>;
  /** What `chcp 65001` answers; it works unless said. */
  readonly chcp?: readonly string[] | number;
}

export const currentVersion = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";

/** The listing of a key, as reg.exe prints it. */
export function printed(
  key: string,
  values: readonly string[],
  subkeys: readonly string[] = [],
): string[] {
  const full = key.replace("HKLM", "HKEY_LOCAL_MACHINE");
  return ["", full, ...values, "", ...subkeys.map((name) => `${full}\\${name}`)];
}

export const healthyWorld: CmdWorld = {
  environment: { SystemRoot: "C:\\Windows" },
  registry: {
    [currentVersion]: printed(currentVersion, ["    ProductName    REG_SZ    Windows"]),
    "HKLM\\SOFTWARE": printed("HKLM\\SOFTWARE", [], ["Microsoft"]),
  },
};

/** As much of cmd as the script needs: the bytes that one line of it prints. */
export function cmdLine(world: CmdWorld): (line: string) => string {
  let errorLevel = 0;
  const ran = (answer: readonly string[] | number): string => {
    errorLevel = typeof answer === "number" ? answer : 0;
    return typeof answer === "number" ? "" : answer.map((text) => `${text}\r\n`).join("");
  };
  return (line) => {
    const query = /^reg query "([^"]+)" (?:\/s )?\/reg:64/.exec(line)?.[1];
    if (query !== undefined) return ran(world.registry?.[query] ?? 1);
    const log = /^wevtutil qe (\w+) /.exec(line)?.[1];
    if (log !== undefined) return ran(world.events?.[log] ?? []);
    if (line.startsWith("chcp 65001")) return ran(world.chcp ?? ["Active code page: 65001"]);
    const wanted = /^set (\w+)/.exec(line)?.[1];
    if (wanted !== undefined) {
      const listed = Object.entries(world.environment ?? {}).filter(([name]) =>
        name.toUpperCase().startsWith(wanted.toUpperCase()),
      );
      if (listed.length === 0) errorLevel = 1;
      return listed.map(([name, value]) => `${name}=${value}\r\n`).join("");
    }
    const said = /^echo (.*?)(?:<nul 2>nul)?$/.exec(line)?.[1];
    if (said === undefined) return "";
    const environment: Record<string, string> = {
      ...world.environment,
      ERRORLEVEL: `${errorLevel}`,
    };
    return `${said.replace(/%(\w+)%/g, (name, key: string) => environment[key] ?? name)}\r\n`;
  };
}

/** Runs the script that comes on the channel; `say` sends each line's output its own way. */
export function runCmd(
  channel: ServerChannel,
  world: CmdWorld,
  say: (output: string, line: string) => void = (output) => channel.write(output),
): void {
  const answer = cmdLine(world);
  let text = "";
  channel.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    const lines = text.split("\r\n");
    text = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "exit 0") {
        channel.exit(0);
        channel.end();
      } else say(answer(line), line);
    }
  });
}
