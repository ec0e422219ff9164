import { afterEach, describe, expect, it } from "vitest";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import type { Workstation, Workstations } from "#bot/ports.ts";
import type { EventQuery } from "#checks/machine.ts";
import { brief, cmd } from "../../support/brief-server.ts";
import { handClock } from "../../support/hand-clock.ts";
import type { Behaviour, RawServer } from "../../support/ssh-server.ts";
import { otherEd25519, startSshServer } from "../../support/ssh-server.ts";
import { clientOf, knownHostsLine, refusal } from "../../support/ssh-settings.ts";

const keep = 60_000;
const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

const query: EventQuery = {
  log: "System",
  sources: [{ provider: "EventLog", ids: [6005] }],
  newest: 1,
};

interface Desk {
  readonly server: RawServer;
  readonly clock: ReturnType<typeof handClock>;
  readonly workstations: Workstations;
  readonly visit: (name: string, what?: (on: Workstation) => Promise<unknown>) => Promise<void>;
}

async function desk(behaviour: Behaviour, trustOnFirstUse = false): Promise<Desk> {
  const server = await startSshServer({ ...brief, ...behaviour });
  const { port } = server;
  const clock = handClock();
  const users = Array.from({ length: 70 }, (_, at) => `user-${at}`);
  const client = clientOf(server, {
    knownHosts: trustOnFirstUse ? "" : knownHostsLine(port, otherEd25519.public),
    trustOnFirstUse,
    asks: { environment: [], registry: [], trees: [], events: [query] },
    keep,
    clock,
  });
  const workstations = sshWorkstations({
    ...client.settings,
    hosts: new Map(users.map((user) => [user, { address: "127.0.0.1", port, user }])),
  });
  cleanUps.push(
    async () => await server.stop(),
    () => client.forget(),
    () => workstations[Symbol.dispose](),
  );
  return {
    server,
    clock,
    workstations,
    async visit(name, what = async ({ machine }) => await machine.look("C:\\Windows")) {
      const opened = await workstations.open(name);
      if (!opened.ok) throw new Error(refusal(opened));
      await using workstation = opened.workstation;
      await what(workstation);
    },
  };
}

describe("the logins that are kept", () => {
  it("are at most 64: the one that was idle longest makes room", async () => {
    const { server, clock, visit } = await desk({});
    for (const at of Array.from({ length: 65 }).keys()) {
      await visit(`user-${at}`);
      await clock.waitingFor(keep);
      clock.pass(1);
      await expect.poll(() => server.open()).toBe(Math.min(at + 1, 64));
    }

    await visit("user-64");
    await visit("user-1");
    expect(server.connections()).toBe(65);
    await visit("user-0");

    expect(server.connections()).toBe(66);
  });

  it("are not those in which a command was denied", async () => {
    const { server, visit } = await desk({ exec: cmd(5) });

    await visit("user-1", async ({ machine }) => {
      expect(await machine.events(query)).toMatchObject({ state: "unseen", why: "denied" });
    });

    await expect.poll(() => server.open()).toBe(0);
  });

  it("are not those whose cmd did not end in its time", async () => {
    const { server, clock, visit } = await desk({ exec: () => {} });
    await visit("user-1");
    await clock.waitingFor(2_000);
    expect(server.open()).toBe(1);

    clock.pass(2_000);

    await expect.poll(() => server.open()).toBe(0);
  });

  it("are not those whose host key nobody had vouched for", async () => {
    const { server, visit } = await desk({}, true);

    await visit("user-1");

    await expect.poll(() => server.open()).toBe(0);
  });

  it("serve nobody when what answers is no SFTP any more", async () => {
    const { server, clock, visit } = await desk({
      sftp(sftp) {
        sftp.on("LSTAT", (id) => sftp.status(id, 2));
        sftp.on("REALPATH", (id) => sftp.status(id, 4));
      },
    });
    await visit("user-1");
    await clock.waitingFor(keep);

    await visit("user-1");

    expect(server.connections()).toBe(2);
  });

  it("cannot be used by a look that has ended", async () => {
    const { clock, visit } = await desk({});
    const looks: Workstation["machine"][] = [];
    await visit("user-1", async ({ machine }) => looks.push(machine));
    await clock.waitingFor(keep);

    expect(
      await Promise.all(looks.map(async (machine) => await machine.look("C:\\"))),
    ).toMatchObject([{ state: "unseen", why: "connection-lost" }]);
  });
});
