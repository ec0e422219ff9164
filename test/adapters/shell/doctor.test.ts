import { expect, test } from "vitest";
import { dressExamined, examine, type Probe } from "#adapters/shell/doctor.ts";
import { probeRights, probeWorkstation } from "#adapters/shell/probes.ts";
import { listed, must } from "../../support/office.ts";
import { world } from "../../support/world.ts";

const good: Probe = { what: "store", run: async () => ({ ok: true, says: "whyreboot.db" }) };
const faulty: Probe = {
  what: "Slack",
  run: async () => ({ ok: false, says: "invalid_auth", mend: "Check SLACK_BOT_TOKEN." }),
};
const broken: Probe = {
  what: "Discord",
  run: async () => {
    throw new Error("getaddrinfo ENOTFOUND");
  },
};

test("every probe is run, also after a fault", async () => {
  const examined = await examine([broken, faulty, good]);

  expect(examined.map(({ what, ok }) => [what, ok])).toEqual([
    ["Discord", false],
    ["Slack", false],
    ["store", true],
  ]);
});

test("a probe that fails by itself is a fault in the words of its error", async () => {
  const [found] = await examine([broken]);

  expect(found).toMatchObject({ ok: false, says: "getaddrinfo ENOTFOUND" });
  expect(must(found).mend).not.toBe("");
});

test("people read one line for each thing, and under a fault how to mend it", async () => {
  expect(dressExamined(await examine([good, faulty]))).toBe(`ok     store: whyreboot.db
FAULT  Slack: invalid_auth
       Check SLACK_BOT_TOKEN.
`);
});

test("words of the other side carry no escape sequence to a terminal", () => {
  const says = "refused (\u001B[2Jgone\r\nok     SSH: fine)";
  const text = dressExamined([{ what: "SSH", ok: false, says, mend: "Look." }]);

  expect(text.split("\n")).toHaveLength(3);
  expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
});

test("a workstation is in order when it lets the bot in, and says by which key", async () => {
  const { workstations } = world();

  expect(await probeWorkstation(workstations, "PC-42")).toMatchObject({
    ok: true,
    says: "logged in, host key SHA256:pretend (known)",
  });
});

test("a name that the configuration does not have is never connected to", async () => {
  const workstations = {
    open: async () => {
      throw new Error("connected");
    },
  };

  expect(await probeWorkstation(workstations, undefined)).toMatchObject({ ok: false });
});

test.each([{ why: "no-answer" }, { why: "login-refused" }, { why: "host-key-changed" }] as const)(
  "a workstation that cannot be opened is a fault: $why",
  async ({ why }) => {
    const workstations = { open: async () => ({ ok: false, why, detail: "its words" }) as const };

    expect(await probeWorkstation(workstations, "PC-42")).toMatchObject({
      ok: false,
      says: `${why} (its words)`,
    });
  },
);

test.each([
  { rights: { ask: [], clear: ["shell:user:a"] }, ok: false },
  { rights: { ask: ["shell:user:a"], clear: [] }, ok: true },
])("rights are in order when somebody may ask: $rights", async ({ rights, ok }) => {
  expect(await probeRights({ rights, inventory: listed() })).toMatchObject({ ok });
});
