import type { Element } from "@xmldom/xmldom";
import { DOMParser } from "@xmldom/xmldom";
import type { WindowsEvent } from "#checks/machine.ts";
import type { LoggedEvent } from "#practice/event-log.ts";

/** A logged event as checks see it. Its XML is the machine file's, so it is well-formed or a fault. */
export function eventOf({ provider, id, at, xml }: LoggedEvent): WindowsEvent {
  const event = new DOMParser().parseFromString(xml, "text/xml").documentElement;
  const [eventData, userData] = ["EventData", "UserData"].map((name) =>
    childrenOf(event).find(({ localName }) => localName === name),
  );
  const named = childrenOf(eventData).map((data) => ({
    name: data.getAttribute("Name") ?? "",
    text: data.textContent ?? "",
  }));
  return { provider, id, at: new Date(at).toISOString(), data: [...named, ...leaves(userData)] };
}

function leaves(element: Element | undefined): WindowsEvent["data"] {
  return childrenOf(element).flatMap((inner) =>
    childrenOf(inner).length > 0
      ? leaves(inner)
      : [{ name: inner.localName ?? "", text: inner.textContent ?? "" }],
  );
}

function childrenOf(element: Element | null | undefined): Element[] {
  return Array.from(element?.childNodes ?? []).filter(
    (node): node is Element => node.nodeType === node.ELEMENT_NODE,
  );
}
