import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { dirname } from "node:path";
import { z } from "zod";

/** A process that does what others hand out. */
export interface Worker {
  readonly ready: Promise<void>;
  kill(): Promise<void>;
}

export type Said = z.infer<typeof said>;

export interface Replica extends Worker {
  /** Everything that it has printed. */
  readonly lines: readonly Said[];
  /** Resolves with the answer, or undefined when the process ended before. */
  order(order: { readonly ask: string } | { readonly press: string }): Promise<Said | undefined>;
}

const said = z.looseObject({
  id: z.string().optional(),
  says: z.string().optional(),
  told: z.string().optional(),
  sweep: z.string().optional(),
  press: z.string().optional(),
  fault: z.string().optional(),
  ready: z.boolean().optional(),
  report: z.looseObject({ case: z.string(), why: z.string().optional() }).optional(),
  pressed: z
    .looseObject({
      kind: z.string(),
      ok: z.boolean().optional(),
      unfinished: z.boolean().optional(),
    })
    .optional(),
});

/** A process of Node that says in lines what it does. */
export interface Process {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  readonly bell: EventEmitter;
  readonly over: () => boolean;
  printed(text: string): Promise<void>;
  kill(): Promise<void>;
}

export function startProcess(words: readonly string[], cwd: string): Process {
  const child = spawn(process.execPath, [...words], {
    cwd,
    env: { PATH: dirname(process.execPath), HOME: cwd },
  });
  const bell = new EventEmitter();
  bell.setMaxListeners(0);
  const lines: string[] = [];
  let rest = "";
  let ended = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      const parts = `${rest}${chunk}`.split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts);
      bell.emit("change");
    });
  }
  child.stdin.on("error", () => {});
  const closed = once(child, "close");
  child.once("close", () => {
    ended = true;
    bell.emit("change");
  });
  return {
    child,
    lines,
    bell,
    over: () => ended,
    async printed(text) {
      while (!lines.some((line) => line.includes(text))) {
        if (ended) throw new Error(`ended before it printed ${text}: ${lines.join("\n")}`);
        await once(bell, "change");
      }
    },
    async kill() {
      child.kill("SIGKILL");
      await closed;
    },
  };
}

export function replicaOn(one: Process): Replica {
  let orders = 0;
  const lines = (): readonly Said[] =>
    one.lines.flatMap((line) => (line.startsWith('{"level"') ? [] : parsed(line)));
  return {
    ready: one.printed('"ready"'),
    kill: async () => await one.kill(),
    get lines() {
      return lines();
    },
    async order(order) {
      orders += 1;
      const id = `${one.child.pid}-${orders}`;
      one.child.stdin?.write(`${JSON.stringify({ id, ...order })}\n`);
      for (;;) {
        const answer = lines().find((line) => line.id === id);
        if (answer !== undefined || one.over()) return answer;
        await once(one.bell, "change");
      }
    },
  };
}

function parsed(line: string): readonly Said[] {
  if (!line.startsWith("{")) return [];
  const read = said.safeParse(JSON.parse(line));
  return read.success ? [read.data] : [];
}
