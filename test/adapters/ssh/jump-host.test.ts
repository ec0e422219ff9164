import { writeFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import type { Workstation } from "#bot/ports.ts";
import { brief } from "../../support/brief-server.ts";
import type { HandClock } from "../../support/hand-clock.ts";
import { handClock } from "../../support/hand-clock.ts";
import { must } from "../../support/office.ts";
import type { OneLookTask } from "../../support/run-one-look.ts";
import { runOneLook } from "../../support/run-one-look.ts";
import type { RawServer } from "../../support/ssh-server.ts";
import { ed25519, otherEd25519, startSshServer } from "../../support/ssh-server.ts";
import type { Client, ClientOptions } from "../../support/ssh-settings.ts";
import { clientOf, knownHostsLine, refusal } from "../../support/ssh-settings.ts";

const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function started(behaviour: Parameters<typeof startSshServer>[0] = {}): Promise<RawServer> {
  const server = await startSshServer(behaviour);
  cleanUps.push(async () => {
    await server.stop();
  });
  return server;
}

/** The workstation is known under an address that only the jump host can resolve. */
const inside = "pc-1.inside.example";

interface Way {
  readonly jump: RawServer;
  readonly target: RawServer;
  readonly client: Client;
}

async function way(
  change: {
    readonly jump?: Parameters<typeof startSshServer>[0];
    readonly target?: Parameters<typeof startSshServer>[0];
    readonly knownHosts?: (jump: RawServer, target: RawServer) => string;
    readonly options?: ClientOptions;
  } = {},
): Promise<Way> {
  const target = await started({
    hostKeys: [otherEd25519.private],
    ...change.target,
  });
  const jump = await started({
    forward: (port, answer) => answer.accept(port),
    ...change.jump,
  });
  const both =
    knownHostsLine(jump.port, ed25519.public) +
    knownHostsLine(target.port, otherEd25519.public, inside);
  const client = clientOf(target, {
    address: inside,
    jump: { address: "127.0.0.1", port: jump.port, user: "jumper" },
    knownHosts: change.knownHosts?.(jump, target) ?? both,
    deadlines: { connect: 2_000, call: 2_000 },
    ...change.options,
  });
  cleanUps.push(() => {
    client.forget();
  });
  return { jump, target, client };
}

/** One adapter that opens again and again, as a bot does. */
function sharing({ settings }: Client): { open: () => Promise<Workstation> } {
  const workstations = sshWorkstations(settings);
  return {
    async open() {
      const opened = await workstations.open("PC-1");
      if (!opened.ok) throw new Error(refusal(opened));
      return opened.workstation;
    },
  };
}

describe("a workstation behind a jump host", () => {
  it("is reached through it, by its own address and its own host key", async () => {
    const { jump, target, client } = await way();

    const opened = await client.open();

    expect(refusal(opened)).toBe("opened");
    expect([jump.connections(), target.connections()]).toEqual([1, 1]);
  });

  it("is not taken for another one: its key is checked as without a jump host", async () => {
    const { client } = await way({
      knownHosts: (jump, target) =>
        knownHostsLine(jump.port, ed25519.public) +
        knownHostsLine(target.port, ed25519.public, inside),
    });

    expect(refusal(await client.open())).toMatch(/^host-key-changed: /u);
  });

  it("shares one connection with others, which ends with the last of them", async () => {
    const { jump, client } = await way();
    const { open } = sharing(client);
    const [one, other] = [await open(), await open()];
    expect(jump.connections()).toBe(1);

    await one[Symbol.asyncDispose]();
    await other[Symbol.asyncDispose]();

    await jump.empty();
    expect(jump.connections()).toBe(1);
  });

  it("is reached anew after the jump host was lost", async () => {
    const { jump, client } = await way();
    const { open } = sharing(client);
    await open();
    jump.drop();
    await jump.empty();

    await open();

    expect(jump.connections()).toBe(2);
  });
});

describe("a login through a jump host", () => {
  const keep = 60_000;

  async function kept(): Promise<
    Way & { clock: HandClock; open: () => Promise<Workstation>; visit: () => Promise<void> }
  > {
    const clock = handClock();
    const found = await way({ target: brief, options: { keep, clock } });
    const { open } = sharing(found.client);
    const visit = async (): Promise<void> => {
      const workstation = await open();
      await workstation.machine.look("C:\\Windows");
      await workstation[Symbol.asyncDispose]();
      await clock.waitingFor(keep);
    };
    return { ...found, clock, open, visit };
  }

  it("is kept as any other, and the way to it ends with it", async () => {
    const { jump, target, clock, visit } = await kept();

    await visit();
    await visit();
    expect([jump.connections(), target.connections()]).toEqual([1, 1]);
    clock.pass(keep);

    await Promise.all([jump.empty(), target.empty()]);
  });

  it("is made anew when the key of the jump host is not known any more", async () => {
    const { jump, target, client, visit } = await kept();
    await visit();
    writeFileSync(
      client.knownHostsFile,
      knownHostsLine(target.port, otherEd25519.public, inside) +
        knownHostsLine(jump.port, otherEd25519.public),
    );

    await expect(visit()).rejects.toThrow(/^jump-host: host-key-changed: /u);
  });

  it("goes over a new way when the one to the jump host is five minutes old", async () => {
    const { jump, target, clock, open, visit } = await kept();
    const held = await open();
    clock.pass(5 * 60_000);

    await visit();

    expect([jump.connections(), target.connections()]).toEqual([2, 2]);
    await held[Symbol.asyncDispose]();
  });

  it("does not keep a process alive that has nothing else to do", async () => {
    const { client } = await kept();
    const { hosts, credentials, knownHosts, jump } = client.settings;
    const task: OneLookTask = {
      hosts: [["PC-1", must(hosts.get("PC-1"))]],
      credentials,
      knownHosts,
      keep,
      jump: must(jump),
    };

    expect(await runOneLook(task)).toEqual({ said: "absent\nabsent\n", status: 0 });
  });
});

describe("a jump host that lets nobody through", () => {
  it.each([
    [
      "shows a key that nobody vouched for, even where first use is trusted",
      {
        knownHosts: (_: RawServer, target: RawServer) =>
          knownHostsLine(target.port, otherEd25519.public, inside),
        options: { trustOnFirstUse: true },
      },
      /^jump-host: host-key-unknown: /u,
    ],
    [
      "shows another key than the known one",
      {
        knownHosts: (jump: RawServer) => knownHostsLine(jump.port, otherEd25519.public),
      },
      /^jump-host: host-key-changed: /u,
    ],
    [
      "refuses the login",
      { jump: { authenticate: (context: { reject(): void }) => context.reject() } },
      /^jump-host: login-refused: /u,
    ],
    [
      "forbids to connect onwards",
      { jump: { forward: (_: number, answer: { reject(): void }) => answer.reject() } },
      /^(?:jump-host|no-answer): .*Channel open failure/u,
    ],
  ])("is named as the fault when it %s", async (_, change, says) => {
    const { target, client } = await way(change);

    expect(refusal(await client.open())).toMatch(says);
    expect(target.connections()).toBe(0);
  });

  it("is named as the fault when it is not there", async () => {
    const { jump, client } = await way();
    await jump.stop();

    expect(refusal(await client.open())).toMatch(/^jump-host: refused: /u);
  });

  it("leaves nothing open behind a way that stands only when nobody waits for it any more", async () => {
    const behind = await started();
    const ways: { accept(port: number): void }[] = [];
    const { jump, target, client } = await way({
      jump: { forward: (_, answer) => void ways.push(answer) },
      options: { deadlines: { connect: 1_000, call: 1_000 } },
    });
    const { open } = sharing(client);
    const inTime = open();
    await expect.poll(() => ways).toHaveLength(1);
    must(ways[0]).accept(target.port);
    await inTime;
    await expect(open()).rejects.toThrow(/the jump host did not reach it/u);

    must(ways[1]).accept(behind.port);
    await expect.poll(() => behind.connections()).toBe(1);
    await behind.empty();

    expect(jump.connections()).toBe(1);
  });

  it("does not hold anybody up when it never connects onwards", async () => {
    const { client } = await way({
      jump: { forward: () => {} },
      options: { deadlines: { connect: 150, call: 150 } },
    });

    expect(refusal(await client.open())).toMatch(/^no-answer: the jump host did not reach it/u);
  });
});
