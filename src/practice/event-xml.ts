/** What finds an event: who wrote it, under which number, when. */
export interface EventHead {
  readonly provider: string;
  readonly id: number;
  /** As it stands in the event: ISO 8601, UTC, so that the text sorts by time. */
  readonly at: string;
}

export interface ShortEvent {
  readonly log: string;
  readonly source: string;
  readonly id: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Named, or only in their order as classic sources write them. */
  readonly data?: Readonly<Record<string, string>> | readonly string[];
  /** One element with its elements. */
  readonly userData?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Undefined for what is not one event with all three. */
export function readHead(xml: string): EventHead | undefined {
  if (!/^<Event[ >].*<\/Event>$/su.test(xml)) return undefined;
  const provider = /<Provider Name=(?:'([^']+)'|"([^"]+)")/u.exec(xml);
  const id = /<EventID(?: Qualifiers=(?:'\d+'|"\d+"))?>(\d+)<\/EventID>/u.exec(xml)?.[1];
  const at = /<TimeCreated SystemTime=["']([^"']+)["']/u.exec(xml)?.[1];
  const name = provider?.[1] ?? provider?.[2];
  return name === undefined || id === undefined || at === undefined
    ? undefined
    : { provider: name, id: Number(id), at };
}

/** In the form of `wevtutil qe … /f:xml`: one line, single quotes, seven digits of a second. */
export function writeEvent(event: ShortEvent): string {
  const { source, id } = event;
  const guid = guids[source];
  const provider = `<Provider Name='${escape(source)}'${guid === undefined ? "" : ` Guid='${guid}'`}/>`;
  const number =
    guid === undefined ? `<EventID Qualifiers='0'>${id}</EventID>` : `<EventID>${id}</EventID>`;
  const at = new Date(event.at).toISOString().replace("Z", "0000Z");
  const system = [
    provider,
    number,
    "<Version>0</Version><Level>4</Level><Task>0</Task><Opcode>0</Opcode>",
    "<Keywords>0x8000000000000000</Keywords>",
    `<TimeCreated SystemTime='${at}'/>`,
    "<EventRecordID>4711</EventRecordID><Correlation/><Execution ProcessID='4' ThreadID='8'/>",
    `<Channel>${event.log}</Channel><Computer>PRACTICE</Computer><Security UserID='S-1-5-18'/>`,
  ];
  return `<Event xmlns='${eventNamespace}'><System>${system.join("")}</System>${body(event)}</Event>`;
}

const eventNamespace = "http://schemas.microsoft.com/win/2004/08/events/event";
const setupNamespace = "http://manifests.microsoft.com/win/2004/08/windows/setup_provider";

/** Sources with a manifest; classic ones have none. */
const guids: Readonly<Record<string, string>> = {
  "Microsoft-Windows-Kernel-General": "{a68ca8b7-004f-d7b6-a698-07e2de0f1f5d}",
  "Microsoft-Windows-Kernel-Boot": "{15ca44ff-4d7a-4baa-bba5-0998955e531e}",
  "Microsoft-Windows-WindowsUpdateClient": "{945a8954-c147-4acd-923f-40c45405a658}",
  "Microsoft-Windows-Servicing": "{bd12f3b8-fc40-4a61-a307-b7a013a069c1}",
};

function body({ data, userData }: ShortEvent): string {
  const named = Object.entries(userData ?? {}).map(([name, elements]) => {
    const inner = Object.entries(elements).map(([inside, text]) => element(inside, text));
    return `<${name} xmlns='${setupNamespace}'>${inner.join("")}</${name}>`;
  });
  if (named.length > 0) return `<UserData>${named.join("")}</UserData>`;
  if (data === undefined) return "";
  const texts = isList(data)
    ? data.map((text) => element("Data", text))
    : Object.entries(data).map(
        ([name, text]) => `<Data Name='${escape(name)}'>${escape(text)}</Data>`,
      );
  return `<EventData>${texts.join("")}</EventData>`;
}

function isList(data: NonNullable<ShortEvent["data"]>): data is readonly string[] {
  return Array.isArray(data);
}

function element(name: string, text: string): string {
  return `<${name}>${escape(text)}</${name}>`;
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("'", "&apos;");
}
