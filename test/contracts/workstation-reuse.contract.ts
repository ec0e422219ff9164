import { writeFileSync } from "node:fs";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Host } from "#adapters/ssh/settings.ts";
import type { SshSettings } from "#adapters/ssh/workstations.ts";
import { sshWorkstations } from "#adapters/ssh/workstations.ts";
import type { Opened, Workstation } from "#bot/ports.ts";
import type { HandClock } from "../support/hand-clock.ts";
import { handClock } from "../support/hand-clock.ts";
import type { Relay } from "../support/relay.ts";
import { startRelay } from "../support/relay.ts";
import type { OneLookTask } from "../support/run-one-look.ts";
import { runOneLook } from "../support/run-one-look.ts";
import { otherEd25519 } from "../support/ssh-server.ts";
import { knownHostsLine, refusal } from "../support/ssh-settings.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { contractAsks } from "./workstation.contract.ts";

/** A server whose logins may be used again. */
export interface ReusePlace {
  readonly port: number;
  readonly user: string;
  readonly privateKey: string;
  /** `ssh-ed25519 AAAA…` */
  readonly hostKey: string;
  /** A folder that the server refuses to show. */
  readonly denied: string;
  plant(path: string, content: string): Promise<void>;
  stop(): Promise<void>;
}

/** The bot's side, on a way to the server that can be cut. */
interface Bot {
  readonly relay: Relay;
  readonly clock: HandClock;
  readonly hosts: Map<string, Host>;
  readonly settings: SshSettings;
  /** Commands that were run. */
  readonly ran: string[];
  readonly trust: (key: string) => void;
  readonly open: () => Promise<Opened>;
  /** Opens, does it and gives the connection back. */
  readonly visit: <T>(what: (on: Workstation) => Promise<T>) => Promise<T>;
  /** A visit whose connection is then kept. */
  readonly visitAndKeep: () => Promise<void>;
  readonly stop: () => void;
}

const keep = 60_000;
const key = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";

