/** A release of Windows on which practice workstations run. */
export interface Edition {
  readonly product: string;
  /** As `ver` says it. */
  readonly version: string;
  /** `CurrentVersion` of the registry: 6.3 for everything since Windows 8.1. */
  readonly currentVersion: string;
  readonly displayVersion?: string;
  readonly server: boolean;
  /** Whether there are 32-bit machines of it. */
  readonly on32Bits: boolean;
}

const client = { server: false, currentVersion: "6.3" };
const server = { server: true, currentVersion: "6.3", on32Bits: false };

/** Names and versions are real; the update level of each is one of many. */
export const editions = {
  "windows-7": {
    ...client,
    product: "Windows 7 Professional",
    version: "6.1.7601",
    currentVersion: "6.1",
    on32Bits: true,
  },
  "windows-8.1": {
    ...client,
    product: "Windows 8.1 Pro",
    version: "6.3.9600",
    on32Bits: true,
  },
  "windows-10": {
    ...client,
    product: "Windows 10 Pro",
    version: "10.0.19045.5131",
    displayVersion: "22H2",
    on32Bits: true,
  },
  // The registry of Windows 11 still says Windows 10.
  "windows-11": {
    ...client,
    product: "Windows 10 Pro",
    version: "10.0.26100.7171",
    displayVersion: "24H2",
    on32Bits: false,
  },
  "server-2008-r2": {
    ...server,
    product: "Windows Server 2008 R2 Standard",
    version: "6.1.7601",
    currentVersion: "6.1",
  },
  "server-2012-r2": {
    ...server,
    product: "Windows Server 2012 R2 Standard",
    version: "6.3.9600",
  },
  "server-2016": {
    ...server,
    product: "Windows Server 2016 Standard",
    version: "10.0.14393.8594",
  },
  "server-2019": {
    ...server,
    product: "Windows Server 2019 Standard",
    version: "10.0.17763.8027",
    displayVersion: "1809",
  },
  "server-2022": {
    ...server,
    product: "Windows Server 2022 Standard",
    version: "10.0.20348.4405",
    displayVersion: "21H2",
  },
  "server-2025": {
    ...server,
    product: "Windows Server 2025 Standard",
    version: "10.0.26100.7171",
    displayVersion: "24H2",
  },
} as const satisfies Readonly<Record<string, Edition>>;

export type Release = keyof typeof editions;

export function isRelease(name: unknown): name is Release {
  return typeof name === "string" && Object.hasOwn(editions, name);
}
