import { expect, it } from "vitest";
import { bootAsks, bootEvents, gatherBoot, gatherBootSettings } from "#checks/boot/gather.ts";
import type { RegistryListing } from "#checks/machine.ts";
import type { Sighting } from "#checks/sighting.ts";
import { absent, present, unseen } from "#checks/sighting.ts";

it("asks one log once, and declares the query", async () => {
  const asked: unknown[] = [];

  const seen = await gatherBoot({
    events: async (query) => {
      asked.push(query);
      return unseen("denied");
    },
  });

  expect(asked).toStrictEqual([bootEvents]);
  expect(bootAsks.events).toStrictEqual([bootEvents]);
  expect(seen).toStrictEqual(unseen("denied"));
});

it("asks for the two settings without going down to them, and declares both keys", async () => {
  const asked: string[] = [];

  await gatherBootSettings({
    registry: async (key) => {
      asked.push(key);
      return absent;
    },
  });

  expect(asked).toEqual(bootAsks.registry);
});

it.each<[string, readonly [prefetch: Listing, power: Listing], object]>([
  [
    "both",
    [listing("BootId", "0x7f"), listing("HiberbootEnabled", "0x1")],
    { bootId: present(127), fastStartup: present(true) },
  ],
  [
    "Fast Startup off",
    [listing("bootid", "0x0"), listing("hiberbootenabled", "0x0")],
    { bootId: present(0), fastStartup: present(false) },
  ],
  [
    "no such values, as on Windows 7",
    [listing("EnablePrefetcher", "0x3"), listing("CsEnabled", "0x0")],
    { bootId: absent, fastStartup: absent },
  ],
  [
    "values of another kind",
    [listing("BootId", "127", "REG_SZ"), listing("HiberbootEnabled", "yes", "REG_SZ")],
    { bootId: unseen("odd-answer"), fastStartup: unseen("odd-answer") },
  ],
  [
    "no such key, and one that is denied",
    [absent, unseen("denied")],
    { bootId: absent, fastStartup: unseen("denied") },
  ],
])("reads %s", async (_, keys, expected) => {
  const answers = [...keys];

  const settings = await gatherBootSettings({
    registry: async () => nextOf(answers),
  });

  expect(settings).toStrictEqual(expected);
});

type Listing = Sighting<RegistryListing>;

function listing(name: string, data: string, type = "REG_DWORD"): Listing {
  return present({ values: [{ name, type, data }], subkeys: [] });
}

function nextOf(answers: Listing[]): Listing {
  return answers.shift() ?? unseen("failed");
}
