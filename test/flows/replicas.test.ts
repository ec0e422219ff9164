import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { StoredMessage } from "../support/discord-world.ts";
import { describeWithPostgres, type PostgresServer, startPostgres } from "../support/postgres.ts";
import { openReplicas, type Replica, type Replicas } from "../support/replicas.ts";

const answer = /asks to restart because an old setup left two files behind/u;
const lost = /so it has no answer/u;
/** A lease lasts for 15 seconds, and processes start slowly on a busy machine. */
const timeout = 120_000;
const patience = { timeout: 60_000 };

describeWithPostgres("two processes and one Discord", () => {
  let server: PostgresServer;
  let at: Replicas;
  let leader: Replica;
  let other: Replica;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    at = await openReplicas(await server.database());
    leader = await at.start();
    other = await at.start();
    await other.said(/another process speaks to Discord; this one stands by/u);
  });
  afterEach(async () => {
    await at[Symbol.asyncDispose]();
    if (at.discord.world.violations.length > 0) throw new Error(at.discord.world.violations.join());
  });

  const sessions = (): number => at.discord.gateway.counts.identified;
  const connections = (): number => at.discord.gateway.connections();
  const answered = async (asked: StoredMessage, words: RegExp): Promise<void> => {
    await expect.poll(() => at.answerTo(asked), patience).toMatch(words);
  };
  const takenOver = async (): Promise<void> => {
    await expect.poll(sessions, patience).toBe(2);
    await answered(at.ask("PC-42"), answer);
  };

  test("answer once, and only one of them is connected", { timeout }, async () => {
    await answered(at.ask("PC-42"), answer);

    expect([sessions(), connections(), at.saidInAll().length]).toEqual([1, 1, 1]);
  });

  test("hand over at once when one is told to stop, which still says its last words", {
    timeout,
  }, async () => {
    const inFlight = at.ask("PC-47");
    await answered(inFlight, /Looking at PC-47/u);

    leader.signal("SIGTERM");
    await takenOver();
    await answered(inFlight, /I am being restarted/u);

    expect(await leader.ended).toMatchObject({ status: 0 });
    expect(at.saidInAll()).toHaveLength(2);
    expect(at.discord.gateway.mostTogether()).toBe(1);
  });

  test("follow the one that was killed, and say once that its question is lost", {
    timeout,
  }, async () => {
    const inFlight = at.ask("PC-47");
    await answered(inFlight, /Looking at PC-47/u);

    leader.signal("SIGKILL");
    await takenOver();
    await answered(inFlight, lost);

    expect(at.saidInAll()).toHaveLength(2);
    expect(at.discord.gateway.mostTogether()).toBe(1);
  });

  test("never both listen when one of them loses its way to the store, whose question is told as lost", {
    timeout,
  }, async () => {
    const inFlight = at.ask("PC-47");
    await answered(inFlight, /Looking at PC-47/u);

    leader.toStore.lose();
    await leader.said(/the lease could not be prolonged/u);
    await other.said(/Discord is reached now/u);
    await takenOver();
    await answered(inFlight, lost);

    expect(at.saidInAll()).toHaveLength(2);
    expect(at.discord.gateway.mostTogether()).toBe(1);
  });

  test("are silent while the store is away, and one of them is back with it", {
    timeout,
  }, async () => {
    await server.stop();
    await leader.said(/the lease could not be prolonged/u);
    await expect.poll(connections, patience).toBe(0);

    await server.start();
    await takenOver();

    expect(at.saidInAll()).toHaveLength(1);
    expect(at.discord.gateway.mostTogether()).toBe(1);
  });
});
