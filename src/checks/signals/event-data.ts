import type { WindowsEvent } from "../machine.ts";

/** The text of an event under that name; undefined when the event does not have it. */
export function datum({ data }: WindowsEvent, name: string): string | undefined {
  return data.find((one) => one.name.toUpperCase() === name.toUpperCase())?.text;
}
