import type { ServerChannel } from "ssh2";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Machine, RegistryKey } from "#checks/machine.ts";
import { cmdLine, healthyWorld, runCmd } from "../../support/ssh-cmd.ts";
import type { Behaviour, RawServer } from "../../support/ssh-server.ts";
import { startSshServer } from "../../support/ssh-server.ts";
import type { Client } from "../../support/ssh-settings.ts";
import { clientOf } from "../../support/ssh-settings.ts";

let server: RawServer;
let client: Client;

/** The machine behind a server whose cmd behaves like this. */
async function machineWith(exec: Behaviour["exec"] & {}, call = 5000): Promise<Machine> {
  server = await startSshServer({ exec });
  client = clientOf(server, { deadlines: { connect: 5000, call } });
  const workstation = await client.workstation();
  return workstation.machine;
}

afterEach(async () => {
  client.forget();
  await server.stop();
});

/** Answers the script up to the line that ends like this, and does something else from there on. */
function sayUntil(channel: ServerChannel, last: string, then: () => void = () => {}): void {
  let silent = false;
  runCmd(channel, healthyWorld, (output, line) => {
    if (!silent) channel.write(output);
    if (!silent && line.endsWith(last)) {
      silent = true;
      then();
    }
  });
}

function talkForEver(channel: ServerChannel): void {
  const words = "x".repeat(64 * 1024);
  const talk = (): void => {
    if (channel.writable) channel.write(words, talk);
  };
  talk();
}

const control = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";
const nothing = { environment: [], registry: [], trees: [], events: [] };
const manyKeys = Array.from({ length: 12 }, (_, at): RegistryKey => `HKLM\\SOFTWARE\\Absent${at}`);
const windows = { state: "present", seen: "C:\\Windows" };

