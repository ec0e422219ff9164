import { pino } from "pino";
import { expect, it, onTestFinished } from "vitest";
import { thisProcess } from "#bot/act/process-mark.ts";
import {
  type HeldLease,
  type LeasePace,
  type LeaseWanted,
  takeLease,
} from "../../src/main/hold-lease.ts";
import { memoryLeases } from "../support/memory-leases.ts";

const elsewhere = { host: "other", pid: 1, run: "elsewhere" };
/** A process of this machine that has surely ended: ids go up to 4,194,304 on Linux. */
const gone = { host: thisProcess.host, pid: 99_999_999, run: "ended" };
const long = { milliseconds: 60_000 };
const hurried: LeasePace = { lasts: 400, prolongEvery: 10, leaveBefore: 300, tryEvery: 5 };
const log = pino({ level: "silent" });

function wanted(pace: LeasePace = hurried): LeaseWanted & {
  readonly leases: ReturnType<typeof memoryLeases>;
} {
  return { leases: memoryLeases(), name: "discord", log, pace };
}

async function held(lease: LeaseWanted): Promise<HeldLease> {
  const taken = await takeLease(lease);
  if ("run" in taken) throw new Error(`${taken.run} has it`);
  onTestFinished(async () => await taken.giveBack());
  return taken;
}

it("is prolonged for as long as it is wanted", async () => {
  const lease = wanted({ ...hurried, lasts: 60_000, leaveBefore: 30_000 });
  let prolonged = 0;
  const take = lease.leases.take.bind(lease.leases);
  lease.leases.take = async (...how) => {
    prolonged += 1;
    return await take(...how);
  };

  await held(lease);

  await expect.poll(() => prolonged).toBeGreaterThan(5);
  expect(await take("discord", elsewhere, long)).toEqual(thisProcess);
});

it("is another one's to have once it is given back", async () => {
  const lease = wanted();
  const mine = await held(lease);

  await mine.giveBack();

  expect(await lease.leases.take("discord", elsewhere, long)).toEqual(elsewhere);
});

it("names whoever has it", async () => {
  const lease = wanted();
  await lease.leases.take("discord", elsewhere, long);

  expect(await takeLease(lease)).toEqual(elsewhere);
});

it("follows a process of this host that has ended, at once", async () => {
  const lease = wanted();
  await lease.leases.take("discord", gone, long);

  await held(lease);

  expect(await lease.leases.take("discord", elsewhere, long)).toEqual(thisProcess);
});

it("is over while it still lasts in the store, when the store is away", async () => {
  const lease = wanted({ ...hurried, lasts: 60_000, leaveBefore: 59_900 });
  const mine = await held(lease);

  lease.leases.away = true;

  expect(await mine.over).toBe("the lease could not be prolonged");
  lease.leases.away = false;
  expect(await lease.leases.take("discord", elsewhere, long)).toEqual(thisProcess);
});

it("is over at once when asking for it took longer than it may be relied on", async () => {
  const lease = wanted({ ...hurried, lasts: 10, leaveBefore: 10 });

  const mine = await held(lease);

  expect(await mine.over).toBe("the lease could not be prolonged");
});

it("is over when another process has it all the same", async () => {
  const lease = wanted({ ...hurried, lasts: 60_000, leaveBefore: 1 });
  const mine = await held(lease);

  await lease.leases.take("discord", elsewhere, { ...long, after: thisProcess });

  expect(await mine.over).toBe("another process has the lease");
});

it("is not taken again by a prolonging that was under way when it was given back", async () => {
  const lease = wanted();
  const take = lease.leases.take.bind(lease.leases);
  const mine = await held(lease);
  const asked = Promise.withResolvers<void>();
  const answers = Promise.withResolvers<void>();
  lease.leases.take = async (...how) => {
    asked.resolve();
    await answers.promise;
    return await take(...how);
  };
  await asked.promise;

  const given = mine.giveBack();
  answers.resolve();
  await given;

  expect(await take("discord", elsewhere, long)).toEqual(elsewhere);
});