/** What is kept of a login between two looks, and when nothing is, on a real SSH server. */
export function workstationReuseContract(name: string, start: () => Promise<ReusePlace>): void {
  describe(`a login that is kept: ${name}`, () => {
    let place: ReusePlace;
    const cleanUps: (() => Promise<void> | void)[] = [];
    beforeAll(async () => {
      place = await start();
    });
    afterAll(async () => {
      await place.stop();
    });
    afterEach(async () => {
      for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
    });

    async function bot(): Promise<Bot> {
      const relay = await startRelay(place.port);
      cleanUps.push(async () => await relay[Symbol.asyncDispose]());
      const folder = await temporaryFolder();
      cleanUps.push(async () => await folder[Symbol.asyncDispose]());
      const file = folder.path("known_hosts");
      const trust = (hostKey: string): void => {
        writeFileSync(file, knownHostsLine(relay.port, hostKey));
      };
      trust(place.hostKey);
      const clock = handClock();
      const ran: string[] = [];
      const write = (line: string): void => {
        const command = /"command":"(?<command>.*?)","msg"/u.exec(line)?.groups?.["command"];
        if (command !== undefined) ran.push(command);
      };
      const { user } = place;
      const hosts = new Map([["PC-1", { address: "127.0.0.1", port: relay.port, user }]]);
      const settings: SshSettings = {
        hosts,
        credentials: { privateKey: place.privateKey },
        knownHosts: { file, trustOnFirstUse: false },
        asks: contractAsks,
        keep,
        clock,
        log: pino({ level: "debug" }, { write }),
      };
      const workstations = sshWorkstations(settings);
      const stop = (): void => workstations[Symbol.dispose]();
      cleanUps.push(stop);
      const open = async (): Promise<Opened> => await workstations.open("PC-1");
      const visit: Bot["visit"] = async (what) => {
        const opened = await open();
        if (!opened.ok) throw new Error(refusal(opened));
        await using workstation = opened.workstation;
        return await what(workstation);
      };
      const visitAndKeep = async (): Promise<void> => {
        await visit(async ({ machine }) => await machine.look("C:\\Windows"));
        await clock.waitingFor(keep);
      };
      return { relay, clock, hosts, settings, ran, trust, open, visit, visitAndKeep, stop };
    }

    it("serves the next look, which asks everything anew in a cmd of its own", async () => {
      const { relay, clock, visit, ran } = await bot();
      const file = `C:\\planted ${relay.port}.txt`;
      const look = async ({ machine }: Workstation): Promise<string[]> => {
        const seen = await Promise.all([machine.look(file), machine.registry(key)]);
        return seen.map(({ state }) => state);
      };
      expect(await visit(look)).toEqual(["absent", "present"]);
      await clock.waitingFor(keep);
      const before = ran.splice(0);
      await place.plant(file, "now it is there");

      expect(await visit(look)).toEqual(["present", "present"]);

      expect(relay.connections()).toBe(1);
      expect(ran).toEqual(before);
    });

    it("is not used again after a refusal, which may be mended by the next login", async () => {
      const { relay, visit } = await bot();
      expect(await visit(async ({ machine }) => await machine.look(place.denied))).toMatchObject({
        state: "unseen",
        why: "denied",
      });
      await expect.poll(() => relay.open()).toBe(0);

      await visit(async ({ machine }) => await machine.look("C:\\Windows"));

      expect(relay.connections()).toBe(2);
    });

    it("is not used again when known_hosts does not name its key any more", async () => {
      const { relay, open, visitAndKeep, trust } = await bot();
      await visitAndKeep();
      trust(otherEd25519.public);

      expect(refusal(await open())).toMatch(/^host-key-changed: /u);

      await expect.poll(() => relay.open()).toBe(0);
      trust(place.hostKey);
      expect(refusal(await open())).toBe("opened");
    });

    it("is not missed when the server was killed and came back", async () => {
      const { relay, visit, visitAndKeep } = await bot();
      await visitAndKeep();
      relay.cut();

      const made = await visit(
        async ({ hands }) => await hands.makeDirectory(`C:\\after the cut ${relay.port}`),
      );

      expect(made).toEqual({ ok: true });
      expect(relay.connections()).toBe(2);
    });

    it("holds nobody up when the network went away without a word", async () => {
      const { relay, visit, visitAndKeep } = await bot();
      await visitAndKeep();
      relay.silence();

      const made = await visit(
        async ({ hands }) => await hands.makeDirectory(`C:\\after the silence ${relay.port}`),
      );

      expect(made).toEqual({ ok: true });
      expect(relay.connections()).toBe(2);
    });

    it("ends when nobody wanted it for its time", async () => {
      const { relay, clock, visitAndKeep } = await bot();
      await visitAndKeep();
      clock.pass(keep - 1);
      await visitAndKeep();
      expect(relay.connections()).toBe(1);

      clock.pass(keep);

      await expect.poll(() => relay.open()).toBe(0);
      await visitAndKeep();
      expect(relay.connections()).toBe(2);
    });

    it("ends five minutes after it was made, however much it was wanted", async () => {
      const { relay, clock, visitAndKeep } = await bot();
      await visitAndKeep();
      for (const minute of [1, 2, 3, 4]) {
        clock.pass(keep - 1);
        await visitAndKeep();
        expect([minute, relay.connections()]).toEqual([minute, 1]);
      }

      clock.pass(keep - 1);
      await expect.poll(() => relay.open()).toBe(1);
      clock.pass(5);

      await expect.poll(() => relay.open()).toBe(0);
    });

    it("is used by one at a time: two at once have one each, and one is kept", async () => {
      const { relay, visit, visitAndKeep } = await bot();
      await visitAndKeep();

      const both = await Promise.all(
        ["C:\\Windows", "C:\\"].map(
          async (path) => await visit(async ({ machine }) => await machine.look(path)),
        ),
      );

      expect(both.map(({ state }) => state)).toEqual(["present", "present"]);
      expect(relay.connections()).toBe(2);
      await expect.poll(() => relay.open()).toBe(1);
    });

    it("is not another account's when the inventory has changed", async () => {
      const { relay, hosts, open, visitAndKeep } = await bot();
      await visitAndKeep();
      hosts.set("PC-1", { address: "127.0.0.1", port: relay.port, user: "somebody-else" });

      expect(refusal(await open())).toMatch(/^login-refused: /u);
      expect(relay.connections()).toBe(2);
    });

    it("ends with the bot, and none is kept after that", async () => {
      const { relay, stop, visit, visitAndKeep } = await bot();
      await visitAndKeep();

      stop();

      await expect.poll(() => relay.open()).toBe(0);
      await visit(async ({ machine }) => await machine.look("C:\\Windows"));
      await expect.poll(() => relay.open()).toBe(0);
    });

    it("does not keep a process alive that has nothing else to do", async () => {
      const { settings, hosts } = await bot();
      const { credentials, knownHosts } = settings;
      const task: OneLookTask = { hosts: [...hosts], credentials, knownHosts, keep };
      expect(await runOneLook(task)).toEqual({ said: "present\npresent\n", status: 0 });
    });
  });
}