describe("the dialogue with cmd on its channel", () => {
  it("is fed to exactly `cmd /q /d`, and its answers come back", async () => {
    const commands: string[] = [];
    const machine = await machineWith((channel, command) => {
      commands.push(command);
      runCmd(channel, healthyWorld);
    });

    expect(await machine.environment("SystemRoot")).toEqual(windows);
    expect(await machine.registry(control)).toMatchObject({ state: "present" });
    expect(commands).toEqual(["cmd /q /d"]);
  });

  it("delivers an answer while later queries still run", async () => {
    const machine = await machineWith((channel) => {
      sayUntil(channel, "begin 2");
    });

    const first = machine.environment("SystemRoot");
    const second = machine.registry(control);

    expect(await first).toEqual(windows);
    server.drop();
    expect(await second).toMatchObject({ state: "unseen", why: "connection-lost" });
  });

  it("goes on when an answer makes another question useful", async () => {
    const machine = await machineWith((channel) => {
      runCmd(channel, healthyWorld);
    });

    expect(await machine.environment("SystemRoot")).toEqual(windows);
    expect(await machine.registry(control)).toMatchObject({ state: "present" });
  });

  it("runs a command once, however often it is asked for", async () => {
    const lines: string[] = [];
    const machine = await machineWith((channel) => {
      runCmd(channel, healthyWorld, (output, line) => {
        lines.push(line);
        channel.write(output);
      });
    });

    await Promise.all([machine.registry(control), machine.registry(control)]);
    await machine.registry(control);

    expect(lines.filter((line) => line.startsWith("reg query"))).toHaveLength(1);
  });

  it("sends commands that are asked for together in one piece", async () => {
    const pieces: string[] = [];
    const machine = await machineWith((channel) => {
      channel.on("data", (chunk: Buffer) => pieces.push(chunk.toString()));
      runCmd(channel, healthyWorld);
    });

    await Promise.all([machine.environment("SystemRoot"), machine.registry(control)]);

    expect(pieces).toHaveLength(1);
  });

  it("may be silent for long while nothing is asked", async () => {
    const machine = await machineWith((channel) => {
      runCmd(channel, healthyWorld);
    }, 1000);
    await machine.environment("SystemRoot");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });

    vi.advanceTimersByTime(3_600_000);
    vi.useRealTimers();

    expect(await machine.registry(control)).toMatchObject({ state: "present" });
  });

  it("is not disturbed by greetings, AutoRun and complaints on standard error", async () => {
    const machine = await machineWith((channel) => {
      channel.write("Microsoft Windows [Version 10.0.19045]\r\nAutoRun without a line break");
      channel.stderr.write("x".repeat(100_000));
      runCmd(channel, healthyWorld);
    });

    expect(await machine.environment("SystemRoot")).toEqual(windows);
  });

  it("decodes UTF-8 that is split over chunks", async () => {
    const machine = await machineWith((channel) => {
      runCmd(channel, { environment: { SystemRoot: "C:\\Größe" } }, (output) => {
        for (const byte of Buffer.from(output)) channel.write(Buffer.of(byte));
      });
    });

    expect(await machine.environment("SystemRoot")).toEqual({
      state: "present",
      seen: "C:\\Größe",
    });
  });

  it("is cut off, never absent, when cmd ends in the middle of an answer", async () => {
    const machine = await machineWith((channel) => {
      sayUntil(channel, "begin 2", () => {
        channel.exit(0);
        channel.end();
      });
    });

    const [environment, registry] = await Promise.all([
      machine.environment("SystemRoot"),
      machine.registry(control),
    ]);

    expect(environment).toEqual(windows);
    expect(registry).toMatchObject({ state: "unseen", why: "cut-off" });
  });

  it("is cut off when the channel closes without an exit code", async () => {
    const machine = await machineWith((channel) => {
      channel.close();
    });

    expect(await machine.environment("SystemRoot")).toMatchObject({
      state: "unseen",
      why: "cut-off",
    });
  });

  it("is cut off when the workstation never stops talking", async () => {
    const machine = await machineWith((channel) => {
      talkForEver(channel);
    });

    expect(await machine.environment("SystemRoot")).toMatchObject({
      state: "unseen",
      why: "cut-off",
    });
  });

  it("is lost with its connection", async () => {
    const machine = await machineWith((channel, _command, { socket }) => {
      const answer = cmdLine(healthyWorld);
      channel.once("data", (script: Buffer) => {
        const [, , begin = "", ...unanswered] = script.toString().split("\r\n");
        channel.write(answer(begin) + String(unanswered.length), () => socket.end());
      });
    });

    expect(await machine.registry(control)).toMatchObject({
      state: "unseen",
      why: "connection-lost",
    });
  });

  it("has timed out when the next answer does not come before the deadline", async () => {
    const machine = await machineWith(() => {}, 100);

    expect(await machine.environment("SystemRoot")).toMatchObject({
      state: "unseen",
      why: "timed-out",
    });
  });

  it("has timed out too when the first answers came and a later one does not", async () => {
    const machine = await machineWith((channel) => {
      sayUntil(channel, "begin 2");
    }, 200);
    expect(await machine.environment("SystemRoot")).toEqual(windows);

    expect(await machine.registry(control)).toMatchObject({ state: "unseen", why: "timed-out" });
  });

  it("runs nothing in a cmd that was started after the deadline", async () => {
    const slowly = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<void>();
    let heard = "";
    server = await startSshServer({
      slowly: slowly.promise,
      exec: (channel) => {
        channel.on("data", (chunk: Buffer) => {
          heard += chunk.toString();
        });
        channel.on("close", () => {
          closed.resolve();
        });
      },
    });
    client = clientOf(server, { deadlines: { connect: 5000, call: 100 } });
    await using workstation = await client.workstation();
    expect(await workstation.machine.environment("SystemRoot")).toMatchObject({ why: "timed-out" });

    slowly.resolve();
    await closed.promise;

    expect(heard).toBe("");
  });

  it("uses one cmd when the workstation starts no second one", async () => {
    let started = 0;
    server = await startSshServer({
      exec: (channel) => {
        started += 1;
        runCmd(channel, healthyWorld);
      },
      sessions: 1,
    });
    client = clientOf(server, { asks: { ...nothing, registry: manyKeys } });
    await using workstation = await client.workstation();

    const answers = await Promise.all(manyKeys.map((key) => workstation.machine.registry(key)));

    expect(answers.map(({ state }) => state)).toEqual(manyKeys.map(() => "absent"));
    expect(started).toBe(1);
  });

  it("has failed when the workstation does not start cmd", async () => {
    server = await startSshServer({});
    client = clientOf(server);
    await using workstation = await client.workstation();

    expect(await workstation.machine.environment("SystemRoot")).toMatchObject({
      state: "unseen",
      why: "failed",
    });
  });
});
