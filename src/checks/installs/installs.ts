import type { Asks, EventQuery, Machine, WindowsEvent } from "../machine.ts";
import { maskSecrets } from "../secrets/mask.ts";
import type { Sighting } from "../sighting.ts";
import { present } from "../sighting.ts";
import { datum } from "../signals/event-data.ts";
import { updateEvents } from "../signals/update-events.ts";

/** What the event logs tell of installations within a time. */
export interface Installs {
  /** The newest first, each name once, without passwords. Hostile text. */
  readonly names: readonly string[];
  /** The logs were asked for fewer events than they may have of that time. */
  readonly more: boolean;
}

/** ISO 8601, UTC; compared with the workstation's own clock. */
export interface Within {
  readonly from: string;
  readonly until: string;
}

/**
 * What Windows Installer says of its installations: 1033 installed a product (name, version,
 * language, status), 1036 installed an update of one (name, version, language, update, status),
 * 11707 “Product: NAME -- Installation completed successfully.”, which is localized. Documented:
 * “Event Logging (Windows Installer)”, learn.microsoft.com/windows/win32/msi/event-logging; not
 * verified on a real Windows.
 */
const installerEvents: EventQuery = {
  log: "Application",
  sources: [{ provider: "MsiInstaller", ids: [1033, 1036, 11_707] }],
  newest: 40,
};

export const installsAsks: Partial<Asks> = { events: [installerEvents, updateEvents] };

/** Unseen only when neither log could be read: what one of them tells is true all the same. */
export async function gatherInstalls(
  machine: Machine,
  within: Within,
): Promise<Sighting<Installs>> {
  const [installer, updates] = await Promise.all([
    machine.events(installerEvents),
    machine.events(updateEvents),
  ]);
  if (installer.state === "unseen" && updates.state === "unseen") return installer;
  const programs = namedIn(installer, {
    within,
    newest: installerEvents.newest,
    nameOf: productOf,
  });
  const patches = namedIn(updates, { within, newest: updateEvents.newest, nameOf: updateOf });
  const names = [...programs.names, ...patches.names].map((name) =>
    maskSecrets(name).slice(0, nameLength),
  );
  return present({
    names: [...new Set(names)].slice(0, mostNames),
    more: programs.more || patches.more || names.length > mostNames,
  });
}

const mostNames = 20;
/** Names of products are shorter; the text of an event may be anything. */
const nameLength = 200;

interface Reading {
  readonly within: Within;
  readonly newest: number;
  readonly nameOf: (event: WindowsEvent) => string | undefined;
}

/** A log that could not be read may have had more. */
function namedIn(
  events: Sighting<readonly WindowsEvent[]>,
  { within, newest, nameOf }: Reading,
): Installs {
  if (events.state !== "present") return { names: [], more: events.state === "unseen" };
  const from = Date.parse(within.from);
  const until = Date.parse(within.until);
  const inside = events.seen.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= until);
  const oldest = events.seen.at(-1);
  const more =
    events.seen.length >= newest && oldest !== undefined && Date.parse(oldest.at) >= from;
  return { names: inside.flatMap((event) => nameOf(event) ?? []), more };
}

/** Success, and success that wants or has begun a restart. */
const done: ReadonlySet<string> = new Set(["0", "1641", "3010"]);

function productOf({ id, data }: WindowsEvent): string | undefined {
  const texts = data.map(({ text }) => text.trim());
  const [name = "", version = "", , third = "", fourth = ""] = texts;
  if (id === 11_707) {
    // Between the first colon and the dashes in every language that is known.
    return /^[^:]{1,40}: (?<name>.{1,200}?) -- /su.exec(name)?.groups?.["name"];
  }
  if (name === "" || name === "(NULL)") return undefined;
  if (id === 1033) return done.has(third) ? withVersion(name, version) : undefined;
  return done.has(fourth) ? `${withVersion(name, version)}, ${third}` : undefined;
}

function withVersion(name: string, version: string): string {
  return version === "" || version === "(NULL)" || name.includes(version)
    ? name
    : `${name} ${version}`;
}

const installed = 19;

/** The definitions of the virus scanner come several times a day, and never ask for a restart. */
const definitions = /\bKB(?:2267602|915597)\b/iu;

function updateOf(event: WindowsEvent): string | undefined {
  const title = event.id === installed ? datum(event, "updateTitle")?.trim() : undefined;
  return title === undefined || title === "" || definitions.test(title) ? undefined : title;
}
