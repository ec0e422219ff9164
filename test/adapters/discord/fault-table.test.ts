import { expect, test } from "vitest";
import { replyTo, textOf } from "../../support/discord-driver.ts";
import type { Scene } from "../../support/discord-scene.ts";
import { helpdesk, member, openScene, reply, scriptedBot } from "../../support/discord-scene.ts";
import type { StoredMessage } from "../../support/discord-world.ts";

/** Of each kind, when the fault comes: asked and not yet answered. */
const inFlight = 10;

interface Fault {
  readonly name: string;
  /** Before anything is asked. */
  readonly prepare?: (scene: Scene) => Promise<void>;
  /** Calls `ask` while the fault lasts, where Discord keeps what is said then. Resolves at its end. */
  readonly strike: (scene: Scene, ask: () => void) => Promise<void>;
  /** The answers are ready when the fault comes; otherwise only once it is over. */
  readonly ready?: true;
}

const unavailable = { status: 503, body: { message: "upstream connect error", code: 0 } } as const;
const limited = {
  status: 429,
  headers: { "retry-after": "0.02", "x-ratelimit-scope": "shared" },
  body: { message: "You are being rate limited.", retry_after: 0.02, global: false },
} as const;

const writes = /^(?:POST|PATCH) \/(?:channels|webhooks)/u;

async function refusing(
  scene: Scene,
  answered: typeof limited | typeof unavailable,
): Promise<void> {
  const { server, world } = scene;
  const tried = (): number => server.calls.filter((call) => writes.test(call)).length;
  const before = tried();
  const pass = server.failWhile(writes, answered);
  await world.until("many calls were refused", () => tried() >= before + 6 * inFlight);
  pass();
}

const faults: readonly Fault[] = [
  {
    name: "the line is cut",
    async strike({ server, world }, ask) {
      server.gateway.drop();
      ask();
      await world.until("the resume", () => server.gateway.counts.resumed === 1);
    },
  },
  {
    name: "Discord asks to connect again (op 7)",
    async strike({ server, world }) {
      server.gateway.askToReconnect();
      await world.until("the resume", () => server.gateway.counts.resumed === 1);
    },
  },
  {
    name: "the session is over (op 9)",
    async strike({ server, world }) {
      server.gateway.invalidate(false);
      await world.until("a new session", () => server.gateway.counts.identified === 2);
    },
  },
  {
    name: "the session is doubted and can be resumed (op 9)",
    async strike({ server, world }) {
      server.gateway.invalidate(true);
      await world.until("the resume", () => server.gateway.counts.resumed === 1);
    },
  },
  {
    name: "everything is replayed after a resume",
    async strike({ server, world }) {
      server.gateway.drop(2 * inFlight);
      await world.until("the resume", () => server.gateway.counts.resumed === 1);
    },
  },
  {
    name: "the gateway is silent",
    async prepare({ server, world }) {
      server.gateway.heartbeat = 60;
      server.gateway.drop();
      await world.until("a line of short heartbeats", () => server.gateway.counts.resumed === 1);
    },
    async strike({ server, world }, ask) {
      const before = server.gateway.counts.resumed;
      server.gateway.goSilent();
      ask();
      await world.until("the resume", () => server.gateway.counts.resumed > before);
    },
  },
  {
    name: "nobody is at Discord's address",
    async strike({ server, world }, ask) {
      server.leave();
      ask();
      await world.until("some tries fail", () => server.refused() > 3);
      server.comeBack();
      await world.until("the resume", () => server.gateway.counts.resumed === 1);
    },
  },
  {
    name: "one call is refused for its token (401)",
    ready: true,
    async strike({ server, world }) {
      const body = { message: "401: Unauthorized", code: 0 };
      server.failOnce(writes, { status: 401, body });
      await world.until("the token was doubted", () => server.calls.includes("GET /users/@me"));
    },
  },
  {
    name: "a storm of 429",
    ready: true,
    strike: async (scene) => await refusing(scene, limited),
  },
  {
    name: "5xx again and again",
    ready: true,
    strike: async (scene) => await refusing(scene, unavailable),
  },
];

/** Something is asked meanwhile, or right after. */
async function strike(fault: Omit<Fault, "name">, scene: Scene, answer: () => void): Promise<void> {
  let asked: StoredMessage | undefined;
  const ask = (): void => {
    asked ??= scene.people.say(member, helpdesk, "<@900> the question meanwhile");
  };
  if (fault.ready === true) answer();
  await fault.strike(scene, ask);
  ask();
  answer();
}

test.for(faults)("no question is lost: $name", async ({ name, ...fault }) => {
  const held = Promise.withResolvers<void>();
  const bot = scriptedBot({
    async ask({ text, onLooking }) {
      onLooking?.(reply(`Looking for ${text}.`));
      await held.promise;
      return { reply: reply(`The answer to ${text}.`), audience: "everyone" };
    },
  });
  await using scene = await openScene({ bot });
  const { world, people, server, running } = scene;
  await fault.prepare?.(scene);
  const numbers = Array.from({ length: inFlight }, (_, index) => index);
  const questions = numbers.map((one) => people.say(member, helpdesk, `<@900> mention ${one}`));
  const commands = numbers.map((one) => people.command(member, helpdesk, `command ${one}`));
  const looking = `Looking for command ${inFlight - 1}.`;
  const shown = (): readonly string[] => scene.said().map(textOf);
  await world.until("all are looked for", () => scene.said().length === 2 * inFlight);
  await world.until("the last is looked for", () => shown().includes(looking));

  await strike(fault, scene, held.resolve);
  const wanted = [
    ...numbers.map((one) => `The answer to mention ${one}.`),
    ...numbers.map((one) => `The answer to command ${one}.`),
    "The answer to the question meanwhile.",
  ];
  await world.until("every answer", () => wanted.every((text) => shown().includes(text)));
  const lost = wanted.filter((text) => !shown().includes(text)).length;
  process.stdout.write(`Discord, ${name}: ${wanted.length} questions in flight, ${lost} lost\n`);

  expect(shown().toSorted()).toEqual(wanted.toSorted());
  expect(bot.asked).toHaveLength(wanted.length);
  expect(questions.every(({ id }) => replyTo(world, id) !== undefined)).toBe(true);
  expect(commands.map(({ answered }) => answered)).toEqual(numbers.map(() => 4));
  await expect.poll(() => running.health().says).toBe("the gateway delivers");
  expect(server.gateway.connections()).toBe(1);
  expect(world.violations).toEqual([]);
});
