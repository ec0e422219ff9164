import type { Element } from "@xmldom/xmldom";
import { DOMParser } from "@xmldom/xmldom";
import type { WindowsEvent } from "#checks/machine.ts";

/** Far more than the newest hundred events; parsing holds everything else up while it runs. */
const mostCharacters = 2 * 1024 * 1024;
/** Longer texts of an event are cut: no check needs more, and a log may hold anything. */
const textLength = 4000;

/**
 * What `wevtutil qe … /f:xml` printed: `<Event>` elements one after the other, without a root.
 * Nothing in it is in the language of the workstation. Undefined when it is not that, so that a
 * strange answer never looks like "no events".
 */
export function parseEvents(text: string): readonly WindowsEvent[] | undefined {
  // A log has no business with entities or other documents.
  if (text.includes("<!") || text.length > mostCharacters) return undefined;
  try {
    const root = parse(`<Events>${legal(text)}</Events>`);
    if (hasWords(root)) return undefined;
    const events = childrenOf(root).map(readEvent);
    return events.includes(undefined)
      ? undefined
      : events.flatMap((event) => (event === undefined ? [] : [event]));
  } catch {
    // Not well-formed, or nested deeper than anything can be read.
    return undefined;
  }
}

function parse(text: string): Element | undefined {
  const parser = new DOMParser({
    onError(level, message) {
      if (level !== "warning") throw new Error(message);
    },
  });
  return parser.parseFromString(text, "text/xml").documentElement ?? undefined;
}

/** An event may hold characters that XML 1.0 does not allow; wevtutil prints them all the same. */
function legal(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, "\ufffd");
}

function readEvent(event: Element): WindowsEvent | undefined {
  if (event.localName !== "Event") return undefined;
  const system = child(event, "System");
  const provider = child(system, "Provider")?.getAttribute("Name");
  const id = child(system, "EventID")?.textContent?.trim();
  const at = isoTime(child(system, "TimeCreated")?.getAttribute("SystemTime"));
  if (provider == null || id === undefined || !/^\d{1,5}$/u.test(id) || at === undefined) {
    return undefined;
  }
  return { provider, id: Number(id), at, data: readData(event) };
}

/** `2026-11-23T07:02:11.123456700Z`, always UTC, to what JavaScript can hold of it. */
function isoTime(written: string | null | undefined): string | undefined {
  const [, time, fraction = ""] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/u.exec(written ?? "") ?? [];
  if (time === undefined) return undefined;
  const date = new Date(`${time}.${fraction.slice(0, 3).padEnd(3, "0")}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** `<EventData><Data Name="…">` as it is; of `<UserData>` the elements that hold only text. */
function readData(event: Element): WindowsEvent["data"] {
  const data = childrenOf(child(event, "EventData")).map((element) => ({
    name: element.getAttribute("Name") ?? "",
    text: textOf(element),
  }));
  return [...data, ...leavesOf(child(event, "UserData"))];
}

function leavesOf(element: Element | undefined): WindowsEvent["data"] {
  return childrenOf(element).flatMap((inner) =>
    childrenOf(inner).length === 0
      ? [{ name: inner.localName ?? "", text: textOf(inner) }]
      : leavesOf(inner),
  );
}

/** Words between the events are no event: a complaint, the output of something else. */
function hasWords(root: Element | undefined): boolean {
  const nodes = Array.from(root?.childNodes ?? []);
  return nodes.some((node) => node.nodeType === node.TEXT_NODE && node.nodeValue?.trim() !== "");
}

function textOf(element: Element): string {
  return (element.textContent ?? "").slice(0, textLength);
}

function child(element: Element | undefined, name: string): Element | undefined {
  return childrenOf(element).find(({ localName }) => localName === name);
}

function childrenOf(element: Element | undefined): Element[] {
  if (element === undefined) return [];
  return Array.from(element.childNodes).filter(
    (node): node is Element => node.nodeType === node.ELEMENT_NODE,
  );
}
